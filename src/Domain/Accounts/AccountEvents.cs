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

/// <summary>A purchase was credited; <see cref="AccountEvent.TierChange"/> is an upgrade or a retained tier.</summary>
public sealed record SpendRecorded : AccountEvent
{
    public required Posting Posting { get; init; }

    protected override ChangeKind PlainKind => ChangeKind.SpendRecorded;
}

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

    /// <summary>Why, where the rules alone do not say.</summary>
    public string? Reason { get; init; }

    // Never asked: there is always a tier change.
    protected override ChangeKind PlainKind => ChangeKind.TierCorrected;
}
