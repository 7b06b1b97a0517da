using Loyalty.Client;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers the client.</summary>
public static class LoyaltyServices
{
    internal const string Name = "Loyalty.Client";

    /// <summary>Adds one <see cref="LoyaltyClient"/> for all, with its repeats and its one connection to the hub.</summary>
    /// <param name="services">Where to.</param>
    /// <param name="configure">Sets the address and the key.</param>
    /// <returns>The HTTP client behind it, to add handlers to.</returns>
    public static IHttpClientBuilder AddLoyaltyClient(this IServiceCollection services, Action<LoyaltyClientOptions> configure)
    {
        services.AddOptions<LoyaltyClientOptions>().Configure(configure);
        services.AddSingleton(provider => new HubLink(provider.GetRequiredService<IOptions<LoyaltyClientOptions>>().Value, TimeProvider.System));
        services.AddSingleton(provider => new LoyaltyClient(
            new Calls(provider.GetRequiredService<IHttpClientFactory>(), provider.GetRequiredService<IOptions<LoyaltyClientOptions>>().Value),
            provider.GetRequiredService<HubLink>(),
            owned: null));
        var http = services.AddHttpClient(Name, (provider, client) =>
        {
            var options = provider.GetRequiredService<IOptions<LoyaltyClientOptions>>().Value;
            (client.BaseAddress, client.Timeout) = (options.Address, Repeats.Longest(options));
        });
        http.AddResilienceHandler("repeats", (pipeline, context) =>
            Repeats.Configure(pipeline, context.ServiceProvider.GetRequiredService<IOptions<LoyaltyClientOptions>>().Value));
        return http;
    }
}
