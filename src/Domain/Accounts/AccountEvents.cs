namespace Loyalty.Domain;

/// <summary>What a change of an account is called, on the wire and in the journal.</summary>
public enum ChangeKind
{
    Enrolled,
    SpendRecorded,
    SpendReversed,
    TierUpgraded,
    TierAtRisk,
    TierRetained,
    TierDropped,
    TierCorrected,
    CreditPending,
    CreditReleased,
    CreditCancelled,
    CreditUpdated,
}

/// <summary>One change of an account: one version, one journal row, one reply, one push.</summary>
public abstract record AccountEvent
{
    /// <summary>The civil day the change belongs to.</summary>
    public required DateOnly Date { get; init; }

    /// <summary>
    /// The next day on which the tier machine has something to do if nothing is bought, as of this change; null at the lowest
    /// tier. It drives the sweep.
    /// </summary>
    public required DateOnly? Due { get; init; }

    /// <summary>What happened to the tier in this change, if anything.</summary>
    public virtual TierChange? TierChange { get; init; }

    /// <summary>
    /// The standing before this change, where a programme version that took effect since the row before has another ladder; null
    /// where it is the one that row left.
    /// </summary>
    public TierStanding? Relevelled { get; init; }

    /// <summary>
    /// The code of the tier that holds after this change, where nothing else of it says so; null in what earlier engines have recorded.
    /// </summary>
    public string? Tier { get; init; }

    /// <summary>The code of the tier that holds after this change; null where an earlier engine has recorded nothing that tells it.</summary>
    public string? TierAfter(ProgrammeVersions versions)
    {
        var standing = TierChange?.To ?? (this as SpendReversed)?.Standing ?? Relevelled;
        if (Tier is not null || (standing is null && this is not MemberEnrolled))
            return Tier;
        return versions.On(Date).Programme.Tiers[standing?.Level ?? 0].Code;
    }

    /// <summary>The most telling name of the change: a purchase that upgrades is <see cref="ChangeKind.TierUpgraded"/>.</summary>
    public ChangeKind Kind => TierChange is null ? PlainKind : TierChange.Kind switch
    {
        TierChangeKind.Upgraded => ChangeKind.TierUpgraded,
        TierChangeKind.AtRisk => ChangeKind.TierAtRisk,
        TierChangeKind.Retained => ChangeKind.TierRetained,
        TierChangeKind.Dropped => ChangeKind.TierDropped,
        _ => ChangeKind.TierCorrected,
    };

    /// <summary>The name of the change when the tier stays as it is.</summary>
    protected abstract ChangeKind PlainKind { get; }
}

/// <summary>A member joined. Who the person is stands elsewhere.</summary>
public sealed record MemberEnrolled : AccountEvent
{
    /// <summary>Where they joined: web, app, airport or import.</summary>
    public required string Channel { get; init; }

    /// <summary>The caller's key of the enrolment, unique in the programme, if one was given.</summary>
    public string? IdempotencyKey { get; init; }

    protected override ChangeKind PlainKind => ChangeKind.Enrolled;
}

/// <summary>A purchase was posted.</summary>
public abstract record PurchasePosted : AccountEvent
{
    public required Posting Posting { get; init; }
}

/// <summary>A purchase was credited; <see cref="AccountEvent.TierChange"/> is an upgrade or a retained tier.</summary>
public sealed record SpendRecorded : PurchasePosted
{
    protected override ChangeKind PlainKind => ChangeKind.SpendRecorded;
}

/// <summary>A purchase was posted and waits to count; it moves no tier.</summary>
public sealed record CreditPended : PurchasePosted
{
    protected override ChangeKind PlainKind => ChangeKind.CreditPending;
}

/// <summary>Waiting credits count from this day on; <see cref="AccountEvent.TierChange"/> is an upgrade or a retained tier.</summary>
public sealed record CreditReleased : AccountEvent
{
    /// <summary>In the order of their posting.</summary>
    public required ValueList<ReleasedCredit> Credits { get; init; }

    /// <summary>The event of the purchase that released it; null where its day had come.</summary>
    public PurchaseEvent? Cause { get; init; }

    protected override ChangeKind PlainKind => ChangeKind.CreditReleased;
}

/// <summary>Waiting credits ended without counting: they had waited too long.</summary>
public sealed record CreditCancelled : AccountEvent
{
    public required ValueList<CancelledCredit> Credits { get; init; }

    protected override ChangeKind PlainKind => ChangeKind.CreditCancelled;
}

/// <summary>An event of a purchase changed what its waiting credit waits for.</summary>
public sealed record CreditUpdated : AccountEvent
{
    public required PurchaseEvent Cause { get; init; }

    /// <summary>When the wait ends now.</summary>
    public required HoldDates Dates { get; init; }

    public required DateOnly LastDayCounted { get; init; }

    protected override ChangeKind PlainKind => ChangeKind.CreditUpdated;
}

/// <param name="Counted">Net of reversals, in minor units of the programme's currency.</param>
public readonly record struct ReleasedCredit(TransactionId TransactionId, long Counted, DateOnly LastDayCounted);

/// <param name="Amount">What it would have counted, net of reversals, in minor units of the programme's currency.</param>
/// <param name="Freed">What it gives back to caps.</param>
public sealed record CancelledCredit(TransactionId TransactionId, long Amount, ValueList<CapUse> Freed);

/// <summary>All or part of a purchase was taken back; <see cref="AccountEvent.TierChange"/> is a correction.</summary>
public sealed record SpendReversed : AccountEvent
{
    public required Reversal Reversal { get; init; }

    /// <summary>What this reversal takes from the counted amount, in minor units of the programme's currency.</summary>
    public required long CountedTaken { get; init; }

    /// <summary>The last day the purchase counts.</summary>
    public required DateOnly LastDayCounted { get; init; }

    /// <summary>Today's standing by the replay; its since-days may differ even where tier and review do not.</summary>
    public required TierStanding Standing { get; init; }

    /// <summary>Whether the purchase counted when it was taken back.</summary>
    public CreditState State { get; init; }

    /// <summary>Nothing is left of a purchase that waited.</summary>
    public bool EndsWait { get; init; }

    /// <summary>What it gives back to caps.</summary>
    public ValueList<CapUse> Freed { get; init; }

    /// <summary>A history brought it: it stands in the order of dates as its purchases do, and none may come before it any more.</summary>
    public bool Imported { get; init; }

    protected override ChangeKind PlainKind => ChangeKind.SpendReversed;
}

/// <summary>Time moved the tier: soft landing, review, drop. Or history was reopened by an import of older purchases.</summary>
public sealed record TierMoved : AccountEvent
{
    private readonly TierChange _change = null!;

    public override required TierChange? TierChange
    {
        get => _change;
        init => _change = value ?? throw new ArgumentNullException(nameof(value));
    }

    /// <summary><see cref="Reason"/> of what a programme version moved on its day.</summary>
    public const string ByVersion = "programmeVersion";

    /// <summary>Why, where the rules alone do not say.</summary>
    public string? Reason { get; init; }

    // Never asked: there is always a tier change.
    protected override ChangeKind PlainKind => ChangeKind.TierCorrected;
}
