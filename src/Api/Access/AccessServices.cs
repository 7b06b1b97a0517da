using Microsoft.Extensions.Options;

namespace Loyalty.Api;

/// <summary>Keys mode, put together.</summary>
internal static class AccessServices
{
    /// <summary>Adds keys, and in keys mode what holds callers to them. The host brings <see cref="Grains.IApiKeyStore"/>.</summary>
    /// <exception cref="StartRefusedException">A setting is not valid.</exception>
    public static void AddAccess(this IServiceCollection services, LoyaltySettings settings, IConfiguration configuration)
    {
        services.AddSingleton(AccessSettings.Read(configuration));
        services.AddSingleton<KeyRing>().AddSingleton<OpenAccess>();
        if (settings.AuthMode != AuthMode.Keys)
            return;
        services.AddSingleton<TokenReader>().AddSingleton<AccessControl>().AddHostedService<AccessWatch>();
        services.AddSingleton<IPostConfigureOptions<LoggerFilterOptions>, SecretlessLogs>();
    }
}
