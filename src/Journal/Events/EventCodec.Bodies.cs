using System.Runtime.InteropServices;
using Loyalty.Domain;

namespace Loyalty.Journal;

// Between the domain's records and the stored bodies, one pair of functions for each.
internal static partial class EventCodec
{
    internal static StandingBody Body(TierStanding standing) =>
        new(standing.Level, standing.Since, ImmutableCollectionsMarshal.AsArray(standing.HeldSince) ?? [], standing.ReviewDate);

    internal static TierStanding Standing(StandingBody body) =>
        new(body.Level, body.Since, body.ReviewDate, ImmutableCollectionsMarshal.AsImmutableArray(body.HeldSince));

    private static MemberEnrolledBody Body(MemberEnrolled change) =>
        new(change.Date, change.Channel, change.IdempotencyKey, change.Due);

    private static MemberEnrolled Event(MemberEnrolledBody body) =>
        new() { Date = body.Date, Due = body.Due, Channel = body.Channel, IdempotencyKey = body.IdempotencyKey };

    internal static SpendRecorded Event(SpendRecordedBody body) =>
        new()
        {
            Date = body.Date,
            Due = body.Due,
            Posting = Posting(body.Posting),
            TierChange = Change(body.TierChange),
            Relevelled = Relevelled(body.Relevelled),
            Tier = body.Tier,
        };

    private static SpendReversedBody Body(SpendReversed change) => new(
        change.Date,
        new ReversalBody(
            change.Reversal.ReversalId.Value,
            change.Reversal.TransactionId.Value,
            Body(change.Reversal.Amount),
            change.Reversal.AmountGiven,
            change.Reversal.Reason,
            change.Reversal.Source,
            Bodies(change.Reversal.Components)),
        change.CountedTaken,
        change.LastDayCounted,
        Body(change.Standing),
        change.Due,
        Body(change.TierChange),
        EventNames.Of(change.State),
        change.EndsWait ? true : null,
        Bodies(change.Freed),
        change.Imported ? true : null);

    private static SpendReversed Event(SpendReversedBody body) => new()
    {
        Date = body.Date,
        Due = body.Due,
        Reversal = new Reversal(
            new ReversalId(body.Reversal.ReversalId),
            new TransactionId(body.Reversal.TransactionId),
            Amount(body.Reversal.Amount),
            body.Reversal.AmountGiven,
            body.Reversal.Reason,
            body.Reversal.Source,
            Components(body.Reversal.Components)),
        CountedTaken = body.CountedTaken,
        LastDayCounted = body.LastDayCounted,
        Standing = Standing(body.Standing),
        State = EventNames.CreditStateOf(body.State),
        EndsWait = body.EndsWait == true,
        Freed = Uses(body.Freed),
        TierChange = Change(body.TierChange),
        Imported = body.Imported ?? false,
    };

    private static TierMovedBody Body(TierMoved change) => new(change.Date, Body(change.TierChange)!, change.Reason, change.Due);

    private static TierMoved Event(TierMovedBody body) =>
        new() { Date = body.Date, Due = body.Due, TierChange = Change(body.TierChange), Reason = body.Reason };

    private static Posting Posting(PostingBody body) => new()
    {
        Purchase = new Purchase(
            new TransactionId(body.Purchase.TransactionId),
            EventNames.PurchaseTypeOf(body.Purchase.Type),
            Amount(body.Purchase.Amount),
            body.Purchase.Date,
            body.Purchase.BookingReference,
            body.Purchase.Partner,
            body.Purchase.Reason,
            body.Purchase.Source,
            Details(body.Purchase.Details)),
        Date = body.Date,
        Rate = new ExchangeRate(body.Rate.Value, body.Rate.Date),
        Converted = body.Converted,
        BonusPercent = body.BonusPercent,
        Counted = body.Counted,
        PostedOn = body.PostedOn,
        LastDayCounted = body.LastDayCounted,
        Earned = Earned(body.Earned),
    };

    private static AmountBody Body(Money amount) => new(amount.Minor, amount.Currency.Code);

    private static Money Amount(AmountBody body) => new(body.Minor, Currency.Of(body.Currency));

    internal static TierChangeBody? Body(TierChange? change) => change is null
        ? null
        : new TierChangeBody(EventNames.Of(change.Kind), change.Date, Body(change.From), Body(change.To), change.Spend);

    private static TierChange? Change(TierChangeBody? body) => body is null
        ? null
        : new TierChange(EventNames.TierChangeKindOf(body.Kind), body.Date, Standing(body.From), Standing(body.To), body.Spend);
}
