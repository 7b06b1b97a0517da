using Loyalty.Domain;

namespace Loyalty.Grains;

/// <summary>Postings and reversals in the words of clients.</summary>
public static class SpendViews
{
    /// <summary>A posting with what has been taken back of it.</summary>
    /// <param name="reversed">Taken back so far, in minor units of the purchase's currency.</param>
    public static TransactionView Purchase(Posting posting, long reversed, long version, DateTimeOffset at, Programme programme) =>
        Line(posting, reversed, TransactionKind.Purchase, version, at, null, programme);

    /// <summary>A reversal as a line of its own.</summary>
    public static TransactionView Reversal(
        Posting posting, long reversed, SpendReversed change, long version, DateTimeOffset at, Programme programme) =>
        Line(posting, reversed, TransactionKind.Reversal, version, at, Reversal(change, programme), programme);

    /// <summary>What was taken back.</summary>
    public static ReversalView Reversal(SpendReversed change, Programme programme) => new(
        change.Reversal.ReversalId.Value,
        change.Reversal.Amount.ToDecimal(),
        Money.ToDecimal(change.CountedTaken, programme.Currency),
        change.Reversal.Reason);

    private static TransactionView Line(
        Posting posting, long reversed, TransactionKind kind, long version, DateTimeOffset at, ReversalView? reversal, Programme programme)
    {
        var purchase = posting.Purchase;
        return new TransactionView(
            purchase.TransactionId.Value,
            purchase.Type,
            purchase.Amount.ToDecimal(),
            purchase.Amount.Currency.Code,
            Money.ToDecimal(posting.Converted, programme.Currency),
            Money.ToDecimal(posting.Counted, programme.Currency),
            posting.Rate.Value,
            posting.Rate.Date,
            posting.BonusPercent,
            posting.Date,
            posting.PostedOn,
            posting.LastDayCounted,
            Money.ToDecimal(reversed, purchase.Amount.Currency),
            Money.ToDecimal(posting.NetCounted(reversed), programme.Currency),
            purchase.BookingReference,
            purchase.Partner,
            kind,
            version,
            at,
            reversal,
            purchase.Reason);
    }
}
