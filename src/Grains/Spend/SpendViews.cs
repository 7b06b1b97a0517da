using Loyalty.Domain;

namespace Loyalty.Grains;

/// <summary>Postings and reversals in the words of clients.</summary>
public static class SpendViews
{
    /// <summary>A posting as it was when it was posted.</summary>
    public static TransactionView Purchase(Posting posting, long version, DateTimeOffset at, ProgrammeVersions versions) =>
        Line(posting, TransactionKind.Purchase, version, at, versions) with
        {
            NetCountedAmount = Money.ToDecimal(posting.Counted, versions.Currency),
            State = posting.Waits ? CreditState.Pending : CreditState.Counting,
            CountsFrom = posting.Earned?.Hold is { } hold ? hold.Dates.Release : posting.PostedOn,
            Earning = Earnings.Posted(posting, versions.Currency),
        };

    /// <summary>A posting with what has become of it.</summary>
    public static TransactionView Purchase(LedgerEntry entry, long version, DateTimeOffset at, ProgrammeVersions versions) =>
        Now(Line(entry.Posting, TransactionKind.Purchase, version, at, versions), entry, versions);

    /// <summary>A reversal as a line of its own; the rest is what has become of its purchase.</summary>
    public static TransactionView Reversal(
        LedgerEntry entry, SpendReversed change, long version, DateTimeOffset at, ProgrammeVersions versions) =>
        Now(Line(entry.Posting, TransactionKind.Reversal, version, at, versions), entry, versions) with { Reversal = Reversal(change, versions) };

    /// <summary>What was taken back.</summary>
    public static ReversalView Reversal(SpendReversed change, ProgrammeVersions versions) => new(
        change.Reversal.ReversalId.Value,
        change.Reversal.Amount.ToDecimal(),
        Money.ToDecimal(change.CountedTaken, versions.Currency),
        change.Reversal.Reason)
    {
        Components = change.Reversal.Components.IsEmpty
            ? null
            : [.. change.Reversal.Components.Select(c => new ComponentView(c.Code, Money.ToDecimal(c.Minor, change.Reversal.Amount.Currency)))],
    };

    private static TransactionView Now(TransactionView line, LedgerEntry entry, ProgrammeVersions versions) => line with
    {
        ReversedAmount = Money.ToDecimal(entry.Reversed, entry.Posting.Purchase.Amount.Currency),
        NetCountedAmount = Money.ToDecimal(entry.NetCounted, versions.Currency),
        LastDayCounted = entry.LastDayCounted,
        State = entry.State,
        CountsFrom = entry.CountsFrom,
        Earning = Earnings.Now(entry, versions.Currency),
    };

    private static TransactionView Line(Posting posting, TransactionKind kind, long version, DateTimeOffset at, ProgrammeVersions versions)
    {
        var purchase = posting.Purchase;
        return new TransactionView(
            purchase.TransactionId.Value,
            purchase.Type,
            purchase.Amount.ToDecimal(),
            purchase.Amount.Currency.Code,
            Money.ToDecimal(posting.Converted, versions.Currency),
            Money.ToDecimal(posting.Counted, versions.Currency),
            posting.Rate.Value,
            posting.Rate.Date,
            posting.BonusPercent,
            posting.Date,
            posting.PostedOn,
            posting.LastDayCounted,
            Money.ToDecimal(0, purchase.Amount.Currency),
            0,
            purchase.BookingReference,
            purchase.Partner,
            kind,
            version,
            at,
            Reversal: null,
            purchase.Reason)
        {
            ProgrammeVersion = versions.On(posting.PostedOn).Number,
        };
    }
}
