using Loyalty.Grains;

namespace Loyalty.Api;

/// <summary>Adds webhooks: what receives subscriptions, and what sends events. The host brings the stores and the streams.</summary>
public static class WebhookServices
{
    /// <exception cref="StartRefusedException">A setting is not valid.</exception>
    public static void AddWebhooks(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(WebhookSettings.Read(configuration)).AddSingleton<IHostResolver, HostResolver>();
        services.AddSingleton<WebhookAddress>().AddSingleton<WebhookTransport>();
        // By factories: a host without stores has no use for them, and is not refused for it.
        services.AddSingleton(s => ActivatorUtilities.CreateInstance<WebhookSecrets>(s));
        services.AddSingleton<IWebhookSender>(s => ActivatorUtilities.CreateInstance<WebhookSender>(s));
        services.AddSingleton<IWebhookEvents>(s => ActivatorUtilities.CreateInstance<WebhookEvents>(s));
        services.AddSingleton(s => new WebhookBook(s.GetRequiredService<IWebhookStore>(), TimeProvider.System));
        services.AddSingleton(s => ActivatorUtilities.CreateInstance<WebhookDeliveries>(s, TimeProvider.System));
        services.AddSingleton(s => ActivatorUtilities.CreateInstance<WebhookService>(s)).AddSingleton(s => ActivatorUtilities.CreateInstance<WaitingDeliveries>(s));
        services.AddSingleton(s => ActivatorUtilities.CreateInstance<WebhookOverview>(s));
    }

    /// <summary>Adds what is done with nobody asking.</summary>
    public static void AddWebhookWork(this IServiceCollection services)
    {
        services.AddSingleton<WebhookKind>().AddSingleton<IFollowerKind>(s => s.GetRequiredService<WebhookKind>());
        services.AddSingleton<ReplayKind>().AddSingleton<IFollowerKind>(s => s.GetRequiredService<ReplayKind>());
        services.AddHostedService<WebhookTending>();
    }
}
