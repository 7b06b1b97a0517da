namespace Loyalty.Domain;

/// <summary>
/// Runs an account through civil days with no further command, each day in the order of programme-rules.md 0.4. It looks only at
/// the days on which something can happen, so it may be called daily or once in years with the same outcome.
/// </summary>
/// <param name="day">The day whose end all that is given is of.</param>
/// <param name="window">Not changed while it is borrowed.</param>
/// <param name="ownsWindow">The window is nobody else's.</param>
/// <param name="events">Receives what happens, as events to be recorded; null when nobody asks.</param>
internal sealed class AccountDays(
    ProgrammeVersions versions,
    DateOnly day,
    TierStanding standing,
    SpendWindow window,
    ValueList<PendingCredit> pending,
    bool ownsWindow = false,
    List<AccountEvent>? events = null)
{
    private TierStanding? _told = standing;
    private bool _ownsWindow = ownsWindow;

    public AccountDays(ProgrammeVersions versions, LoyaltyAccount account, List<AccountEvent>? events = null)
        : this(versions, account.Day, account.Standing, account.Window, account.Pending, ownsWindow: false, events)
    {
    }

    public DateOnly Day { get; private set; } = day;

    /// <summary>In the levels of the version in force on <see cref="Day"/>.</summary>
    public TierStanding Standing { get; private set; } = standing;

    public SpendWindow Window { get; private set; } = window;

    public ValueList<PendingCredit> Pending { get; private set; } = pending;

    /// <summary>What was released on the way.</summary>
    public long Released { get; private set; }

    /// <summary>Receives the tier at the start of each day on which something may happen, and after each posting; null when nobody asks.</summary>
    public List<(DateOnly Day, int Level)>? Held { get; init; }

    private Programme Programme => versions.On(Day).Programme;

    /// <summary>The first day after <paramref name="after"/> on which a wait ends.</summary>
    public static DateOnly? NextPending(ValueList<PendingCredit> pending, DateOnly after)
    {
        DateOnly? next = null;
        foreach (var credit in pending)
            next = Days.Earlier(next, credit.Ends);
        return next <= after ? after.AddDays(1) : next;
    }

    /// <summary>Lives to the start of a day.</summary>
    public void LiveTo(DateOnly to)
    {
        while (Next() is { } next && next <= to)
            Start(next);
        if (to > Day)
            Day = to;
    }

    /// <summary>A posting that counts from now on.</summary>
    public void Post(DateOnly lastDayCounted, long counted)
    {
        if (lastDayCounted >= Day)
            Own().Add(lastDayCounted, counted);
        if (TierMachine.Post(Programme, Standing, Window.SpendOn(Day), Day) is { } change)
            Standing = change.To;
        Held?.Add((Day, Standing.Level));
    }

    /// <summary>A posting that waits.</summary>
    public void Pend(PendingCredit credit) => Pending = [.. Pending, credit];

    /// <summary>The first day after <see cref="Day"/> on which something can happen, or null.</summary>
    public DateOnly? Next()
    {
        var next = TierMachine.NextDay(Programme, Standing, Window, Day);
        if (!Pending.IsEmpty)
            next = Days.Earlier(next, NextPending(Pending, Day));
        return Days.Earlier(next, versions.NextAfter(Day));
    }

    private void Start(DateOnly next)
    {
        var isVersionDay = versions.NextAfter(Day) == next;
        if (isVersionDay)
            Standing = versions.Carry(Standing, Day, next);
        Day = next;
        var released = Due(credit => credit.Dates.Release <= next);
        var cancelled = Due(credit => credit.Dates.Release is null && credit.Dates.Cancel <= next);
        Pending = ValueList.From(Pending.Where(credit => !(credit.Ends <= next)));
        foreach (var credit in released)
        {
            Released += credit.Amount;
            if (credit.LastDayCounted >= next)
                Own().Add(credit.LastDayCounted, credit.Amount);
        }

        var change = isVersionDay || !released.IsEmpty ? TierMachine.Post(Programme, Standing, Window.SpendOn(next), next) : null;
        Standing = change?.To ?? Standing;
        if (events is not null)
        {
            TellPending(released, cancelled, change);
            if (change is not null && released.IsEmpty)
                Tell(new TierMoved { Date = next, Due = NextDue(Standing), TierChange = change, Reason = TierMoved.ByVersion });
        }

        var moves = events is null ? null : new List<TierChange>();
        Standing = TierMachine.StartDay(Programme, Standing, Window.SpendOn(next), next, moves);
        Held?.Add((next, Standing.Level));
        foreach (var move in moves ?? [])
        {
            Tell(new TierMoved
            {
                Date = next,
                Due = NextDue(move.To),
                TierChange = move,
                Reason = isVersionDay && move.Kind == TierChangeKind.AtRisk ? TierMoved.ByVersion : null,
            });
        }
    }

    private ValueList<PendingCredit> Due(Func<PendingCredit, bool> isDue) => Pending.IsEmpty ? default : ValueList.From(Pending.Where(isDue));

    private void TellPending(ValueList<PendingCredit> released, ValueList<PendingCredit> cancelled, TierChange? change)
    {
        var before = change?.From ?? Standing;
        if (!released.IsEmpty)
        {
            Tell(new CreditReleased
            {
                Date = Day,
                // What is cancelled on the same day waits still, in the state that this event leaves.
                Due = cancelled.IsEmpty ? NextDue(Standing) : Day.AddDays(1),
                Credits = ValueList.From(released.Select(c => new ReleasedCredit(c.TransactionId, c.Amount, c.LastDayCounted))),
                TierChange = change,
                Relevelled = change is null ? Relevelled(before) : null,
                Tier = change is null ? Programme.Tiers[Standing.Level].Code : null,
            });
        }

        if (!cancelled.IsEmpty)
        {
            Tell(new CreditCancelled
            {
                Date = Day,
                Due = NextDue(released.IsEmpty ? before : Standing),
                Credits = ValueList.From(cancelled.Select(c => new CancelledCredit(c.TransactionId, c.Amount, c.Caps))),
                Relevelled = Relevelled(released.IsEmpty ? before : Standing),
                Tier = Programme.Tiers[(released.IsEmpty ? before : Standing).Level].Code,
            });
        }
    }

    private TierStanding? Relevelled(TierStanding before) => before.Equals(_told) ? null : before;

    private void Tell(AccountEvent change)
    {
        events!.Add(change);
        _told = change.TierChange?.To ?? change.Relevelled ?? _told;
    }

    private DateOnly? NextDue(TierStanding at) =>
        Days.Earlier(TierMachine.NextDay(Programme, at, Window, Day), NextPending(Pending, Day));

    private SpendWindow Own()
    {
        if (!_ownsWindow)
            Window = Window.Clone();
        _ownsWindow = true;
        return Window;
    }
}
