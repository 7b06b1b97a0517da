namespace Loyalty.Api;

/// <summary>
/// Every key of the section <c>Loyalty</c>, whoever reads it. One that is not here refuses the start, from whatever source it comes: a
/// misspelt one would otherwise leave its default in force without a word.
/// </summary>
public static class SettingKeys
{
    /// <summary>The section.</summary>
    public const string Section = "Loyalty";

    /// <summary>Stands for any name: the position in a list, or a scope.</summary>
    private const string Any = "*";

    /// <summary>The keys, without the section; case does not count, as everywhere in configuration.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        "Programme", "Rates", "Demo", "TestClock", "Brand",
        "Journal:Provider", "Journal:ConnectionString", "Journal:AcceptLoss",
        "Auth:Mode", "Auth:Jwt:Authority", "Auth:Jwt:Keys", "Auth:Jwt:Issuer", "Auth:Jwt:Audience", "Auth:Jwt:MemberClaim", "Auth:Jwt:RolesClaim",
        "Auth:Jwt:Roles:*", "Auth:Jwt:Roles:*:*",
        "Auth:SignIn:Authority", "Auth:SignIn:ClientId", "Auth:SignIn:Scopes", "Auth:SignIn:Origins", "Auth:SignIn:Origins:*",
        "Audit:AtStart", "Trail:Verify", "Trail:Expect", "Versions:RequireRehearsal",
        "Https:Required", "Https:HstsDays", "Https:HstsSubDomains", "Cors:Origins", "Cors:Origins:*", "Proxies", "Proxies:*",
        "Limits:Connections", "Limits:HubConnections", "Limits:HubConnectionsPerCaller", "Limits:HubConnectionsPerMember",
        "Limits:Streams", "Limits:StreamsPerCaller", "Limits:ImportMegabytes",
        "Limits:KeyRequestsPerSecond", "Limits:MemberRequestsPerSecond", "Limits:OperatorRequestsPerSecond", "Limits:AnonymousRequestsPerSecond",
        "Limits:WrongCredentialsPerMinute", "Limits:UnknownMembersPerMinute", "Limits:MemberRecordsPerHour",
        "Streams:Folder", "Streams:Megabytes", "Streams:MegabytesPerCaller",
        "Airport:ShownSeconds",
        "Retention:CheckInDays", "Retention:TrailYears", "Retention:InactiveYears", "Retention:MaxLeapDays", "Retention:MaxSharePercent",
        "Cluster:Id", "Cluster:Address", "Cluster:Port", "Cluster:ConnectionString", "Cluster:ReadinessOffSeconds",
        "Cluster:Tls:Certificate", "Cluster:Tls:Key", "Cluster:Tls:Authority", "Dashboard:Profiler", "Followers:*:Enabled",
        "Partners:*:Url", "Partners:*:Token", "Partners:*:Key",
        "Webhooks:Source", "Webhooks:TypePrefix", "Webhooks:AllowedHosts", "Webhooks:AllowedHosts:*",
        "Messages:Http:Url", "Messages:Http:Secret", "Push:Subject", "Push:Hosts", "Push:Hosts:*",
        "CardCodes:Seconds", "Backup:Stamp", "Telemetry:Metrics", "Telemetry:Endpoint", "Telemetry:Protocol", "Telemetry:TracePercent",
    ];

    private static readonly string[][] Known = [.. All.Select(key => key.Split(':'))];

    /// <summary>Refuses keys that nobody reads.</summary>
    /// <exception cref="StartRefusedException">There are some; all are named.</exception>
    public static void RequireKnown(IConfiguration configuration)
    {
        var unknown = configuration.GetSection(Section).AsEnumerable()
            .Where(setting => setting.Value is not null && !IsKnown(setting.Key))
            .Select(setting => setting.Key)
            .Order(StringComparer.OrdinalIgnoreCase)
            .ToList();
        if (unknown.Count > 0)
            throw new StartRefusedException($"{string.Join(", ", unknown)}: there is no such setting{Hint(unknown[0])}.");
    }

    private static bool IsKnown(string key)
    {
        var parts = key.Split(':')[1..];
        return Known.Any(known => known.Length == parts.Length
            && known.Zip(parts).All(pair => pair.First == Any || pair.First.Equals(pair.Second, StringComparison.OrdinalIgnoreCase)));
    }

    // What was most likely meant: the key that begins like it, or ends like it.
    private static string Hint(string key)
    {
        var name = key[(Section.Length + 1)..];
        var meant = All.Where(known => !known.Contains(Any, StringComparison.Ordinal)).MinBy(known => Distance(known, name));
        return meant is not null && Distance(meant, name) <= Math.Max(2, name.Length / 4) ? $"; {Section}:{meant} is one" : "";
    }

    private static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var above = row[j];
                var isSame = char.ToUpperInvariant(a[i - 1]) == char.ToUpperInvariant(b[j - 1]);
                row[j] = Math.Min(Math.Min(above, row[j - 1]) + 1, diagonal + (isSame ? 0 : 1));
                diagonal = above;
            }
        }

        return row[^1];
    }
}
