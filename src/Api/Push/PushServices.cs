using Loyalty.Grains;

namespace Loyalty.Api;

/// <summary>Adds messages to browsers: what keeps subscriptions, and what sends. The host brings the stores.</summary>
public static class PushServices
{
    /// <exception cref="StartRefusedException">A setting is not valid.</exception>
    // By factories: a host without stores has no use for them, and is not refused for it.
    public static IServiceCollection AddPush(this IServiceCollection services, IConfiguration configuration) => services
        .AddSingleton(PushSettings.Read(configuration))
        .AddSingleton(s => ActivatorUtilities.CreateInstance<PushKeys>(s))
        .AddSingleton<IPushSender>(s => ActivatorUtilities.CreateInstance<PushSender>(s))
        .AddSingleton(s => ActivatorUtilities.CreateInstance<PushDispatcher>(s, TimeProvider.System))
        .AddSingleton(s => ActivatorUtilities.CreateInstance<PushRequests>(s));

    /// <summary>Adds what is done with nobody asking.</summary>
    public static void AddPushWork(this IServiceCollection services) =>
        services.AddSingleton<PushRisks>().AddSingleton<IFollowerKind, PushFollower>().AddHostedService<PushService>();
}
