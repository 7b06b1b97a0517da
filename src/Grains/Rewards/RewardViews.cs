using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Loyalty.Domain;

namespace Loyalty.Grains;

/// <summary>Makes what callers are told of lots and holds.</summary>
public static class RewardViews
{
    /// <summary>A lot on a day.</summary>
    /// <param name="owner">Whose it is.</param>
    public static LotView Lot(Lot lot, string owner, DateOnly day)
    {
        var terms = lot.Terms;
        return new LotView(
            lot.Id.Value,
            terms.Kind,
            State(lot, day),
            terms.Currency is { } currency ? Money.ToDecimal(terms.Value, currency) : null,
            terms.Currency?.Code,
            terms.Percent,
            terms.Name,
            Units(terms, lot.Issued),
            Units(terms, lot.Available),
            Units(terms, lot.Held),
            Units(terms, lot.Used),
            Units(terms, lot.Expired),
            Units(terms, lot.Revoked),
            terms.From,
            lot.To,
            terms.LastFour,
            terms.Source,
            terms.Uses,
            terms.PerMember,
            terms.Restrictions == LotRestrictions.None ? null : Restrictions(terms.Restrictions),
            RewardOwners.IsCode(owner) ? null : owner);
    }

    /// <summary>How a lot stands on a day.</summary>
    public static LotState State(Lot lot, DateOnly day) =>
        lot.Available > 0 ? day < lot.Terms.From ? LotState.Upcoming : LotState.Available
        : lot.Held > 0 ? LotState.Held
        : lot.IsRevoked ? LotState.Revoked
        : lot.Expired > 0 ? LotState.Expired : LotState.Used;

    /// <summary>A hold as it was opened or is now.</summary>
    public static RewardHoldView Hold(RewardHold hold) => new(
        hold.Id.Value,
        hold.Member,
        Amount(hold.Amount, hold.Currency),
        hold.Currency?.Code,
        hold.State,
        hold.ExpiresAt,
        Parts(hold.Parts, hold.Currency),
        Split(hold, hold.Amount));

    public static CaptureView Capture(HoldCaptured captured, RewardHold hold) => new(
        captured.Capture.Value,
        hold.Id.Value,
        hold.Member,
        Amount(captured.Amount, hold.Currency),
        hold.Currency?.Code,
        Parts(captured.Parts, hold.Currency),
        Split(hold, captured.Amount),
        captured.At);

    public static RefundView Refund(CaptureRefunded refunded, RewardCapture capture, string? member) => new(
        refunded.Refund.Value,
        capture.Id.Value,
        member,
        Amount(refunded.Amount, capture.Currency),
        capture.Currency?.Code,
        Parts(refunded.Parts, capture.Currency),
        refunded.At);

    public static CapturedView Captured(RewardCapture capture) => new(
        capture.Id.Value,
        capture.Hold.Value,
        Amount(capture.Amount, capture.Currency),
        Amount(capture.RefundedAmount, capture.Currency),
        capture.Currency?.Code,
        Parts(capture.Parts, capture.Currency));

    /// <summary>Tells one command from another under the same id.</summary>
    public static string Fingerprint(params object?[] parts) => Convert.ToHexStringLower(SHA256.HashData(
        Encoding.UTF8.GetBytes(string.Join('|', parts.Select(part => Uri.EscapeDataString(Convert.ToString(part is decimal number ? Plain(number) : part, CultureInfo.InvariantCulture) ?? ""))))));

    /// <summary>The same number without zeros behind it: 50.00 and 50 are one amount.</summary>
    public static decimal Plain(decimal number) => number / 1.0000000000000000000000000000m;

    private static decimal Units(LotTerms terms, long units) => terms.Kind == LotKind.Voucher ? Money.ToDecimal(units, terms.Currency!) : units;

    private static decimal? Amount(long minor, Currency? currency) => currency is null ? null : Money.ToDecimal(minor, currency);

    private static LotPartView[] Parts(ValueList<LotPart> parts, Currency? currency) =>
        [.. parts.Select(part => new LotPartView(part.Lot.Value, Amount(part.Amount, currency)))];

    private static SplitLineView[]? Split(RewardHold hold, long amount) => hold.As == UseAs.Payment || hold.Lines.IsEmpty || hold.Currency is not { } currency
        ? null
        :
        [
            .. VatSplit.Of(hold.Lines, amount).Select(line => new SplitLineView(
                line.Line,
                Money.ToDecimal(line.Off, currency),
                Money.ToDecimal(line.Amount, currency),
                Money.ToDecimal(line.Vat, currency),
                Money.ToDecimal(line.Net, currency))),
        ];

    private static LotRestrictionsView Restrictions(LotRestrictions only) => new(
        only.Types.IsEmpty ? null : [.. only.Types],
        only.Merchants.IsEmpty ? null : [.. only.Merchants],
        only.LeastAmount,
        only.Tiers.IsEmpty ? null : [.. only.Tiers]);
}
