namespace Loyalty.Domain;

/// <summary>One posting and what has become of it so far.</summary>
public sealed class LedgerEntry(Posting posting)
{
    private Dictionary<string, long>? _reversedOf;
    private Dictionary<HoldDay, DateOnly>? _happened;

    public Posting Posting { get; } = posting;

    /// <summary>Taken back so far, in minor units of the purchase's currency.</summary>
    public long Reversed { get; private set; }

    /// <summary>What of it was eligible.</summary>
    public long EligibleReversed { get; private set; }

    public CreditState State { get; private set; } = posting.Waits ? CreditState.Pending : CreditState.Counting;

    /// <summary>When the wait of a credit that waits ends.</summary>
    public HoldDates Dates { get; private set; } = posting.Earned?.Hold?.Dates ?? default;

    /// <summary>The day from which it counts, or null before it is known.</summary>
    public DateOnly? CountsFrom => State switch
    {
        CreditState.Counting => _releasedOn ?? Posting.PostedOn,
        CreditState.Pending => Dates.Release,
        _ => null,
    };

    /// <summary>The day it ended without counting, or will.</summary>
    public DateOnly? CancelledOn => State == CreditState.Cancelled ? _cancelledOn : State == CreditState.Pending ? Dates.Cancel : null;

    /// <summary>The last day it counts.</summary>
    public DateOnly LastDayCounted { get; private set; } = posting.LastDayCounted;

    /// <summary>The service date as it is now.</summary>
    public DateOnly? ServiceDate { get; private set; } = posting.Purchase.Details?.ServiceDate;

    /// <summary>What counts after the reversals, or will, in minor units of the programme's currency; 0 once it is cancelled.</summary>
    public long NetCounted => State == CreditState.Cancelled ? 0 : Waiting;

    /// <summary>Nothing is left of it.</summary>
    public bool IsFullyReversed => Reversed > 0 && Reversed == Posting.Purchase.Amount.Minor;

    /// <summary>The days it still waits for.</summary>
    public IEnumerable<HoldDay> AwaitedDays =>
        State == CreditState.Pending && Posting.Earned?.Hold is { } hold ? hold.Terms.Awaits(ServiceDate, Happened) : [];

    private long Waiting => Posting.NetCounted(EligibleReversed);

    private DateOnly? _releasedOn;
    private DateOnly? _cancelledOn;

    /// <summary>What is left of a component, or null where the purchase has none of that code.</summary>
    public long? LeftOf(string component)
    {
        foreach (var (code, minor) in Posting.Purchase.Details?.Components ?? [])
        {
            if (code == component)
                return minor - (_reversedOf?.GetValueOrDefault(code) ?? 0);
        }

        return null;
    }

    /// <summary>Takes back what a reversal says.</summary>
    /// <returns>By how much the net counted amount fell.</returns>
    /// <exception cref="InvalidOperationException">More than the purchase would be reversed: the ledger is damaged.</exception>
    public long Reverse(Reversal reversal)
    {
        var minor = reversal.Amount.Minor;
        if (minor < 0 || minor > Posting.Purchase.Amount.Minor - Reversed)
            throw new InvalidOperationException($"Reversals of '{Posting.Purchase.TransactionId}' exceed it.");
        var before = NetCounted;
        if (Posting.HasComponents)
            ReverseComponents(reversal);
        else if (Posting.Eligible > 0)
            EligibleReversed += minor;
        Reversed += minor;
        return before - NetCounted;
    }

    /// <summary>Whether an event of this kind is, or was, waited for.</summary>
    internal bool Awaits(PurchaseEvent happened)
    {
        if (State == CreditState.Cancelled || IsFullyReversed || Posting.Earned?.Hold is not { } hold)
            return false;
        return DayOf(happened.Kind) is { } day ? hold.Terms.After.Contains(day) : State == CreditState.Pending;
    }

    /// <summary>Whether it brings nothing new: the first date of an event stays.</summary>
    internal bool Knows(PurchaseEvent happened) =>
        DayOf(happened.Kind) is { } day ? Happened(day) is not null : happened.ServiceDate == ServiceDate;

    /// <summary>Takes an event in; the dates follow from it.</summary>
    internal void Note(PurchaseEvent happened)
    {
        if (DayOf(happened.Kind) is { } day)
            (_happened ??= []).TryAdd(day, happened.Date);
        else
            ServiceDate = happened.ServiceDate;
        Dates = Posting.Earned!.Hold!.Terms.Dates(Posting.Date, ServiceDate, Happened);
    }

    /// <summary>The last day it counts, by the window of its posting day and the service date as it is now.</summary>
    internal DateOnly LastDayCountedBy(ProgrammeVersions versions) =>
        Posting.Earned?.Hold is { Terms.DatedByService: true } && ServiceDate is { } service
            ? RollingWindow.LastDayCounted(service, versions.On(Posting.PostedOn).Programme.WindowMonths)
            : LastDayCounted;

    internal void Updated(CreditUpdated change)
    {
        Note(change.Cause);
        (Dates, LastDayCounted) = (change.Dates, change.LastDayCounted);
    }

    internal void Released(DateOnly day, DateOnly lastDayCounted) =>
        (State, _releasedOn, LastDayCounted) = (CreditState.Counting, day, lastDayCounted);

    internal void Cancelled(DateOnly day) => (State, _cancelledOn) = (CreditState.Cancelled, day);

    /// <summary>The credit as one that waits, for a replay of the days in which it did; null where it never did.</summary>
    internal PendingCredit? AsPending()
    {
        if (!Posting.Waits || (IsFullyReversed && State == CreditState.Pending))
            return null;
        var dates = State switch
        {
            CreditState.Counting => new HoldDates(_releasedOn, null),
            CreditState.Cancelled => new HoldDates(null, _cancelledOn),
            _ => Dates,
        };
        return new PendingCredit(Posting.Purchase.TransactionId, Waiting, dates, LastDayCounted, default);
    }

    private void ReverseComponents(Reversal reversal)
    {
        _reversedOf ??= [];
        // None is named where all that is left is taken back.
        var taken = reversal.Components;
        if (taken.IsEmpty && reversal.Amount.Minor > 0)
            taken = ValueList.From(Posting.Purchase.Details!.Components.Select(c => c with { Minor = LeftOf(c.Code)!.Value }));
        foreach (var (code, minor) in taken)
        {
            if (LeftOf(code) is not { } left || minor > left)
                throw new InvalidOperationException($"Reversals of '{Posting.Purchase.TransactionId}' exceed its component '{code}'.");
            _reversedOf[code] = _reversedOf.GetValueOrDefault(code) + minor;
            if (Posting.Earned?.IsEligible(code) != false)
                EligibleReversed += minor;
        }
    }

    private DateOnly? Happened(HoldDay day) => _happened is not null && _happened.TryGetValue(day, out var date) ? date : null;

    private static HoldDay? DayOf(PurchaseEventKind kind) => kind switch
    {
        PurchaseEventKind.Paid => HoldDay.Paid,
        PurchaseEventKind.Shipped => HoldDay.Shipped,
        PurchaseEventKind.Flown => HoldDay.Flown,
        PurchaseEventKind.Delivered => HoldDay.Delivered,
        _ => null,
    };
}
