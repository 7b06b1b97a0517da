using System.Collections.Immutable;

namespace Loyalty.Domain;

// What can happen to a purchase once it is posted.
public static partial class AccountDecisions
{
    /// <summary>Takes back all or part of a purchase and corrects the status that rested on it.</summary>
    /// <param name="ledger">All that is recorded of the account; used up by the call.</param>
    /// <returns>
    /// Refused with <c>unknown-transaction</c>, <c>amount-not-valid</c>, <c>exceeds-purchase</c>, <c>components-required</c> or
    /// <c>components-not-valid</c>.
    /// </returns>
    public static Checked<Decision> Reverse(
        LoyaltyAccount account, AccountLedger ledger, ReversalRequest request, DateOnly today, ProgrammeVersions versions)
    {
        if (ledger.Find(request.TransactionId) is not { } entry || !request.Reaches(entry.Posting.Purchase))
            return UnknownTransaction(request.TransactionId);
        var asked = Taken(entry, request);
        if (asked.Refusal is { } refusal)
            return refusal;
        var day = account.DayFor(today);
        var advance = Advance(account, day, versions);
        var now = After(account, advance);
        return TakeBack(now, versions.Carry(now.Standing, now.Day, day), advance, ledger, entry, asked.Value, day, versions, isImported: false);
    }

    private static Decision TakeBack(
        LoyaltyAccount now,
        TierStanding standing,
        ImmutableArray<AccountEvent> before,
        AccountLedger ledger,
        LedgerEntry entry,
        Reversal reversal,
        DateOnly day,
        ProgrammeVersions versions,
        bool isImported)
    {
        foreach (var change in before)
            ledger.Apply(change);
        var eligibleBefore = entry.EligibleReversed;
        // A wait that a full reversal has ended is over, whatever follows.
        var state = entry is { State: CreditState.Pending, IsFullyReversed: true } ? CreditState.Cancelled : entry.State;
        var taken = entry.Reverse(reversal);
        var reversed = new SpendReversed
        {
            Date = day,
            Due = null,
            Reversal = reversal,
            CountedTaken = taken,
            LastDayCounted = entry.LastDayCounted,
            Standing = standing,
            State = state,
            EndsWait = state == CreditState.Pending && entry.IsFullyReversed,
            // What a cancelled credit had used of caps is free already.
            Freed = state == CreditState.Cancelled ? default : CapUses.Freed(entry.Posting, eligibleBefore, entry.EligibleReversed),
            Imported = isImported,
        };
        return new Decision(before, state == CreditState.Counting ? Corrected(reversed, ledger, now, versions) : Untouched(reversed, now, versions));
    }

    /// <summary>Notes an event of a purchase; where it makes the release day today or earlier, the credit counts at once.</summary>
    /// <param name="ledger">All that is recorded of the account; used up by the call.</param>
    /// <returns>
    /// Null where it has no effect. Refused with <c>unknown-transaction</c>, <c>date-in-future</c>, <c>service-date-not-valid</c> or
    /// <c>credit-not-pending</c>.
    /// </returns>
    public static Checked<Decision?> Note(
        LoyaltyAccount account, AccountLedger ledger, PurchaseEvent happened, DateOnly today, ProgrammeVersions versions, bool ownOnly = false)
    {
        if (ledger.Find(happened.TransactionId) is not { } entry || (ownOnly && entry.Posting.Purchase.Source != happened.Source))
            return UnknownTransaction(happened.TransactionId);
        var day = account.DayFor(today);
        if (happened.Date > day.AddDays(1))
            return new Refusal("date-in-future", $"{happened.Date:yyyy-MM-dd} is after tomorrow, {day.AddDays(1):yyyy-MM-dd}.", "date");
        if (happened.ServiceDate is null != happened.Kind is not PurchaseEventKind.Rebooked)
            return new Refusal("service-date-not-valid", "A rebooking, and nothing else, names the new service date.", "serviceDate");
        if (PurchaseDetails.CheckServiceDate(happened.ServiceDate, day) is { } serviceDate)
            return serviceDate;

        var advance = Advance(account, day, versions);
        var now = After(account, advance);
        foreach (var change in advance)
            ledger.Apply(change);
        if (!entry.Awaits(happened))
            return new Refusal("credit-not-pending", $"Nothing of '{happened.TransactionId}' waits for this.", "event");
        if (entry.State != CreditState.Pending || entry.Knows(happened))
            return (Decision?)null;

        entry.Note(happened);
        var (dates, lastDay) = (entry.Dates, entry.LastDayCountedBy(versions));
        var standing = versions.Carry(now.Standing, now.Day, day);
        var programme = versions.On(day).Programme;
        var relevelled = standing.Equals(now.Standing) ? null : standing;
        if (dates.Release <= day)
            return new Decision(advance, Released(now, standing, relevelled, entry, lastDay, happened, day, versions));
        var waiting = ValueList.From(now.Pending.Select(c => c.TransactionId == happened.TransactionId ? c with { Dates = dates } : c));
        return new Decision(advance, new CreditUpdated
        {
            Date = day,
            Due = Days.Earlier(
                TierMachine.NextDay(programme, standing, now.Window, day), AccountDays.NextPending(waiting, day)),
            Cause = happened,
            Dates = dates,
            LastDayCounted = lastDay,
            Relevelled = relevelled,
            Tier = programme.Tiers[standing.Level].Code,
        });
    }

    private static CreditReleased Released(
        LoyaltyAccount now,
        TierStanding standing,
        TierStanding? relevelled,
        LedgerEntry entry,
        DateOnly lastDay,
        PurchaseEvent cause,
        DateOnly day,
        ProgrammeVersions versions)
    {
        var programme = versions.On(day).Programme;
        var window = now.Window.Clone();
        if (lastDay >= day)
            window.Add(lastDay, entry.NetCounted);
        var change = TierMachine.Post(programme, standing, window.SpendOn(day), day);
        var others = ValueList.From(now.Pending.Where(c => c.TransactionId != cause.TransactionId));
        return new CreditReleased
        {
            Date = day,
            Due = Days.Earlier(TierMachine.NextDay(programme, change?.To ?? standing, window, day), AccountDays.NextPending(others, day)),
            Credits = [new ReleasedCredit(cause.TransactionId, entry.NetCounted, lastDay)],
            Cause = cause,
            TierChange = change,
            Relevelled = change is null ? relevelled : null,
            Tier = change is null ? programme.Tiers[standing.Level].Code : null,
        };
    }

    /// <summary>What the replay without the reversed amount makes of the standing.</summary>
    private static SpendReversed Corrected(SpendReversed reversed, AccountLedger ledger, LoyaltyAccount now, ProgrammeVersions versions)
    {
        var (before, day) = (reversed.Standing, reversed.Date);
        var (standing, window, _, _) = ledger.Replay(versions, day);
        return reversed with
        {
            Standing = standing,
            Due = Days.Earlier(TierMachine.NextDay(versions.On(day).Programme, standing, window, day), now.NextPending(day)),
            TierChange = standing.Level == before.Level && standing.ReviewDate == before.ReviewDate
                ? null
                : new TierChange(TierChangeKind.Corrected, day, before, standing, window.SpendOn(day)),
        };
    }

    /// <summary>What counts nowhere moves no tier.</summary>
    private static SpendReversed Untouched(SpendReversed reversed, LoyaltyAccount now, ProgrammeVersions versions)
    {
        var waiting = reversed.EndsWait
            ? ValueList.From(now.Pending.Where(c => c.TransactionId != reversed.Reversal.TransactionId))
            : now.Pending;
        return reversed with
        {
            Due = Days.Earlier(
                TierMachine.NextDay(versions.On(reversed.Date).Programme, reversed.Standing, now.Window, reversed.Date),
                AccountDays.NextPending(waiting, reversed.Date)),
        };
    }

    /// <summary>What of the purchase a request takes back.</summary>
    private static Checked<Reversal> Taken(LedgerEntry entry, ReversalRequest request)
    {
        var purchase = entry.Posting.Purchase;
        var currency = purchase.Amount.Currency;
        var left = purchase.Amount.Minor - entry.Reversed;
        var components = request.Components is { } named ? Component.From(named, currency) : default(ValueList<Component>);
        if (components.Refusal is { } notValid)
            return notValid;
        var asked = request.Amount is { } amount
            ? Money.From(amount, currency)
            : new Money(request.Components is null ? left : Component.Sum(components.Value) ?? long.MaxValue, currency);
        if (asked.Refusal is { } refusal)
            return refusal;
        if (request.Components is not null && asked.Value.Minor != Component.Sum(components.Value))
            return Component.NotValid($"The components do not sum to {asked.Value}.");
        if (asked.Value.Minor > left || (request is { Amount: null, Components: null } && left == 0 && entry.Reversed > 0))
            return Exceeds(purchase.Amount, left, "amount");
        if (!entry.Posting.HasComponents)
        {
            if (request.Components is not null)
                return Component.NotValid($"'{request.TransactionId}' has no components.");
        }
        else if (request.Components is not null)
        {
            foreach (var (code, minor) in components.Value)
            {
                if (entry.LeftOf(code) is not { } leftOf)
                    return Component.NotValid($"'{request.TransactionId}' has no component '{code}'.");
                if (minor > leftOf)
                    return Exceeds(new Money(minor, currency), leftOf, "components");
            }
        }
        else if (asked.Value.Minor != left)
        {
            return new Refusal("components-required", $"'{request.TransactionId}' has components: name those to take back.", "components");
        }

        return new Reversal(
            request.ReversalId,
            request.TransactionId,
            asked.Value,
            request.Amount is not null,
            request.Reason,
            request.Source,
            components.Value);
    }

    private static Refusal Exceeds(Money whole, long left, string field) =>
        new("exceeds-purchase", $"Of {whole} only {Money.ToDecimal(left, whole.Currency)} is left to reverse.", field);

    private static Refusal UnknownTransaction(TransactionId transaction) =>
        new("unknown-transaction", $"The member has no purchase '{transaction}'.", "transactionId");
}
