namespace Loyalty.Client;

/// <summary>The status card of a member.</summary>
public sealed record MemberStatus
{
    /// <summary>The member's number: 4 to 20 capital letters and digits. The engine issues 12 digits with a Luhn check digit.</summary>
    public required string MemberId { get; init; }

    /// <summary>Given name and an initial, as Ada L.; null where no name is held.</summary>
    public string? Name { get; init; }

    /// <summary>Number of the account's last change that the card knows of.</summary>
    public required long Version { get; init; }

    /// <summary>The day that this holds for, in the programme's time zone.</summary>
    public required DateOnly AsOf { get; init; }

    /// <summary>The tier that holds.</summary>
    public required MemberTier Tier { get; init; }

    /// <summary>The member's spend.</summary>
    public required MemberSpend Spend { get; init; }

    /// <summary>The purchase dates that count.</summary>
    public required QualifyingPeriod QualifyingPeriod { get; init; }

    /// <summary>The review under way, or else the first day on which the tier's threshold would not be met with no further spend; null for the lowest tier.</summary>
    public DateOnly? NextTierReviewDate { get; init; }

    /// <summary>The benefits that are active.</summary>
    public required IReadOnlyList<Benefit> Benefits { get; init; }

    /// <summary>The member's own tier: the same as tier where none is lent.</summary>
    public MemberTier? OwnTier { get; init; }

    /// <summary>What waits; null where nothing does.</summary>
    public PendingSummary? Pending { get; init; }
}

/// <summary>A tier that a member holds.</summary>
public sealed record MemberTier
{
    /// <summary>Name of the tier.</summary>
    public required string Name { get; init; }

    /// <summary>Place in the ladder; 0 is the lowest.</summary>
    public required int Level { get; init; }

    /// <summary>The day the tier was reached.</summary>
    public required DateOnly Since { get; init; }

    /// <summary>The day of the review that is under way, or null.</summary>
    public DateOnly? ReviewDate { get; init; }

    /// <summary>A soft landing is under way: the tier stays until the review.</summary>
    public required bool AtRisk { get; init; }

    /// <summary>What the tier is called through all programme versions.</summary>
    public required string Code { get; init; }

    /// <summary>Where the tier comes from: own, for one that spend has reached.</summary>
    public required string Source { get; init; }

    /// <summary>The last day of a tier that is lent; null for one's own.</summary>
    public DateOnly? Until { get; init; }
}

/// <summary>Spend of a member, in the programme's currency.</summary>
public sealed record MemberSpend
{
    /// <summary>The programme's currency.</summary>
    public required string Currency { get; init; }

    /// <summary>What counts today.</summary>
    public required decimal CurrentPeriod { get; init; }

    /// <summary>What was ever counted, less what was taken back.</summary>
    public required decimal Lifetime { get; init; }

    /// <summary>What is missing to the next tier; null at the top.</summary>
    public decimal? ToNextTier { get; init; }

    /// <summary>Name of the next tier; null at the top.</summary>
    public string? NextTier { get; init; }

    /// <summary>Spend in percent of the next threshold, rounded down; null at the top.</summary>
    public int? ProgressPercent { get; init; }

    /// <summary>The instant of the account's last change.</summary>
    public required DateTimeOffset LastUpdated { get; init; }
}

/// <summary>The purchase dates that count today.</summary>
public sealed record QualifyingPeriod
{
    /// <summary>The first of them.</summary>
    public required DateOnly Start { get; init; }

    /// <summary>The last of them: today.</summary>
    public required DateOnly End { get; init; }
}

/// <summary>A benefit that is active.</summary>
public sealed record Benefit
{
    /// <summary>Code of the benefit, as lounge.</summary>
    public required string Code { get; init; }

    /// <summary>The day from which it has been held without a break.</summary>
    public required DateOnly Since { get; init; }
}

/// <summary>What waits of a member; in no sum of spend.</summary>
public sealed record PendingSummary
{
    /// <summary>What will count, in the programme's currency.</summary>
    public required decimal Amount { get; init; }

    /// <summary>How many credits wait.</summary>
    public required int Items { get; init; }

    /// <summary>The first day on which some of it counts, or null.</summary>
    public DateOnly? Next { get; init; }
}

/// <summary>A change of tier.</summary>
public sealed record TierChange
{
    /// <summary>What happened.</summary>
    public required string Kind { get; init; }

    /// <summary>The tier before, by name.</summary>
    public required string From { get; init; }

    /// <summary>The tier after, by name; the same for atRisk and retained.</summary>
    public required string To { get; init; }

    /// <summary>The day of the review that is under way, or null.</summary>
    public DateOnly? ReviewDate { get; init; }

    /// <summary>Codes of the benefits that came.</summary>
    public required IReadOnlyList<string> BenefitsGained { get; init; }

    /// <summary>Codes of the benefits that went.</summary>
    public required IReadOnlyList<string> BenefitsLost { get; init; }
}

/// <summary>One change of a member's account, as the hub tells it.</summary>
public sealed record StatusChange
{
    /// <summary>The member's number.</summary>
    public required string MemberId { get; init; }

    /// <summary>Number of the change in the account: one after the other, without a gap.</summary>
    public required long Version { get; init; }

    /// <summary>What happened, as <c>spendRecorded</c> or <c>tierUpgraded</c>. There may come kinds that this version does not know.</summary>
    public required string Kind { get; init; }

    /// <summary>When it was recorded.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The status right after it.</summary>
    public required MemberStatus Status { get; init; }

    /// <summary>What it changed of the tier, or null.</summary>
    public TierChange? TierChange { get; init; }

    /// <summary>The purchase that it is about, or null.</summary>
    public Transaction? Transaction { get; init; }
}
