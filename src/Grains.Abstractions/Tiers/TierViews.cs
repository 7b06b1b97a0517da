using Loyalty.Domain;

namespace Loyalty.Grains;

/// <summary>A change of tier as clients read it.</summary>
/// <param name="Kind">upgraded, atRisk, retained, dropped or corrected.</param>
/// <param name="From">Name of the tier before.</param>
/// <param name="To">Name of the tier after; the same for atRisk and retained.</param>
/// <param name="ReviewDate">The review date set by it, or null.</param>
[GenerateSerializer, Immutable, Alias("loyalty.TierChangeView")]
public sealed record TierChangeView(
    TierChangeKind Kind,
    string From,
    string To,
    DateOnly? ReviewDate,
    IReadOnlyList<string> BenefitsGained,
    IReadOnlyList<string> BenefitsLost);

/// <summary>One line of the tier history.</summary>
/// <param name="Kind">tierUpgraded, tierAtRisk, tierRetained, tierDropped or tierCorrected.</param>
/// <param name="Date">The civil day the change belongs to.</param>
/// <param name="At">The instant it was recorded.</param>
/// <param name="Spend">CurrentPeriodSpend at that moment.</param>
/// <param name="Reason">Why, for a correction.</param>
[GenerateSerializer, Immutable, Alias("loyalty.TierHistoryEntry")]
public sealed record TierHistoryEntry(
    long Version, ChangeKind Kind, DateOnly Date, DateTimeOffset At, string From, string To, decimal Spend, DateOnly? ReviewDate, string? Reason);
