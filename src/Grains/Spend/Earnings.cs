using Loyalty.Domain;

namespace Loyalty.Grains;

/// <summary>How purchases earn and what waits, in the words of clients.</summary>
public static class Earnings
{
    private static readonly string[] DayWords = ["purchase", "service", "paid", "shipped", "flown", "delivered"];

    /// <summary>How a purchase earned, with its wait as it was when it was posted.</summary>
    public static EarningView? Posted(Posting posting, Currency programme, IReadOnlyList<MissedRule>? missed = null)
    {
        if (posting.Earned is not { } earned)
            return null;
        var service = posting.Purchase.Details?.ServiceDate;
        return Of(posting, earned, earned.Hold is { } hold ? HoldOf(hold.Terms, hold.Dates, hold.Terms.Awaits(service, _ => null)) : null, programme, missed);
    }

    /// <summary>How a purchase earned, with its wait as it is now.</summary>
    public static EarningView? Now(LedgerEntry entry, Currency programme, IReadOnlyList<MissedRule>? missed = null)
    {
        var posting = entry.Posting;
        if (posting.Earned is not { } earned)
            return null;
        var hold = earned.Hold is { } began
            ? HoldOf(began.Terms, new HoldDates(entry.CountsFrom, entry.CancelledOn), entry.AwaitedDays)
            : null;
        return Of(posting, earned, hold, programme, missed);
    }

    /// <summary>What waits, for the card; null where nothing does and nothing can.</summary>
    public static PendingView? Pending(AccountStatus status, ProgrammeVersions versions)
    {
        var totals = status.Pending;
        if (totals.Items == 0 && !versions.HaveHolds)
            return null;
        return new PendingView(Money.ToDecimal(totals.Amount, versions.On(status.Day).Programme.Currency), totals.Items, totals.Next);
    }

    /// <summary>All that waits.</summary>
    public static PendingListView PendingList(LoyaltyAccount account, AccountLedger ledger, DateOnly day, ProgrammeVersions versions)
    {
        var currency = versions.On(day).Programme.Currency;
        var waiting = ledger.Entries.Where(e => e is { State: CreditState.Pending, IsFullyReversed: false }).ToList();
        var totals = PendingTotals.Of(account.Pending);
        return new PendingListView(
            account.MemberId.Value,
            account.Version,
            day,
            currency.Code,
            Money.ToDecimal(totals.Amount, currency),
            totals.Next,
            [.. waiting.Select(entry => PendingCredit(entry, currency))]);
    }

    private static PendingCreditView PendingCredit(LedgerEntry entry, Currency currency)
    {
        var (posting, purchase) = (entry.Posting, entry.Posting.Purchase);
        return new PendingCreditView(
            purchase.TransactionId.Value,
            purchase.Type,
            purchase.Amount.ToDecimal(),
            purchase.Amount.Currency.Code,
            Money.ToDecimal(entry.NetCounted, currency),
            posting.Date,
            posting.PostedOn,
            posting.Earned!.Hold!.Terms.Rule,
            [.. entry.AwaitedDays.Select(Word)],
            entry.CountsFrom,
            entry.CancelledOn,
            entry.LastDayCounted);
    }

    private static EarningView Of(Posting posting, Earned earned, HoldView? hold, Currency programme, IReadOnlyList<MissedRule>? missed)
    {
        var own = posting.Purchase.Amount.Currency;
        return new EarningView(
            Money.ToDecimal(earned.Eligible, own),
            Money.ToDecimal(earned.Base, programme),
            [.. earned.Excluded.Select(e => new ExcludedView(e.Component, Money.ToDecimal(e.Amount, own), e.Rule))],
            // One of which the cap left nothing is a rule that was missed.
            [
                .. earned.Parts.Where(p => p is not { Cut: true, Amount: 0 })
                    .Select(p => new EarnedPartView(p.Rule, p.Group, p.Percent, Money.ToDecimal(p.Amount, programme), p.Cut ? "cap" : null)),
            ],
            hold,
            missed is null ? null : [.. missed.Select(m => new MissedRuleView(m.Rule, Word(m.Why)))]);
    }

    private static HoldView HoldOf(HoldTerms terms, HoldDates dates, IEnumerable<HoldDay> awaits) =>
        new(terms.Rule, [.. awaits.Select(Word)], dates.Release, dates.Cancel);

    private static string Word(HoldDay day) => DayWords[(int)day];

    private static string Word(MissedWhy why) => why switch
    {
        MissedWhy.NotInDates => "not-in-dates",
        MissedWhy.NotMatching => "not-matching",
        MissedWhy.BetterInGroup => "better-in-group",
        MissedWhy.GroupEnded => "group-ended",
        _ => "cap-reached",
    };
}
