using System.Text.Json.Serialization;
using Loyalty.Domain;
using Loyalty.Grains;

namespace Loyalty.Api;

/// <summary>A lot after a change: amounts of a voucher, uses of all else; never a code.</summary>
/// <param name="Reason">Why it was taken back: revoked or erased; left out where it was not.</param>
public sealed record EventLot(
    string LotId,
    LotKind Kind,
    LotState State,
    string? Currency,
    decimal Issued,
    decimal Available,
    decimal Held,
    decimal Used,
    decimal Expired,
    decimal Revoked,
    DateOnly To,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Reason)
{
    public static EventLot Of(LotChanged lot)
    {
        var currency = lot.LotKind == LotKind.Voucher ? Domain.Currency.Of(lot.Currency!) : null;
        decimal Number(long units) => currency is null ? units : Money.ToDecimal(units, currency);
        return new EventLot(
            lot.Lot, lot.LotKind, lot.State, lot.Currency, Number(lot.Issued), Number(lot.Available), Number(lot.Held), Number(lot.Used), Number(lot.Expired), Number(lot.Revoked), lot.To, lot.Reason);
    }
}

/// <summary>A hold that has ended.</summary>
/// <param name="State">captured, voided or expired.</param>
/// <param name="Amount">What was held; null for a certificate.</param>
/// <param name="Captured">What was used of it.</param>
/// <param name="CaptureId">Left out where nothing was.</param>
public sealed record EventHold(
    string HoldId,
    RewardHoldState State,
    decimal? Amount,
    decimal? Captured,
    string? Currency,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? CaptureId)
{
    public static EventHold Of(HoldEnded hold)
    {
        decimal? Amount(long minor) => hold.Currency is null ? null : Money.ToDecimal(minor, Domain.Currency.Of(hold.Currency));
        return new EventHold(hold.Hold, hold.State, Amount(hold.Amount), Amount(hold.Captured), hold.Currency, hold.Capture);
    }
}
