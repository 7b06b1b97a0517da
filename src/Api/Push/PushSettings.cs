using Loyalty.Domain;

namespace Loyalty.Api;

/// <summary>Whether browsers are told things, and through whose push services.</summary>
/// <param name="Subject">How a push service reaches the operator (RFC 8292): a <c>mailto:</c> or an https address; null where nothing is sent.</param>
/// <param name="Hosts">Push services, by host; one that begins with <c>*.</c> is of all hosts below it.</param>
public sealed record PushSettings(string? Subject, IReadOnlyList<string> Hosts)
{
    /// <summary>Those of the browsers there are: Chrome and Edge on Android, Firefox, Edge on Windows, Safari.</summary>
    private static readonly string[] KnownHosts = ["fcm.googleapis.com", "*.push.services.mozilla.com", "*.notify.windows.com", "web.push.apple.com"];

    private const string Below = "*.";

    /// <exception cref="StartRefusedException">A setting is not valid.</exception>
    public static PushSettings Read(IConfiguration configuration)
    {
        var subject = configuration["Loyalty:Push:Subject"] is { Length: > 0 } given ? given : null;
        if (subject is not null && !IsContact(subject))
            throw LoyaltySettings.NotValid("Push:Subject", $"is '{subject}'; a mailto: or an https address is allowed");
        var hosts = configuration.Names("Push:Hosts") is { Count: > 0 } named ? named : KnownHosts;
        foreach (var host in hosts)
        {
            var bare = host.StartsWith(Below, StringComparison.Ordinal) ? host[Below.Length..] : host;
            if (Uri.CheckHostName(bare) == UriHostNameType.Unknown)
                throw LoyaltySettings.NotValid("Push:Hosts", $"names '{host}'; hosts without a port are allowed, with *. before one for all below it");
        }

        return new PushSettings(subject, hosts);
    }

    /// <summary>Why no push service can be at an address; null for one of those named.</summary>
    public Refusal? Fault(string endpoint)
    {
        if (!Uri.TryCreate(endpoint, UriKind.Absolute, out var uri) || uri.Scheme != Uri.UriSchemeHttps || uri.UserInfo.Length > 0 || endpoint.Any(c => c is <= ' ' or > '~'))
            return NotAllowed("Must be an https address without a name or a password in it.");
        return Hosts.Any(host => IsAt(uri.IdnHost, host)) ? null : NotAllowed("The host is no push service that is told here.");
    }

    private static bool IsAt(string host, string named) => named.StartsWith(Below, StringComparison.Ordinal)
        ? host.EndsWith(named[1..], StringComparison.OrdinalIgnoreCase)
        : host.Trim('[', ']').Equals(named.Trim('[', ']'), StringComparison.OrdinalIgnoreCase);

    private static bool IsContact(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeMailto && uri.UserInfo.Length > 0));

    private static Refusal NotAllowed(string why) => new("endpoint-not-allowed", why, "endpoint");
}
