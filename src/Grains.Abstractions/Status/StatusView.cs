using System.Text.Json.Serialization;

namespace Loyalty.Grains;

/// <summary>The status card as clients read it.</summary>
/// <param name="Version">Number of the account's last change that the card knows of.</param>
/// <param name="AsOf">The day it holds for.</param>
/// <param name="NextTierReviewDate">The review date, or the first day the tier's threshold is no longer met with no further spend.</param>
/// <param name="OwnTier">The member's own tier: what <see cref="Tier"/> is where nothing is lent.</param>
/// <param name="Pending">What waits; null where the programme has no hold rules and nothing waits.</param>
/// <param name="ProfileVersion">Grows with every change of the profile, in a card that a member is asked for; for entity tags, and never told. 0 in cards of changes.</param>
[GenerateSerializer, Immutable, Alias("loyalty.StatusView")]
public sealed record StatusView(
    string MemberId,
    string? Name,
    long Version,
    DateOnly AsOf,
    TierView Tier,
    SpendView Spend,
    QualifyingPeriodView QualifyingPeriod,
    DateOnly? NextTierReviewDate,
    IReadOnlyList<BenefitView> Benefits,
    TierView? OwnTier = null,
    PendingView? Pending = null,
    [property: JsonIgnore] long ProfileVersion = 0);

/// <param name="Level">Index in the ladder; 0 is the lowest.</param>
/// <param name="Since">The day the tier was reached.</param>
/// <param name="Code">What the tier is called through all programme versions.</param>
/// <param name="Source">Where it comes from: <c>own</c>.</param>
/// <param name="Until">The last day of a tier that is lent; null for one's own.</param>
[GenerateSerializer, Immutable, Alias("loyalty.TierView")]
public sealed record TierView(
    string Name,
    int Level,
    DateOnly Since,
    DateOnly? ReviewDate,
    bool AtRisk,
    string Code = "",
    string Source = "own",
    DateOnly? Until = null);

/// <summary>Amounts in the programme's currency.</summary>
/// <param name="ToNextTier">Null at the top, like <paramref name="NextTier"/> and <paramref name="ProgressPercent"/>.</param>
/// <param name="LastUpdated">The instant of the account's last change.</param>
[GenerateSerializer, Immutable, Alias("loyalty.SpendView")]
public sealed record SpendView(
    string Currency,
    decimal CurrentPeriod,
    decimal Lifetime,
    decimal? ToNextTier,
    string? NextTier,
    int? ProgressPercent,
    DateTimeOffset LastUpdated);

/// <summary>Purchase dates that count today.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.QualifyingPeriodView")]
public sealed record QualifyingPeriodView(DateOnly Start, DateOnly End);

/// <param name="Since">The day from which it has been held without a break.</param>
[GenerateSerializer, Immutable, Alias("loyalty.BenefitView")]
public sealed record BenefitView(string Code, DateOnly Since);

/// <summary>Which status is asked for.</summary>
/// <param name="AsOf">The day, or null for today.</param>
/// <param name="KnownAt">Only what was recorded by this instant is known, or null for all.</param>
[GenerateSerializer, Immutable, Alias("loyalty.StatusQuery")]
public sealed record StatusQuery(DateOnly? AsOf = null, DateTimeOffset? KnownAt = null);
