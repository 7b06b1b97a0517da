using Loyalty.Grains;

namespace Loyalty.Api;

/// <summary>What answers questions of finance.</summary>
internal static class FinanceServices
{
    // By factories: a host without them has no use for it, and is not refused for it.
    public static IServiceCollection AddFinance(this IServiceCollection services) => services
        .AddSingleton(s => ActivatorUtilities.CreateInstance<BenefitCosts>(s))
        .AddSingleton(s => ActivatorUtilities.CreateInstance<Closings>(s))
        .AddSingleton(s => ActivatorUtilities.CreateInstance<BenefitUses>(s))
        .AddSingleton(s => ActivatorUtilities.CreateInstance<PurchaseStatistics>(s));
}
