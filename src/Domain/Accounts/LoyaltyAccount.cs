namespace Loyalty.Domain;

/// <summary>
/// The state of one account: a rolling window of spend and a standing on the ladder. <see cref="Apply"/> is the only way it
/// changes; what shall happen is decided in <see cref="AccountDecisions"/> and written down before it is applied.
/// </summary>
public sealed class LoyaltyAccount
{
    // One word for the many accounts that earning rules have left nothing in.
    private UnderRules? _rules;

    /// <summary>An account before its first event.</summary>
    public LoyaltyAccount(MemberId memberId) => MemberId = memberId;

    private LoyaltyAccount(LoyaltyAccount other)
    {
        MemberId = other.MemberId;
        Version = other.Version;
        EnrolledOn = other.EnrolledOn;
        Standing = other.Standing;
        Window = other.Window.Clone();
        Lifetime = other.Lifetime;
        LastPostedOn = other.LastPostedOn;
        _rules = other._rules;
        Day = other.Day;
        Due = other.Due;
        LastUpdated = other.LastUpdated;
    }

    public MemberId MemberId { get; }

    /// <summary>Number of the last change; 0 before enrolment.</summary>
    public long Version { get; private set; }

    /// <summary>The account exists.</summary>
    public bool IsEnrolled => Version > 0;

    /// <summary>The day the member joined.</summary>
    public DateOnly EnrolledOn { get; private set; }

    /// <summary>The standing at the end of the last change. Time may have moved it since: see <see cref="AccountDecisions.Advance"/>.</summary>
    public TierStanding Standing { get; private set; } = TierStanding.Lowest(default);

    /// <summary>All postings that count on or after <see cref="LastPostedOn"/>, net of reversals.</summary>
    public SpendWindow Window { get; private init; } = new();

    /// <summary>LifetimeSpend in minor units.</summary>
    public long Lifetime { get; private set; }

    /// <summary>What waits, in the order of posting; in no sum.</summary>
    public ValueList<PendingCredit> Pending
    {
        get => _rules?.Pending ?? default;
        private set => _rules = UnderRules.Of(value, Caps);
    }

    /// <summary>The sum of what waits.</summary>
    public long PendingAmount => Pending.IsEmpty ? 0 : PendingTotals.Of(Pending).Amount;

    /// <summary>What has been used of the caps of earning rules.</summary>
    public ValueList<CapUse> Caps
    {
        get => _rules?.Caps ?? default;
        private set => _rules = UnderRules.Of(Pending, value);
    }

    /// <summary>The day of the last posting or release, or null before the first: no older row can be imported.</summary>
    public DateOnly? LastPostedOn { get; private set; }

    /// <summary>The civil day of the last change; the tier machine has done all of it.</summary>
    public DateOnly Day { get; private set; }

    /// <summary>The next day on which the tier machine has something to do, or null.</summary>
    public DateOnly? Due { get; private set; }

    /// <summary>The instant of the last change.</summary>
    public DateTimeOffset LastUpdated { get; private set; }

    /// <summary>A copy to try things on.</summary>
    public LoyaltyAccount Clone() => new(this);

    /// <summary>The day the account lives in: today, but never before its last change, so that a clock set back harms nothing.</summary>
    public DateOnly DayFor(DateOnly today) => today > Day ? today : Day;

    /// <summary>Takes one event in; the next version.</summary>
    /// <exception cref="InvalidOperationException">The event cannot follow this state: the ledger is damaged.</exception>
    public void Apply(AccountEvent change, DateTimeOffset at)
    {
        if (IsEnrolled == change is MemberEnrolled)
            throw new InvalidOperationException($"{MemberId} version {Version + 1}: {change.GetType().Name} cannot follow.");
        Standing = change.Relevelled ?? Standing;
        switch (change)
        {
            case MemberEnrolled:
                EnrolledOn = change.Date;
                Standing = TierStanding.Lowest(change.Date);
                break;
            case SpendRecorded { Posting: var posting }:
                Post(posting);
                Standing = change.TierChange?.To ?? Standing.BeganBy(posting.PostedOn);
                break;
            case CreditPended { Posting: var waiting }:
                Pend(waiting);
                break;
            case CreditReleased released:
                Release(released);
                Standing = change.TierChange?.To ?? Standing;
                break;
            case CreditCancelled { Credits: var cancelled }:
                Cancel(cancelled);
                break;
            case CreditUpdated updated:
                Replace(Take(updated.Cause.TransactionId, out var index) with { Dates = updated.Dates, LastDayCounted = updated.LastDayCounted }, index);
                break;
            case SpendReversed reversed:
                Reverse(reversed);
                Standing = reversed.Standing;
                if (reversed.Imported)
                {
                    LastPostedOn = reversed.Date;
                    Window.ForgetBefore(reversed.Date);
                }

                break;
            default:
                Standing = change.TierChange!.To;
                break;
        }

        Version++;
        Day = change.Date;
        Due = change.Due;
        LastUpdated = at;
    }

    /// <summary>The first day after <paramref name="after"/> on which something that waits is released or cancelled.</summary>
    public DateOnly? NextPending(DateOnly after) => AccountDays.NextPending(Pending, after);

    /// <summary>Reckons <see cref="Due"/> anew, for when the programme may not be the one it was written under.</summary>
    public void Reschedule(ProgrammeVersions versions) => Due = IsEnrolled
        ? Days.Earlier(TierMachine.NextDay(versions.On(Day).Programme, Standing, Window, Day), NextPending(Day))
        : null;

    private void Post(Posting posting)
    {
        Lifetime += posting.Counted;
        LastPostedOn = posting.PostedOn;
        Window.ForgetBefore(posting.PostedOn);
        if (posting.LastDayCounted >= posting.PostedOn)
            Window.Add(posting.LastDayCounted, posting.Counted);
        if (posting.Earned is not null)
            Caps = CapUses.Add(Caps, CapUses.Of(posting), 1);
    }

    private void Pend(Posting posting)
    {
        LastPostedOn = posting.PostedOn;
        Pending = [.. Pending, PendingCredit.Of(posting)];
        Caps = CapUses.Add(Caps, CapUses.Of(posting), 1);
    }

    private void Cancel(ValueList<CancelledCredit> credits)
    {
        foreach (var credit in credits)
        {
            Take(credit.TransactionId);
            Caps = CapUses.Add(Caps, credit.Freed, -1);
        }
    }

    private void Release(CreditReleased released)
    {
        LastPostedOn = released.Date;
        Window.ForgetBefore(released.Date);
        foreach (var credit in released.Credits)
        {
            Take(credit.TransactionId);
            Lifetime += credit.Counted;
            if (credit.LastDayCounted >= released.Date)
                Window.Add(credit.LastDayCounted, credit.Counted);
        }
    }

    private void Reverse(SpendReversed reversed)
    {
        Caps = CapUses.Add(Caps, reversed.Freed, -1);
        if (reversed.State == CreditState.Counting)
        {
            Lifetime -= reversed.CountedTaken;
            if (reversed.LastDayCounted >= LastPostedOn)
                Window.Take(reversed.LastDayCounted, reversed.CountedTaken);
        }

        if (reversed.State != CreditState.Pending)
            return;
        var credit = Take(reversed.Reversal.TransactionId, out var index);
        if (!reversed.EndsWait)
            Replace(credit with { Amount = credit.Amount - reversed.CountedTaken, Caps = CapUses.Add(credit.Caps, reversed.Freed, -1) }, index);
    }

    private PendingCredit Take(TransactionId transaction) => Take(transaction, out _);

    private PendingCredit Take(TransactionId transaction, out int index)
    {
        for (index = 0; index < Pending.Count; index++)
        {
            if (Pending[index] is var credit && credit.TransactionId == transaction)
            {
                Pending = new ValueList<PendingCredit>(Pending.Items.RemoveAt(index));
                return credit;
            }
        }

        throw new InvalidOperationException($"Nothing of '{transaction}' waits.");
    }

    private void Replace(PendingCredit credit, int index) => Pending = new ValueList<PendingCredit>(Pending.Items.Insert(index, credit));

    /// <summary>The state as plain values, to be stored and given back to <see cref="From"/>.</summary>
    public AccountSnapshot ToSnapshot() =>
        new(MemberId, Version, EnrolledOn, Standing, [.. Window.Buckets], Lifetime, LastPostedOn, Day, Due, LastUpdated, Pending, Caps);

    /// <summary>The account a snapshot was taken of.</summary>
    public static LoyaltyAccount From(AccountSnapshot snapshot)
    {
        var account = new LoyaltyAccount(snapshot.MemberId)
        {
            Version = snapshot.Version,
            EnrolledOn = snapshot.EnrolledOn,
            Standing = snapshot.Standing,
            Lifetime = snapshot.Lifetime,
            LastPostedOn = snapshot.LastPostedOn,
            Pending = snapshot.Pending,
            Caps = snapshot.Caps,
            Day = snapshot.Day,
            Due = snapshot.Due,
            LastUpdated = snapshot.LastUpdated,
        };
        foreach (var (lastDay, amount) in snapshot.Buckets)
            account.Window.Add(lastDay, amount);
        return account;
    }

    /// <summary>What earning rules have left in the account; null for nothing.</summary>
    private sealed record UnderRules(ValueList<PendingCredit> Pending, ValueList<CapUse> Caps)
    {
        public static UnderRules? Of(ValueList<PendingCredit> pending, ValueList<CapUse> caps) =>
            pending.IsEmpty && caps.IsEmpty ? null : new UnderRules(pending, caps);
    }
}
