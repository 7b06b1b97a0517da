using System.Net;

namespace Loyalty.Api;

/// <summary>How callers reach the host over a network: <c>Loyalty:Https</c>, <c>Loyalty:Cors</c> and <c>Loyalty:Proxies</c>, checked.</summary>
public sealed record TransportSettings
{
    /// <summary>Days that a browser is to insist on https when nothing else is set.</summary>
    public const int DefaultHstsDays = 365;

    /// <summary>The most days that can be set: ten years.</summary>
    public const int MaxHstsDays = 3650;

    /// <summary>Calls over http are refused, and pages asked for over http are redirected.</summary>
    public bool RequireHttps { get; init; }

    /// <summary>Strict-Transport-Security for answers over https, or null for none.</summary>
    public string? Hsts { get; init; }

    /// <summary>Origins whose web pages may call, as browsers write them: <c>https://shop.example.com</c>. None by default.</summary>
    public IReadOnlyList<string> Origins { get; init; } = [];

    /// <summary>Addresses from which <c>X-Forwarded-For</c> and <c>X-Forwarded-Proto</c> are believed. None by default.</summary>
    public IReadOnlyList<IPNetwork> Proxies { get; init; } = [];

    /// <exception cref="StartRefusedException">A setting is not valid.</exception>
    public static TransportSettings Read(IConfiguration configuration)
    {
        // The framework's own switch believes whoever sends the headers.
        if (string.Equals(configuration["ForwardedHeaders_Enabled"], "true", StringComparison.OrdinalIgnoreCase))
            throw LoyaltySettings.NotValid("Proxies", "has to name the proxies that are believed; ASPNETCORE_FORWARDEDHEADERS_ENABLED believes anybody and is refused");
        var settings = new TransportSettings
        {
            RequireHttps = configuration.Flag("Https:Required"),
            Hsts = HstsOf(configuration),
            Origins = [.. configuration.Names("Cors:Origins").Select(Origin)],
            Proxies = [.. configuration.Names("Proxies").Select(Proxy)],
        };
        if (settings.RequireHttps && settings.Proxies.Count == 0 && !ListensOnHttps(configuration))
            throw LoyaltySettings.NotValid("Https:Required", "is true, but the host listens on no https address and names no proxy that does");
        return settings;
    }

    private static bool ListensOnHttps(IConfiguration configuration) =>
        ListenAddresses.Configured(configuration).Any(address => address.StartsWith("https://", StringComparison.OrdinalIgnoreCase));

    private static string? HstsOf(IConfiguration configuration)
    {
        var days = configuration.Number("Https:HstsDays", DefaultHstsDays, 0, MaxHstsDays);
        var subDomains = configuration.Flag("Https:HstsSubDomains") ? "; includeSubDomains" : "";
        return days == 0 ? null : FormattableString.Invariant($"max-age={days * 86_400L}{subDomains}");
    }

    private static string Origin(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http"
        && uri is { AbsolutePath: "/", Query: "", Fragment: "", UserInfo: "", Host.Length: > 0 } && !text.Contains('*')
            ? uri.GetLeftPart(UriPartial.Authority)
            : throw LoyaltySettings.NotValid("Cors:Origins", $"has '{text}'; origins such as https://shop.example.com are allowed, each by its name");

    private static IPNetwork Proxy(string text)
    {
        if (IPNetwork.TryParse(text, out var network))
            return network;
        return IPAddress.TryParse(text, out var address)
            ? new IPNetwork(address, address.GetAddressBytes().Length * 8)
            : throw LoyaltySettings.NotValid("Proxies", $"has '{text}'; addresses such as 10.0.0.5 or networks such as 10.0.0.0/24 are allowed");
    }
}
