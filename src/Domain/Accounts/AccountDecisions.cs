using System.Collections.Immutable;

namespace Loyalty.Domain;

/// <summary>
/// What a command does to an account: state, command and day in, events out. Nothing is changed here. Whatever is decided, the
/// tier machine is first brought to the day.
/// </summary>
public static class AccountDecisions
{
    /// <summary>The first event of an account.</summary>
    public static MemberEnrolled Enrol(string channel, DateOnly today, string? idempotencyKey = null) =>
        new() { Date = today, Due = null, Channel = channel, IdempotencyKey = idempotencyKey };

    /// <summary>What time has done to the tier up to <paramref name="today"/>; mostly nothing.</summary>
    public static ImmutableArray<AccountEvent> Advance(LoyaltyAccount account, DateOnly today, Programme programme) =>
        account.Due <= today ? Moves(account, today, programme) : [];

    // Apart from Advance, so that the closure below is paid for only when something moved.
    private static ImmutableArray<AccountEvent> Moves(LoyaltyAccount account, DateOnly today, Programme programme)
    {
        var changes = new List<TierChange>();
        TierMachine.Advance(programme, account.Standing, account.Window, account.Day, today, changes);
        return
        [
            .. changes.Select(change => new TierMoved
            {
                Date = change.Date,
                Due = TierMachine.NextDay(programme, change.To, account.Window, change.Date),
                TierChange = change,
            }),
        ];
    }

    /// <summary>Credits a purchase today.</summary>
    /// <returns>Refused as <see cref="Posting.Of"/> refuses, or with <c>amount-not-valid</c> when the lifetime sum would overflow.</returns>
    public static Checked<Decision> Record(
        LoyaltyAccount account, Purchase purchase, DateOnly today, Programme programme, ExchangeRates rates)
    {
        var day = account.DayFor(today);
        var advance = Advance(account, day, programme);
        return Post(account, StandingAfter(account, advance), advance, purchase, day, programme, rates);
    }

    /// <summary>
    /// Credits a purchase of the past on its own date, as if live then. What the tier machine did after that date was done without
    /// knowing of it: the standing of that day is restored first (<c>tierCorrected</c>) and time runs again from there.
    /// </summary>
    /// <param name="ledger">All that is recorded of the account.</param>
    /// <returns>Refused with <c>older-than-last-posting</c>, and as <see cref="Record"/> refuses.</returns>
    public static Checked<Decision> Import(
        LoyaltyAccount account, AccountLedger ledger, Purchase purchase, DateOnly today, Programme programme, ExchangeRates rates)
    {
        var date = purchase.Date ?? today;
        if (date < account.LastPostedOn)
        {
            return new Refusal(
                "older-than-last-posting", $"{date:yyyy-MM-dd} is before the member's last posting on {account.LastPostedOn:yyyy-MM-dd}.", "date");
        }

        // A row of tomorrow is posted today, but with the clock set back never before the last posting: postings stay in date order.
        var day = date < today ? date : today;
        if (day < account.LastPostedOn)
            day = account.LastPostedOn.Value;
        if (day >= account.Day)
            return Record(account, purchase, day, programme, rates);
        var then = ledger.Replay(programme, day).Standing;
        if (then.Level == account.Standing.Level && then.ReviewDate == account.Standing.ReviewDate)
            return Post(account, then, [], purchase, day, programme, rates);
        var spend = account.Window.SpendOn(day);
        var reopened = new TierMoved
        {
            Date = day,
            Due = TierMachine.NextDay(programme, then, account.Window, day),
            TierChange = new TierChange(TierChangeKind.Corrected, day, account.Standing, then, spend),
            Reason = "An import brought purchases from before this tier was reckoned.",
        };
        return Post(account, then, [reopened], purchase, day, programme, rates);
    }

    /// <summary>Takes back all or part of a purchase and corrects the status that rested on it.</summary>
    /// <param name="ledger">All that is recorded of the account; used up by the call.</param>
    /// <returns>Refused with <c>unknown-transaction</c>, <c>amount-not-valid</c> or <c>exceeds-purchase</c>.</returns>
    public static Checked<Decision> Reverse(
        LoyaltyAccount account, AccountLedger ledger, ReversalRequest request, DateOnly today, Programme programme)
    {
        if (ledger.Find(request.TransactionId) is not { } entry || !request.Reaches(entry.Posting.Purchase))
            return new Refusal("unknown-transaction", $"The member has no purchase '{request.TransactionId}'.", "transactionId");
        var purchase = entry.Posting.Purchase;
        var left = purchase.Amount.Minor - entry.Reversed;
        var asked = request.Amount is { } amount ? Money.From(amount, purchase.Amount.Currency) : new Money(left, purchase.Amount.Currency);
        if (asked.Refusal is { } refusal)
            return refusal;
        if (asked.Value.Minor > left || (request.Amount is null && left == 0 && entry.Reversed > 0))
        {
            return new Refusal(
                "exceeds-purchase", $"Of {purchase.Amount} only {Money.ToDecimal(left, purchase.Amount.Currency)} is left to reverse.", "amount");
        }

        var day = account.DayFor(today);
        var advance = Advance(account, day, programme);
        var before = StandingAfter(account, advance);
        var taken = entry.Reverse(asked.Value.Minor);
        var (standing, window, _) = ledger.Replay(programme, day);
        var corrected = standing.Level == before.Level && standing.ReviewDate == before.ReviewDate
            ? null
            : new TierChange(TierChangeKind.Corrected, day, before, standing, window.SpendOn(day));
        return new Decision(advance, new SpendReversed
        {
            Date = day,
            Due = TierMachine.NextDay(programme, standing, window, day),
            Reversal = new Reversal(
                request.ReversalId, request.TransactionId, asked.Value, request.Amount is not null, request.Reason, request.Source),
            CountedTaken = taken,
            LastDayCounted = entry.Posting.LastDayCounted,
            Standing = standing,
            TierChange = corrected,
        });
    }

    private static Checked<Decision> Post(
        LoyaltyAccount account,
        TierStanding standing,
        ImmutableArray<AccountEvent> before,
        Purchase purchase,
        DateOnly day,
        Programme programme,
        ExchangeRates rates)
    {
        var credited = Posting.Of(purchase, day, programme, rates, standing.Level);
        if (credited.Refusal is { } refusal)
            return refusal;
        var posting = credited.Value;
        if (posting.Counted > long.MaxValue - account.Lifetime)
            return new Refusal("amount-not-valid", "The member's lifetime spend would leave 64 bits.", "amount");

        var counting = posting.LastDayCounted >= day ? posting.Counted : 0;
        var change = TierMachine.Post(programme, standing, account.Window.SpendOn(day) + counting, day);
        return new Decision(before, new SpendRecorded
        {
            Date = day,
            Due = TierMachine.NextDay(programme, change?.To ?? standing, account.Window, day, (posting.LastDayCounted, posting.Counted)),
            Posting = posting,
            TierChange = change,
        });
    }

    private static TierStanding StandingAfter(LoyaltyAccount account, ImmutableArray<AccountEvent> advance) =>
        advance.IsEmpty ? account.Standing : advance[^1].TierChange!.To;
}

/// <summary>The events of one command: what time did first, then what the command does. Written together or not at all.</summary>
public readonly record struct Decision(ImmutableArray<AccountEvent> Before, AccountEvent Change)
{
    /// <summary>All events, in order.</summary>
    public IReadOnlyList<AccountEvent> Events => Before.IsEmpty ? [Change] : [.. Before, Change];
}
