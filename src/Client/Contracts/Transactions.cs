namespace Loyalty.Client;

/// <summary>A purchase once credited, or in a list what was taken back of one.</summary>
public sealed record Transaction
{
    /// <summary>The caller's id of the purchase, unique in the programme.</summary>
    public required string TransactionId { get; init; }

    /// <summary>What was bought.</summary>
    public required string Type { get; init; }

    /// <summary>An exact decimal in the purchase's currency, with its decimals.</summary>
    public required decimal Amount { get; init; }

    /// <summary>ISO 4217 code of the currency.</summary>
    public required string Currency { get; init; }

    /// <summary>The amount in the programme's currency.</summary>
    public required decimal ConvertedAmount { get; init; }

    /// <summary>What counted toward status when it was posted, in the programme's currency.</summary>
    public required decimal CountedAmount { get; init; }

    /// <summary>What one unit of the purchase's currency is worth in the programme's currency.</summary>
    public required decimal Rate { get; init; }

    /// <summary>The day the rate is of.</summary>
    public required DateOnly RateDate { get; init; }

    /// <summary>The partner bonus of the tier held at posting, in percent.</summary>
    public required decimal BonusPercent { get; init; }

    /// <summary>The civil day, in the programme's time zone.</summary>
    public required DateOnly Date { get; init; }

    /// <summary>The day it was credited.</summary>
    public required DateOnly PostedOn { get; init; }

    /// <summary>The last day on which it counts.</summary>
    public required DateOnly LastDayCounted { get; init; }

    /// <summary>Taken back so far, in the purchase's currency.</summary>
    public required decimal ReversedAmount { get; init; }

    /// <summary>What counts after reversals, in the programme's currency.</summary>
    public required decimal NetCountedAmount { get; init; }

    /// <summary>Booking reference of the reservation, or null.</summary>
    public string? BookingReference { get; init; }

    /// <summary>The partner where it was bought, or null.</summary>
    public string? Partner { get; init; }

    /// <summary>Whether it is a purchase or, in a list, a reversal.</summary>
    public required string Kind { get; init; }

    /// <summary>The account's version of the posting.</summary>
    public required long Version { get; init; }

    /// <summary>The instant it was recorded, UTC with milliseconds.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>For a reversal what it took back; the other fields are those of its purchase. Null for a purchase.</summary>
    public ReversalReceipt? Reversal { get; init; }

    /// <summary>Why somebody credited it by hand, or null.</summary>
    public string? Reason { get; init; }

    /// <summary>Whether it counts, waits or has ended without counting.</summary>
    public required string State { get; init; }

    /// <summary>The day from which it counts; null where that is not known yet.</summary>
    public DateOnly? CountsFrom { get; init; }

    /// <summary>The programme version by which it was reckoned.</summary>
    public required int ProgrammeVersion { get; init; }

    /// <summary>How it earned by the programme's rules; null: all of it, with the tier's bonus, at once.</summary>
    public Earning? Earning { get; init; }
}

/// <summary>What was taken back of a purchase.</summary>
public sealed record ReversalReceipt
{
    /// <summary>The caller's id of the reversal, unique in the programme.</summary>
    public required string ReversalId { get; init; }

    /// <summary>Taken back, in the purchase's currency.</summary>
    public required decimal Amount { get; init; }

    /// <summary>By how much the counted amount fell, in the programme's currency.</summary>
    public required decimal CountedAmount { get; init; }

    /// <summary>Why it was taken back.</summary>
    public required string Reason { get; init; }

    /// <summary>The parts of the price; null where none were named.</summary>
    public IReadOnlyList<ComponentReceipt>? Components { get; init; }
}

/// <summary>A part of a price.</summary>
public sealed record ComponentReceipt
{
    /// <summary>Code of the component.</summary>
    public required string Code { get; init; }

    /// <summary>An exact decimal in the purchase's currency, with its decimals.</summary>
    public required decimal Amount { get; init; }
}

/// <summary>The reply to a purchase, a reversal or an event: what was credited, and the status right after.</summary>
public sealed record PurchaseReceipt
{
    /// <summary>The purchase as it was credited, with what has been taken back of it.</summary>
    public required Transaction Transaction { get; init; }

    /// <summary>The card right after; tier and benefits are active.</summary>
    public required MemberStatus Status { get; init; }

    /// <summary>What happened to the tier, or null.</summary>
    public TierChange? TierChange { get; init; }

    /// <summary>The account's version; push, ledger and reply carry the same.</summary>
    public required long Version { get; init; }

    /// <summary>What was taken back, in the reply to a reversal; else null.</summary>
    public ReversalReceipt? Reversal { get; init; }

    /// <summary>The other changes that the same command brought about; null where there are none.</summary>
    public IReadOnlyList<AlongsidePosting>? Alongside { get; init; }
}

/// <summary>Another change that the same command brought about.</summary>
public sealed record AlongsidePosting
{
    /// <summary>What happened.</summary>
    public required string Kind { get; init; }

    /// <summary>The account's version: its changes are numbered 1, 2, 3 … without a gap.</summary>
    public required long Version { get; init; }

    /// <summary>The purchase or reversal that it is about.</summary>
    public required string Id { get; init; }
}
