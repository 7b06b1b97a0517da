namespace Loyalty.Journal;

// The JSON of the events of streams. Stored for good, as all of EventBodies.

/// <summary>profile-changed.1</summary>
internal sealed record ProfileChangedBody(string[] Fields, long ProfileVersion, string Source);

/// <summary>consent-changed.1</summary>
internal sealed record ConsentChangedBody(SortedDictionary<string, bool> Purposes);

/// <summary>member-erased.1</summary>
internal sealed record MemberErasedBody;

/// <summary>disruption-step.1</summary>
internal sealed record DisruptionStepBody(string DisruptionId, string State);

/// <summary>lot-changed.1</summary>
internal sealed record LotChangedBody(
    string Lot,
    string LotKind,
    string State,
    long Issued,
    long Available,
    long Held,
    long Used,
    long Expired,
    long Revoked,
    DateOnly To,
    string? Currency = null,
    string? Reason = null);

/// <summary>hold-ended.1</summary>
internal sealed record HoldEndedBody(string Hold, string State, long Amount, long Captured, string? Currency = null, string? Capture = null);
/// <summary>order-changed.1</summary>
internal sealed record OrderChangedBody(
    string OrderId, string Partner, string Kind, string State, long Points, long? Value = null, string? Currency = null, string? TransactionId = null, long? Lost = null);
