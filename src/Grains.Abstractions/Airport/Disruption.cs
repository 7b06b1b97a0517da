using Loyalty.Domain;

namespace Loyalty.Grains;

/// <summary>Something that befalls a departure.</summary>
/// <param name="Kind">The caller's word for it, at most <see cref="MaxKindLength"/> characters.</param>
/// <param name="Message">What the members are told, at most <see cref="MaxMessageLength"/> characters.</param>
[GenerateSerializer, Immutable, Alias("loyalty.Disruption")]
public sealed record Disruption(DisruptionId Id, FlightDay Flight, string Kind, string Message)
{
    public const int MaxKindLength = 40;

    public const int MaxMessageLength = 500;
}

/// <summary>A disruption as it is kept.</summary>
/// <param name="Affected">In order of priority, as it was at that moment.</param>
/// <param name="Claim">See <see cref="RecordedCheckIn"/>.</param>
public sealed record RecordedDisruption(Disruption Disruption, IReadOnlyList<AffectedMember> Affected, DateTimeOffset At, string Claim);

/// <summary>A member of a disrupted flight. Names are not kept: they are asked for when they are shown.</summary>
public sealed record AffectedMember(MemberId Member, string Tier, int TierLevel, Seat? Seat);

/// <summary>The reply to a disruption.</summary>
/// <param name="Items">Who is affected, in order of priority: all of them.</param>
/// <param name="Next">Always null.</param>
[GenerateSerializer, Immutable, Alias("loyalty.DisruptionView")]
public sealed record DisruptionView(
    string DisruptionId,
    string Flight,
    DateOnly Date,
    string Kind,
    string Message,
    DateTimeOffset At,
    IReadOnlyList<AffectedView> Items,
    string? Next);

/// <param name="Name">"Ada L.", or null when no name is held.</param>
[GenerateSerializer, Immutable, Alias("loyalty.AffectedView")]
public sealed record AffectedView(string MemberId, string? Name, string Tier, int TierLevel, string? Seat)
{
    /// <summary>Somebody of a disruption, by the name that is held of them.</summary>
    public static AffectedView Of(AffectedMember affected, string? name) =>
        new(affected.Member.Value, name, affected.Tier, affected.TierLevel, affected.Seat?.ToString());
}

/// <summary>What is pushed to those who watch a member of the flight: the hub's <c>disrupted</c>.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.DisruptionNotice")]
public sealed record DisruptionNotice(
    string DisruptionId, string MemberId, string Flight, DateOnly Date, string Kind, string Message, string? Seat, DateTimeOffset At) : HubMessage
{
    /// <inheritdoc/>
    public override string WatchedMember() => MemberId;
}
