using Loyalty.Domain;
using Loyalty.Grains;

namespace Loyalty.Api;

/// <summary>What an event is called, in the ledger or in a stream beside it.</summary>
public enum EventKind
{
    Enrolled,
    SpendRecorded,
    SpendReversed,
    TierUpgraded,
    TierAtRisk,
    TierRetained,
    TierDropped,
    TierCorrected,
    CreditPending,
    CreditReleased,
    CreditCancelled,
    CreditUpdated,
    ProfileChanged,
    ConsentChanged,
    MemberErased,
    DisruptionStep,
    LotChanged,
    HoldEnded,
    OrderChanged,
}

/// <summary>The same words for both.</summary>
public static class EventKinds
{
    private static readonly EventKind[] OfLedger = [.. Enum.GetValues<ChangeKind>().Select(kind => Enum.Parse<EventKind>(kind.ToString()))];
    private static readonly EventKind[] OfStreams = [.. Enum.GetValues<StreamEventKind>().Select(kind => Enum.Parse<EventKind>(kind.ToString()))];

    /// <summary>The word for a change of an account.</summary>
    public static EventKind Of(ChangeKind kind) => OfLedger[(int)kind];

    /// <summary>The word for what a stream tells.</summary>
    public static EventKind Of(StreamEventKind kind) => OfStreams[(int)kind];
}
