namespace Loyalty.Api;

/// <summary>How often callers may ask, section <c>Loyalty:Limits</c>. 0 lifts a limit. In keys mode only: in open mode all callers are one.</summary>
public sealed record RateSettings
{
    /// <summary>The most that can be set.</summary>
    public const int Most = 1_000_000;

    /// <summary>Seconds' worth of requests that may come at once.</summary>
    public const int BurstSeconds = 2;

    /// <summary>Requests a second of each key; 1,000 by default.</summary>
    public Rate Keys { get; init; } = new(1_000, 1_000 * BurstSeconds);

    /// <summary>Requests a second of each member; 10 by default.</summary>
    public Rate Members { get; init; } = new(10, 10 * BurstSeconds);

    /// <summary>Requests a second of each operator; 50 by default.</summary>
    public Rate Operators { get; init; } = new(50, 50 * BurstSeconds);

    /// <summary>Requests a second without a key, of each address; 50 by default.</summary>
    public Rate Anybody { get; init; } = new(50, 50 * BurstSeconds);

    /// <summary>Wrong keys and tokens a minute, of each address; 20 by default, 20 of them at once.</summary>
    public Rate WrongCredentials { get; init; } = PerMinute(20);

    /// <summary>Numbers a minute that are no member's, of each key that is a till's; 60 by default, 60 of them at once.</summary>
    public Rate UnknownMembers { get; init; } = PerMinute(60);

    /// <summary>Calls of a member's own token that are recorded in the trail, an hour; 60 by default, 60 of them at once.</summary>
    public Rate MemberRecords { get; init; } = PerHour(60);

    /// <exception cref="StartRefusedException">A setting is not valid.</exception>
    public static RateSettings Read(IConfiguration configuration)
    {
        var unset = new RateSettings();
        return new RateSettings
        {
            Keys = PerSecond("KeyRequestsPerSecond", unset.Keys),
            Members = PerSecond("MemberRequestsPerSecond", unset.Members),
            Operators = PerSecond("OperatorRequestsPerSecond", unset.Operators),
            Anybody = PerSecond("AnonymousRequestsPerSecond", unset.Anybody),
            WrongCredentials = PerMinute(configuration.Number("Limits:WrongCredentialsPerMinute", unset.WrongCredentials.Burst, 0, Most)),
            UnknownMembers = PerMinute(configuration.Number("Limits:UnknownMembersPerMinute", unset.UnknownMembers.Burst, 0, Most)),
            MemberRecords = PerHour(configuration.Number("Limits:MemberRecordsPerHour", unset.MemberRecords.Burst, 0, Most)),
        };

        Rate PerSecond(string key, Rate otherwise) =>
            configuration.Number("Limits:" + key, (int)otherwise.PerSecond, 0, Most) is var rate ? new Rate(rate, Math.Max(1, rate * BurstSeconds)) : otherwise;
    }

    private static Rate PerHour(int times) => new(times / 3600.0, Math.Max(1, times));

    private static Rate PerMinute(int times) => new(times / 60.0, Math.Max(1, times));
}
