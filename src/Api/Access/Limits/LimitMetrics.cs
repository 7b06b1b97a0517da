using System.Diagnostics.Metrics;

namespace Loyalty.Api;

/// <summary>Numbers on what was turned away. The label is one of a few words, never anything of a caller's.</summary>
public sealed class LimitMetrics(IMeterFactory meters)
{
    /// <summary>A connection of the hub too many.</summary>
    public const string HubConnections = "hub_connections";

    /// <summary>A key, member or operator beyond its rate.</summary>
    public const string CallerRate = "caller_rate";

    /// <summary>An address without a key beyond its rate.</summary>
    public const string AnonymousRate = "anonymous_rate";

    /// <summary>An address from which too many keys or tokens were wrong.</summary>
    public const string WrongCredentials = "wrong_credentials";

    /// <summary>A till that asked for too many numbers that are no member's.</summary>
    public const string UnknownMembers = "unknown_members";

    /// <summary>A purchase stream too many.</summary>
    public const string Streams = "streams";

    /// <summary>A request on one of the connections that are kept for health and administrators.</summary>
    public const string Connections = "connections";

    /// <summary>A member's token that asked for too much that is recorded.</summary>
    public const string RecordedRate = "recorded_rate";

    private readonly Counter<long> _refused =
        meters.Create("Loyalty.Limits").CreateCounter<long>("loyalty.requests_refused", "{request}", "Requests and connections turned away by a limit");

    public void Refused(string limit) => _refused.Add(1, new KeyValuePair<string, object?>("limit", limit));
}
