using System.Collections.Frozen;

namespace Loyalty.Api;

/// <summary>The one table from refusal codes to HTTP status.</summary>
public static class RefusalStatus
{
    private static readonly FrozenDictionary<string, int> Exceptions = new Dictionary<string, int>(StringComparer.Ordinal)
    {
        ["unknown-member"] = StatusCodes.Status404NotFound,
        ["unknown-transaction"] = StatusCodes.Status404NotFound,
        ["unknown-version"] = StatusCodes.Status404NotFound,
        ["unknown-draft"] = StatusCodes.Status404NotFound,
        ["unknown-rehearsal"] = StatusCodes.Status404NotFound,
        ["unknown-key"] = StatusCodes.Status404NotFound,
        ["unknown-link"] = StatusCodes.Status404NotFound,
        ["unknown-device"] = StatusCodes.Status404NotFound,
        ["unknown-pairing"] = StatusCodes.Status404NotFound,
        ["link-expired"] = StatusCodes.Status410Gone,
        ["link-used"] = StatusCodes.Status410Gone,
        ["pairing-confirmed"] = StatusCodes.Status409Conflict,
        ["pairing-over"] = StatusCodes.Status409Conflict,
        ["unknown-webhook"] = StatusCodes.Status404NotFound,
        ["unknown-delivery"] = StatusCodes.Status404NotFound,
        ["unknown-scheme"] = StatusCodes.Status404NotFound,
        ["ambiguous"] = StatusCodes.Status409Conflict,
        ["award-id-reused"] = StatusCodes.Status409Conflict,
        ["nobody"] = StatusCodes.Status404NotFound,
        ["number-taken"] = StatusCodes.Status409Conflict,
        ["too-many-numbers"] = StatusCodes.Status409Conflict,
        ["too-many-schemes"] = StatusCodes.Status409Conflict,
        ["webhook-id-reused"] = StatusCodes.Status409Conflict,
        ["replay-id-reused"] = StatusCodes.Status409Conflict,
        ["member-erased"] = StatusCodes.Status410Gone,
        ["member-exists"] = StatusCodes.Status409Conflict,
        ["transaction-id-reused"] = StatusCodes.Status409Conflict,
        ["reversal-id-reused"] = StatusCodes.Status409Conflict,
        ["activation-id-reused"] = StatusCodes.Status409Conflict,
        ["rehearsal-id-reused"] = StatusCodes.Status409Conflict,
        ["event-id-reused"] = StatusCodes.Status409Conflict,
        ["change-id-reused"] = StatusCodes.Status409Conflict,
        ["profile-changed"] = StatusCodes.Status409Conflict,
        ["credit-not-pending"] = StatusCodes.Status409Conflict,
        ["rehearsal-under-way"] = StatusCodes.Status409Conflict,
        ["version-in-force"] = StatusCodes.Status409Conflict,
        ["receipt-already-credited"] = StatusCodes.Status409Conflict,
        ["checkin-id-reused"] = StatusCodes.Status409Conflict,
        ["disruption-id-reused"] = StatusCodes.Status409Conflict,
        ["idempotency-key-reused"] = StatusCodes.Status409Conflict,
        ["clock-not-settable"] = StatusCodes.Status409Conflict,
        ["closing-id-reused"] = StatusCodes.Status409Conflict,
        ["month-open"] = StatusCodes.Status409Conflict,
        ["month-closed"] = StatusCodes.Status409Conflict,
        ["earlier-month-open"] = StatusCodes.Status409Conflict,
        ["use-id-reused"] = StatusCodes.Status409Conflict,
        ["benefit-not-held"] = StatusCodes.Status409Conflict,
        ["finance-behind"] = StatusCodes.Status503ServiceUnavailable,
        ["version-changed"] = StatusCodes.Status412PreconditionFailed,
        ["unknown-field"] = StatusCodes.Status400BadRequest,
        ["malformed-json"] = StatusCodes.Status400BadRequest,
        ["line-too-long"] = StatusCodes.Status413PayloadTooLarge,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The status of a refusal; what the table does not name was understood but cannot be done: 422.</summary>
    public static int Of(string code) => Exceptions.GetValueOrDefault(code, StatusCodes.Status422UnprocessableEntity);
}
