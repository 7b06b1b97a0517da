using System.Collections.Immutable;

namespace Loyalty.Domain;

/// <summary>
/// What a command does to an account: state, command and day in, events out. Nothing is changed here. Whatever is decided, the
/// account is first brought to the day.
/// </summary>
public static partial class AccountDecisions
{
    private const string Reopened = "An import brought purchases from before this tier was reckoned.";

    /// <summary>The first event of an account.</summary>
    public static MemberEnrolled Enrol(string channel, DateOnly today, string? idempotencyKey = null) =>
        new() { Date = today, Due = null, Channel = channel, IdempotencyKey = idempotencyKey };

    /// <summary>What time has done to the account up to <paramref name="today"/>; mostly nothing.</summary>
    public static ImmutableArray<AccountEvent> Advance(LoyaltyAccount account, DateOnly today, ProgrammeVersions versions) =>
        account.Due <= today || (versions.NextAfter(account.Day) <= today && account.IsEnrolled) ? Lived(account, today, versions) : [];

    // Apart from Advance, so that the list is paid for only when something may have happened.
    private static ImmutableArray<AccountEvent> Lived(LoyaltyAccount account, DateOnly today, ProgrammeVersions versions)
    {
        var events = new List<AccountEvent>();
        new AccountDays(versions, account, events).LiveTo(today);
        return [.. events];
    }

    /// <summary>Credits a purchase today, or lets it wait.</summary>
    /// <param name="missed">Receives the bonus rules that add nothing, for a quote; null when nobody asks.</param>
    /// <returns>
    /// Refused as <see cref="Posting.Of"/> refuses, with <c>amount-not-valid</c> when the lifetime sum would overflow, or with
    /// <c>too-many-pending</c>.
    /// </returns>
    public static Checked<Decision> Record(
        LoyaltyAccount account,
        Purchase purchase,
        DateOnly today,
        ProgrammeVersions versions,
        ExchangeRates rates,
        List<MissedRule>? missed = null)
    {
        var day = account.DayFor(today);
        var advance = Advance(account, day, versions);
        var now = After(account, advance);
        return Post(now, versions.Carry(now.Standing, now.Day, day), now.Window, advance, purchase, day, versions, rates, missed: missed);
    }

    private static Checked<Decision> Post(
        LoyaltyAccount account,
        TierStanding standing,
        SpendWindow window,
        ImmutableArray<AccountEvent> before,
        Purchase purchase,
        DateOnly day,
        ProgrammeVersions versions,
        ExchangeRates rates,
        bool isImport = false,
        List<MissedRule>? missed = null)
    {
        var programme = versions.On(day).Programme;
        var memory = new EarningMemory(account.LastPostedOn is null, account.Caps, isImport, missed);
        var credited = Posting.Of(purchase, day, programme, rates, standing.Level, memory);
        if (credited.Refusal is { } refusal)
            return refusal;
        var posting = credited.Value;
        if (posting.Counted > long.MaxValue - account.Lifetime - account.PendingAmount)
            return new Refusal("amount-not-valid", "The member's lifetime spend would leave 64 bits.", "amount");
        // The level of an account that has passed a version's day without a row of its own is that of the older ladder still.
        var isReopened = before is [TierMoved { Reason: Reopened }];
        var relevelled = !isReopened && versions.On(account.Day) != versions.On(day) && !standing.Equals(account.Standing) ? standing : null;
        if (posting.Waits)
            return Pend(account, standing, before, relevelled, posting, day, programme);

        var counting = posting.LastDayCounted >= day ? posting.Counted : 0;
        var change = TierMachine.Post(programme, standing, window.SpendOn(day) + counting, day);
        var next = TierMachine.NextDay(programme, change?.To ?? standing, window, day, (posting.LastDayCounted, posting.Counted));
        return new Decision(before, new SpendRecorded
        {
            Date = day,
            Due = account.Pending.IsEmpty ? next : Days.Earlier(next, account.NextPending(day)),
            Posting = posting,
            TierChange = change,
            Relevelled = relevelled,
            Tier = change is null ? programme.Tiers[standing.Level].Code : null,
        });
    }

    private static Checked<Decision> Pend(
        LoyaltyAccount account,
        TierStanding standing,
        ImmutableArray<AccountEvent> before,
        TierStanding? relevelled,
        Posting posting,
        DateOnly day,
        Programme programme)
    {
        if (account.Pending.Count >= PendingCredit.MaxCount)
            return new Refusal("too-many-pending", $"At most {PendingCredit.MaxCount:#,0} credits of a member may wait.");
        var next = Days.Earlier(TierMachine.NextDay(programme, standing, account.Window, day), account.NextPending(day));
        return new Decision(before, new CreditPended
        {
            Date = day,
            Due = Days.Earlier(next, PendingCredit.Of(posting).Ends),
            Posting = posting,
            Relevelled = relevelled,
            Tier = programme.Tiers[standing.Level].Code,
        });
    }

    /// <summary>The account as it is once some events are taken in; itself where there are none.</summary>
    private static LoyaltyAccount After(LoyaltyAccount account, ImmutableArray<AccountEvent> events)
    {
        if (events.IsEmpty)
            return account;
        var now = account.Clone();
        foreach (var change in events)
            now.Apply(change, account.LastUpdated);
        return now;
    }
}

/// <summary>The events of one command: what time did first, then what the command does. Written together or not at all.</summary>
public readonly record struct Decision(ImmutableArray<AccountEvent> Before, AccountEvent Change)
{
    /// <summary>All events, in order.</summary>
    public IReadOnlyList<AccountEvent> Events => Before.IsEmpty ? [Change] : [.. Before, Change];
}
