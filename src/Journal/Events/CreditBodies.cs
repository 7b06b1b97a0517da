namespace Loyalty.Journal;

// The JSON of what waits, of how a purchase earned, and of what purchases say of themselves. Stored for good, as all of EventBodies.

/// <summary>credit-pended.1</summary>
internal sealed record CreditPendedBody(DateOnly Date, PostingBody Posting, DateOnly? Due = null, StandingBody? Relevelled = null, string? Tier = null);

/// <summary>credit-released.1</summary>
internal sealed record CreditReleasedBody(
    DateOnly Date,
    ReleasedBody[] Credits,
    PurchaseEventBody? Cause = null,
    DateOnly? Due = null,
    TierChangeBody? TierChange = null,
    StandingBody? Relevelled = null,
    string? Tier = null);

/// <summary>credit-cancelled.1</summary>
internal sealed record CreditCancelledBody(DateOnly Date, CancelledBody[] Credits, DateOnly? Due = null, StandingBody? Relevelled = null, string? Tier = null);

/// <summary>credit-updated.1</summary>
internal sealed record CreditUpdatedBody(
    DateOnly Date,
    PurchaseEventBody Cause,
    DateOnly LastDayCounted,
    DateOnly? Release = null,
    DateOnly? Cancel = null,
    DateOnly? Due = null,
    StandingBody? Relevelled = null,
    string? Tier = null);

internal sealed record ReleasedBody(string TransactionId, long Counted, DateOnly LastDayCounted);

internal sealed record CancelledBody(string TransactionId, long Amount, CapUseBody[]? Freed = null);

internal sealed record PurchaseEventBody(
    string EventId, string TransactionId, string Event, DateOnly Date, DateOnly? ServiceDate = null, string? Source = null);

internal sealed record CapUseBody(string Rule, string Period, long Amount);

internal sealed record ComponentBody(string Code, long Minor);

internal sealed record DetailsBody(
    ComponentBody[]? Components = null,
    string? Carrier = null,
    string? Flight = null,
    DateOnly? ServiceDate = null,
    string? Origin = null,
    string? Destination = null,
    string? FareClass = null,
    string? Cabin = null,
    string? Product = null,
    string? ProductGroup = null,
    string? Merchant = null,
    string? Country = null,
    string? Channel = null,
    string? ReceiptNumber = null,
    string? TicketNumber = null,
    string? Company = null);

internal sealed record EarnedBody(
    long Eligible, long Base, string? Tier = null, ExcludedBody[]? Excluded = null, PartBody[]? Parts = null, HoldBody? Hold = null);

internal sealed record ExcludedBody(long Amount, string? Component = null, string? Rule = null);

internal sealed record PartBody(string Rule, string Group, decimal Percent, long Amount, bool? Cut = null, string? CapPeriod = null);

internal sealed record HoldBody(
    string Rule,
    string[] After,
    int Days,
    int? AtMost = null,
    bool? ReleasesAtMost = null,
    bool? DatedByService = null,
    DateOnly? Release = null,
    DateOnly? Cancel = null);

internal sealed record PendingBody(
    string TransactionId, long Amount, DateOnly LastDayCounted, DateOnly? Release = null, DateOnly? Cancel = null, CapUseBody[]? Caps = null);
