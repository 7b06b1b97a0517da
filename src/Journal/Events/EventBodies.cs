namespace Loyalty.Journal;

// The JSON of the event types. These shapes are stored for good: a change of one is a new type name, never an edit here.
// Optional values stand last, so that leaving one out is no error on reading; one more may be added there, in a release whose
// migration keeps older engines, which would refuse such a row, from opening the journal at all.

/// <summary>member-enrolled.1</summary>
internal sealed record MemberEnrolledBody(DateOnly Date, string Channel, string? IdempotencyKey = null, DateOnly? Due = null);

/// <summary>spend-recorded.1</summary>
internal sealed record SpendRecordedBody(
    DateOnly Date, PostingBody Posting, DateOnly? Due = null, TierChangeBody? TierChange = null, StandingBody? Relevelled = null, string? Tier = null);

/// <summary>spend-reversed.1</summary>
internal sealed record SpendReversedBody(
    DateOnly Date,
    ReversalBody Reversal,
    long CountedTaken,
    DateOnly LastDayCounted,
    StandingBody Standing,
    DateOnly? Due = null,
    TierChangeBody? TierChange = null,
    string? State = null,
    bool? EndsWait = null,
    CapUseBody[]? Freed = null,
    bool? Imported = null);

/// <summary>tier-moved.1</summary>
internal sealed record TierMovedBody(DateOnly Date, TierChangeBody TierChange, string? Reason = null, DateOnly? Due = null);

internal sealed record PostingBody(
    PurchaseBody Purchase,
    DateOnly Date,
    RateBody Rate,
    long Converted,
    decimal BonusPercent,
    long Counted,
    DateOnly PostedOn,
    DateOnly LastDayCounted,
    EarnedBody? Earned = null);

internal sealed record PurchaseBody(
    string TransactionId,
    string Type,
    AmountBody Amount,
    DateOnly? Date = null,
    string? BookingReference = null,
    string? Partner = null,
    string? Reason = null,
    string? Source = null,
    DetailsBody? Details = null);

internal sealed record ReversalBody(
    string ReversalId,
    string TransactionId,
    AmountBody Amount,
    bool AmountGiven,
    string Reason,
    string? Source = null,
    ComponentBody[]? Components = null);

/// <param name="Minor">Whole minor units of the currency.</param>
internal sealed record AmountBody(long Minor, string Currency);

internal sealed record RateBody(decimal Value, DateOnly Date);

internal sealed record TierChangeBody(string Kind, DateOnly Date, StandingBody From, StandingBody To, long Spend);

internal sealed record StandingBody(int Level, DateOnly Since, DateOnly[] HeldSince, DateOnly? ReviewDate = null);
