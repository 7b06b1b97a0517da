using System.Collections.Immutable;

namespace Loyalty.Domain;

/// <summary>One rung of the ladder.</summary>
/// <param name="Name">What people see, such as <c>Gold</c>.</param>
/// <param name="Threshold">CurrentPeriodSpend from which the tier is held, in minor units of the programme's currency.</param>
/// <param name="PartnerBonusPercent">Percent added to partner purchases while the tier is held; 0 to <see cref="MaxPartnerBonusPercent"/>.</param>
/// <param name="Benefits">Codes of what this tier adds; all benefits of the tiers below are held too.</param>
/// <param name="YearlyBenefitCost">What a member of this tier costs in a year, in the programme's currency.</param>
/// <param name="Code">What the tier is called through all versions; its meaning never changes, its name may.</param>
/// <param name="Colour">The colour that screens give it, as <c>#c9a227</c>; null: by its name, then by its place.</param>
public sealed record Tier(
    string Name,
    long Threshold,
    decimal PartnerBonusPercent,
    ImmutableArray<string> Benefits,
    CostRange YearlyBenefitCost,
    string Code,
    string? Colour = null)
{
    /// <summary>How often benefits may be used while the tier is held, by their codes; null for none.</summary>
    public IReadOnlyDictionary<string, BenefitLimit>? Limits { get; init; }

    /// <summary>The largest partner bonus.</summary>
    public const int MaxPartnerBonusPercent = 1_000;

    /// <summary>Decimals a partner bonus may have.</summary>
    public const int PartnerBonusDecimals = 2;
}

/// <summary>A cost per member and year, from <paramref name="Low"/> to <paramref name="High"/>.</summary>
public sealed record CostRange(decimal Low, decimal High);
