using System.Collections.Frozen;

namespace Loyalty.Api;

/// <summary>What webhooks are told with and where they may go.</summary>
/// <param name="Source">The URI that every event names as its source.</param>
/// <param name="TypePrefix">Stands before a kind, with a dot between.</param>
/// <param name="AllowedHosts">Hosts that need not be on the public network.</param>
public sealed record WebhookSettings(string Source, string TypePrefix, FrozenSet<string> AllowedHosts)
{
    /// <summary>Characters a prefix or a source may have.</summary>
    private const int MaxLength = 200;

    /// <exception cref="StartRefusedException">A setting is not valid.</exception>
    public static WebhookSettings Read(IConfiguration configuration)
    {
        var source = configuration["Loyalty:Webhooks:Source"] is { Length: > 0 } given ? given : "urn:loyalty";
        if (source.Length > MaxLength || source.AsSpan().ContainsAnyExceptInRange('!', '~') || !Uri.TryCreate(source, UriKind.RelativeOrAbsolute, out _))
            throw LoyaltySettings.NotValid("Webhooks:Source", $"is '{source}'; a URI is allowed");
        var prefix = configuration["Loyalty:Webhooks:TypePrefix"] is { Length: > 0 } word ? word : "loyalty";
        if (prefix.Length > MaxLength || prefix.Any(c => !char.IsAsciiLetterOrDigit(c) && c is not ('.' or '-' or '_')))
            throw LoyaltySettings.NotValid("Webhooks:TypePrefix", $"is '{prefix}'; letters, digits, '.', '-' and '_' are allowed");
        var hosts = configuration.Names("Webhooks:AllowedHosts");
        foreach (var host in hosts.Where(host => Uri.CheckHostName(host) == UriHostNameType.Unknown))
            throw LoyaltySettings.NotValid("Webhooks:AllowedHosts", $"names '{host}'; hosts without a port are allowed");
        return new WebhookSettings(source, prefix, hosts.Select(Plain).ToFrozenSet(StringComparer.OrdinalIgnoreCase));
    }

    /// <summary>Whether a host need not be on the public network.</summary>
    public bool Allows(string host) => AllowedHosts.Contains(Plain(host));

    // Brackets around an address of IPv6 and the dot of the root say nothing more.
    private static string Plain(string host) => host.Trim('[', ']').TrimEnd('.');
}
