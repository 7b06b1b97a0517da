using System.Collections.Immutable;

namespace Loyalty.Domain;

// What a history brings: rows that are posted on days gone by.
public static partial class AccountDecisions
{
    /// <summary>
    /// Credits a purchase of the past on its own date, as if live then. What the tier machine did after that date was done without
    /// knowing of it: the standing of that day is restored first (<c>tierCorrected</c>) and time runs again from there.
    /// </summary>
    /// <param name="ledger">All that is recorded of the account.</param>
    /// <returns>Refused with <c>older-than-last-posting</c>, and as <see cref="Record"/> refuses.</returns>
    public static Checked<Decision> Import(
        LoyaltyAccount account, AccountLedger ledger, Purchase purchase, DateOnly today, ProgrammeVersions versions, ExchangeRates rates)
    {
        if (OlderThanLastPosting(account, purchase, today) is { } older)
            return older;
        var day = ImportDay(account, purchase, today);
        var (now, standing, before) = OnDay(account, ledger, day, versions);
        return Post(now, standing, now.Window, before, purchase, day, versions, rates, isImport: true);
    }

    /// <summary>Takes back an amount of a purchase on a day of the past, as if live then.</summary>
    /// <param name="ledger">All that is recorded of the account; used up by the call, where it is not refused.</param>
    /// <param name="row">The amount and the day, and the type and currency of the purchase; its id is the reversal's.</param>
    /// <param name="reverses">The purchase.</param>
    /// <returns>
    /// Refused with <c>older-than-last-posting</c>, <c>date-in-future</c> or <c>reverses-not-valid</c>, and as <see cref="Reverse"/>
    /// refuses.
    /// </returns>
    public static Checked<Decision> ImportReversal(
        LoyaltyAccount account, AccountLedger ledger, Purchase row, TransactionId reverses, DateOnly today, ProgrammeVersions versions)
    {
        if (row.Date > today.AddDays(1))
            return new Refusal("date-in-future", $"{row.Date:yyyy-MM-dd} is after tomorrow, {today.AddDays(1):yyyy-MM-dd}.", "date");
        if (OlderThanLastPosting(account, row, today) is { } older)
            return older;
        if (ledger.Find(reverses) is not { } entry)
            return UnknownTransaction(reverses);
        var purchase = entry.Posting.Purchase;
        if (purchase.Type != row.Type || purchase.Amount.Currency != row.Amount.Currency)
        {
            return new Refusal(
                "reverses-not-valid",
                $"A row that takes a purchase back has its type and currency; '{reverses}' is of type {purchase.Type.ToString().ToLowerInvariant()} in {purchase.Amount.Currency}.",
                "reverses");
        }

        var asked = Taken(entry, new ReversalRequest(new ReversalId(row.TransactionId.Value), reverses, row.Amount.ToDecimal(), Reversal.ImportReason));
        if (asked.Refusal is { } refusal)
            return refusal;
        var day = ImportDay(account, row, today);
        var (now, standing, before) = OnDay(account, ledger, day, versions);
        return TakeBack(now, standing, before, ledger, entry, asked.Value, day, versions, isImported: true);
    }

    private static Refusal? OlderThanLastPosting(LoyaltyAccount account, Purchase row, DateOnly today) =>
        (row.Date ?? today) is var date && date < account.LastPostedOn
            ? new Refusal(
                "older-than-last-posting", $"{date:yyyy-MM-dd} is before the member's last posting on {account.LastPostedOn:yyyy-MM-dd}.", "date")
            : null;

    // A row of tomorrow is posted today, but with the clock set back never before the last posting: postings stay in date order.
    private static DateOnly ImportDay(LoyaltyAccount account, Purchase row, DateOnly today)
    {
        var day = row.Date < today ? row.Date.Value : today;
        return day < account.LastPostedOn ? account.LastPostedOn.Value : day;
    }

    // The account on a day, and what must be recorded before anything of that day. What time did after a day gone by is undone: the
    // standing is that of the ledger.
    private static (LoyaltyAccount Now, TierStanding Standing, ImmutableArray<AccountEvent> Before) OnDay(
        LoyaltyAccount account, AccountLedger ledger, DateOnly day, ProgrammeVersions versions)
    {
        if (day >= account.Day)
        {
            var advance = Advance(account, day, versions);
            var now = After(account, advance);
            return (now, versions.Carry(now.Standing, now.Day, day), advance);
        }

        var then = ledger.Replay(versions, day).Standing;
        var before = versions.Carry(account.Standing, account.Day, day);
        if (then.Level == before.Level && then.ReviewDate == before.ReviewDate)
            return (account, then, []);
        var reopened = new TierMoved
        {
            Date = day,
            Due = TierMachine.NextDay(versions.On(day).Programme, then, account.Window, day),
            TierChange = new TierChange(TierChangeKind.Corrected, day, before, then, account.Window.SpendOn(day)),
            Reason = Reopened,
        };
        return (account, then, [reopened]);
    }
}
