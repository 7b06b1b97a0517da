using Loyalty.Grains;

namespace Loyalty.Api;

/// <summary>Adds partners: what answers calls, and what sends orders. The host brings the stores.</summary>
public static class PartnerServices
{
    /// <exception cref="StartRefusedException">A setting is not valid.</exception>
    public static void AddPartners(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(PartnerSettings.Read(configuration)).AddSingleton<IPartnerConnector, HttpPartnerConnector>();
        // By factories: a host without stores has no use for them, and is not refused for it.
        services.AddSingleton(s => ActivatorUtilities.CreateInstance<ExchangeVouchers>(s));
        services.AddSingleton(s => ActivatorUtilities.CreateInstance<PartnerBook>(s));
        services.AddSingleton(s => ActivatorUtilities.CreateInstance<PartnerOrderBook>(s, TimeProvider.System));
        services.AddSingleton(s => ActivatorUtilities.CreateInstance<EarnPlanner>(s)).AddSingleton(s => ActivatorUtilities.CreateInstance<PartnerWorker>(s));
        services.AddSingleton(s => ActivatorUtilities.CreateInstance<PartnerOrderDispatcher>(s, TimeProvider.System));
        services.AddSingleton(s => ActivatorUtilities.CreateInstance<PartnerPreviews>(s)).AddSingleton(s => ActivatorUtilities.CreateInstance<PointPayments>(s));
        services.AddSingleton(s => ActivatorUtilities.CreateInstance<PartnerEvents>(s)).AddSingleton(s => ActivatorUtilities.CreateInstance<PartnerFinance>(s));
    }

    /// <summary>Adds what is done with nobody asking.</summary>
    public static void AddPartnerWork(this IServiceCollection services)
    {
        services.AddSingleton<IFollowerKind, PartnerFollower>().AddHostedService<PartnerOrderService>();
    }
}
