using Loyalty.Grains;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;
using Microsoft.Extensions.Options;

namespace Loyalty.Api;

/// <summary>The hub, put together.</summary>
internal static class HubServices
{
    /// <summary>Adds the hub, what its clients watch, and what silos tell each other's hubs.</summary>
    public static void AddHub(this IServiceCollection services, LoyaltySettings settings)
    {
        services.AddSingleton<HubConnections>();
        services.AddSingleton<WatchMetrics>().AddSingleton<WatchRegistry>().AddSingleton<DisplayRegistry>().AddSingleton<LocalHub>();
        services.AddSingleton<SiloSubscriptions>().AddSingleton<IHubPublisher, HubPublisher>();
        services.AddSingleton<SubscriptionAnnouncer>().AddHostedService(s => s.GetRequiredService<SubscriptionAnnouncer>());
        services.AddSignalR(hub =>
        {
            HubLimits.Apply(hub);
            hub.AddFilter<HubFaults>();
            hub.AddFilter<HubDrain>();
            hub.AddFilter<HubConnections>();
            if (settings.AuthMode == AuthMode.Keys)
            {
                hub.AddFilter<HubRates>();
                hub.AddFilter<HubAccess>();
            }
        }).AddJsonProtocol(json => ApiJson.Apply(json.PayloadSerializerOptions));
        // Of two protocols of one name the later is taken.
        services.AddSingleton<IHubProtocol>(provider => new OptionalArgumentProtocol(
            new JsonHubProtocol(provider.GetRequiredService<IOptions<JsonHubProtocolOptions>>()), nameof(StatusHub.WatchMember)));
    }
}
