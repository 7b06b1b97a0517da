using Microsoft.Extensions.Options;

namespace Loyalty.Api;

/// <summary>Keys mode, put together.</summary>
internal static class AccessServices
{
    /// <summary>Adds keys, and in keys mode what holds callers to them. The host brings <see cref="Grains.IApiKeyStore"/>.</summary>
    /// <exception cref="StartRefusedException">A setting is not valid.</exception>
    public static void AddAccess(this IServiceCollection services, LoyaltySettings settings, IConfiguration configuration)
    {
        var access = AccessSettings.Read(configuration);
        if (settings is { Demo: true, AuthMode: AuthMode.Keys } && access.Tokens is null)
            throw LoyaltySettings.NotValid("Demo", "starts on a fresh file, in which there is no key; set Loyalty:Auth:Mode=open or Loyalty:Auth:Jwt");
        services.AddSingleton(access);
        services.AddSingleton<KeyRing>().AddSingleton<OpenAccess>();
        services.AddSingleton(s => new DeviceTokens(s.GetService<Grains.ICardStore>(), s.GetRequiredService<OpenAccess>(), s.GetRequiredKeyedService<TimeProvider>(Grains.ProgrammeClock.TimeKey)));
        if (settings.AuthMode != AuthMode.Keys)
            return;
        services.AddSingleton<TokenReader>().AddSingleton<AccessControl>().AddHostedService<KeyRefreshService>();
        services.AddSingleton<IPostConfigureOptions<LoggerFilterOptions>, SecretlessLogs>();
    }
}
