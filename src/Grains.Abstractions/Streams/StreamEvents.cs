using Loyalty.Domain;

namespace Loyalty.Grains;

/// <summary>The streams beside the ledger.</summary>
public static class StreamNames
{
    /// <summary>Profiles, consents and erasures: names of fields, never what is in them.</summary>
    public const string Persons = "persons";

    /// <summary>Orders at partners.</summary>
    public const string Orders = "orders";

    /// <summary>What members were told at airports.</summary>
    public const string Airport = "airport";

    /// <summary>Lots and holds: ids, states and amounts, never a code.</summary>
    public const string Rewards = "rewards";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [Persons, Orders, Airport, Rewards];
}

/// <summary>What an event of a stream beside the ledger is called on the wire.</summary>
public enum StreamEventKind
{
    ProfileChanged,
    ConsentChanged,
    MemberErased,
    DisruptionStep,
    LotChanged,
    HoldEnded,
    OrderChanged,
}

/// <summary>What happened beside the ledger. Nothing of it tells who somebody is.</summary>
public abstract record StreamEvent
{
    public abstract StreamEventKind Kind { get; }
}

/// <summary>A profile was changed.</summary>
/// <param name="Fields">The names of the fields whose values are others now, in order.</param>
/// <param name="ProfileVersion">The version that it made.</param>
/// <param name="Source">Who changed it: the name of a key, or the kind of caller; never a person's name.</param>
public sealed record ProfileChanged(IReadOnlyList<string> Fields, long ProfileVersion, string Source) : StreamEvent
{
    public override StreamEventKind Kind => StreamEventKind.ProfileChanged;
}

/// <summary>A member said what they agree to.</summary>
/// <param name="Purposes">By purpose.</param>
public sealed record ConsentChanged(IReadOnlyDictionary<string, bool> Purposes) : StreamEvent
{
    /// <summary>To be greeted on displays.</summary>
    public const string DisplayRecognition = "displayRecognition";

    public override StreamEventKind Kind => StreamEventKind.ConsentChanged;
}

/// <summary>A person was erased; the member's number stays in the ledger.</summary>
public sealed record PersonErased : StreamEvent
{
    public override StreamEventKind Kind => StreamEventKind.MemberErased;
}

/// <summary>A member was told of a disruption.</summary>
/// <param name="State">How far the disruption is: <see cref="Announced"/>.</param>
public sealed record DisruptionStep(DisruptionId Disruption, string State) : StreamEvent
{
    /// <summary>It was told for the first time.</summary>
    public const string Announced = "announced";

    public override StreamEventKind Kind => StreamEventKind.DisruptionStep;
}

/// <summary>Something became of a lot: how it stands after it. Numbers are minor units of a voucher, uses of all else.</summary>
/// <param name="Lot">Its id.</param>
/// <param name="Currency">Of a voucher; null for all else.</param>
/// <param name="Reason">Why it was taken back; null where it was not.</param>
public sealed record LotChanged(
    string Lot, LotKind LotKind, LotState State, string? Currency, long Issued, long Available, long Held, long Used, long Expired, long Revoked, DateOnly To, string? Reason)
    : StreamEvent
{
    public override StreamEventKind Kind => StreamEventKind.LotChanged;
}

/// <summary>A hold has ended.</summary>
/// <param name="Amount">What was held, in minor units.</param>
/// <param name="Captured">What was used of it.</param>
/// <param name="Currency">Null for a certificate.</param>
public sealed record HoldEnded(string Hold, RewardHoldState State, long Amount, long Captured, string? Currency, string? Capture) : StreamEvent
{
    public override StreamEventKind Kind => StreamEventKind.HoldEnded;
}

/// <summary>An order at a partner has another state, or points of it were lost.</summary>
/// <param name="Value">What the points pay, in minor units of the currency; null for an earn order.</param>
/// <param name="Lost">Points that were sent and whose purchase was taken back since.</param>
public sealed record OrderChanged(
    string OrderId,
    string Partner,
    PartnerOrderKind Order,
    PartnerOrderState State,
    long Points,
    long? Value,
    string? Currency,
    string? TransactionId,
    long Lost) : StreamEvent
{
    public override StreamEventKind Kind => StreamEventKind.OrderChanged;

    /// <summary>An order as it is now.</summary>
    public static OrderChanged Of(PartnerOrder order) => new(
        order.OrderId, order.Partner, order.Kind, order.State, order.Points, order.Value, order.Currency, order.Purchase?.TransactionId.Value, order.Lost);
}

/// <summary>An event for a stream beside the ledger.</summary>
/// <param name="Member">Whom it is about; without a number where it is a code that nobody has claimed.</param>
/// <param name="Date">The civil day it belongs to.</param>
/// <param name="At">The instant, to the microsecond.</param>
/// <param name="Tier">The code of the tier that the member holds; null where the account cannot be read.</param>
public sealed record StreamEntry(MemberId Member, DateOnly Date, DateTimeOffset At, string? Tier, StreamEvent Event);

/// <summary>An event as a stream holds it.</summary>
/// <param name="Sequence">Its place in the stream.</param>
/// <param name="After">The ledger's last sequence when it was committed.</param>
public sealed record RecordedStreamEvent(string Stream, long Sequence, long After, StreamEntry Entry);
