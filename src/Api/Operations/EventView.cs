using System.Text.Json.Serialization;
using Loyalty.Domain;
using Loyalty.Grains;

namespace Loyalty.Api;

/// <summary>One change as the list of events tells it: what was recorded, not what holds now.</summary>
/// <param name="Sequence">Its place among all changes.</param>
/// <param name="Version">Its place among the member's.</param>
/// <param name="Date">The civil day it belongs to.</param>
/// <param name="At">The instant it was recorded.</param>
/// <param name="Channel">Where the member joined, for <c>enrolled</c>.</param>
public sealed record EventView(
    long Sequence,
    string MemberId,
    long Version,
    ChangeKind Kind,
    DateOnly Date,
    DateTimeOffset At,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Channel,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] EventTierChange? TierChange,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] EventTransaction? Transaction,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] EventReversal? Reversal)
{
    public static EventView Of(RecordedEvent recorded, Programme programme) => new(
        recorded.Sequence,
        recorded.Member.Value,
        recorded.Version,
        recorded.Event.Kind,
        recorded.Event.Date,
        recorded.At,
        (recorded.Event as MemberEnrolled)?.Channel,
        recorded.Event.TierChange is { } change ? EventTierChange.Of(change, (recorded.Event as TierMoved)?.Reason, programme) : null,
        recorded.Event is SpendRecorded { Posting: var posting } ? EventTransaction.Of(posting, programme) : null,
        recorded.Event is SpendReversed reversed ? EventReversal.Of(reversed, programme) : null);
}

/// <param name="Spend">CurrentPeriodSpend at that moment, in the programme's currency.</param>
public sealed record EventTierChange(TierChangeKind Kind, string From, string To, DateOnly? ReviewDate, decimal Spend, string? Reason)
{
    public static EventTierChange Of(TierChange change, string? reason, Programme programme) => new(
        change.Kind,
        programme.Tiers[change.From.Level].Name,
        programme.Tiers[change.To.Level].Name,
        change.To.ReviewDate,
        Money.ToDecimal(change.Spend, programme.Currency),
        reason);
}

/// <summary>A purchase as it was credited. Amounts other than <paramref name="Amount"/> are in the programme's currency.</summary>
public sealed record EventTransaction(
    string TransactionId,
    PurchaseType Type,
    decimal Amount,
    string Currency,
    decimal ConvertedAmount,
    decimal CountedAmount,
    decimal Rate,
    DateOnly RateDate,
    decimal BonusPercent,
    DateOnly Date,
    DateOnly PostedOn,
    DateOnly LastDayCounted,
    string? BookingReference,
    string? Partner,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Reason)
{
    public static EventTransaction Of(Posting posting, Programme programme) => new(
        posting.Purchase.TransactionId.Value,
        posting.Purchase.Type,
        posting.Purchase.Amount.ToDecimal(),
        posting.Purchase.Amount.Currency.Code,
        Money.ToDecimal(posting.Converted, programme.Currency),
        Money.ToDecimal(posting.Counted, programme.Currency),
        posting.Rate.Value,
        posting.Rate.Date,
        posting.BonusPercent,
        posting.Date,
        posting.PostedOn,
        posting.LastDayCounted,
        posting.Purchase.BookingReference,
        posting.Purchase.Partner,
        posting.Purchase.Reason);
}

/// <param name="Amount">Taken back, in <paramref name="Currency"/>, which is the purchase's.</param>
/// <param name="CountedAmount">By how much the counted amount fell, in the programme's currency.</param>
public sealed record EventReversal(
    string ReversalId, string TransactionId, decimal Amount, string Currency, decimal CountedAmount, string Reason)
{
    public static EventReversal Of(SpendReversed reversed, Programme programme) => new(
        reversed.Reversal.ReversalId.Value,
        reversed.Reversal.TransactionId.Value,
        reversed.Reversal.Amount.ToDecimal(),
        reversed.Reversal.Amount.Currency.Code,
        Money.ToDecimal(reversed.CountedTaken, programme.Currency),
        reversed.Reversal.Reason);
}
