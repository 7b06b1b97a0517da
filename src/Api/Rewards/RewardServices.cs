using Loyalty.Grains;

namespace Loyalty.Api;

/// <summary>Adds what rewards need of the host, and maps their addresses.</summary>
public static class RewardServices
{
    /// <exception cref="StartRefusedException">A setting is not valid.</exception>
    public static void AddRewards(this IServiceCollection services, IConfiguration configuration)
    {
        var messages = MessageSettings.Read(configuration);
        // By factories: a host without stores has no use for them, and is not refused for it.
        services.AddSingleton<IMessageSender>(s => new HttpMessages(messages, s.GetRequiredService<ProgrammeClock>(), s.GetRequiredService<ILogger<HttpMessages>>()));
        services.AddSingleton<IRewardKeys>(s => ActivatorUtilities.CreateInstance<RewardKeys>(s));
        services.AddSingleton(s => ActivatorUtilities.CreateInstance<RewardCodes>(s));
        services.AddSingleton(s => ActivatorUtilities.CreateInstance<RewardDirectory>(s));
        services.AddSingleton(s => ActivatorUtilities.CreateInstance<RewardReports>(s));
        services.AddSingleton(s => ActivatorUtilities.CreateInstance<LotStream>(s));
    }

    public static void MapRewards(this IEndpointRouteBuilder v1)
    {
        v1.MapLots();
        v1.MapHolds();
        v1.MapRewardReports();
    }
}
