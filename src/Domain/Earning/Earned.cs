namespace Loyalty.Domain;

/// <summary>How a purchase earned, as it was reckoned at posting; it never changes afterwards.</summary>
public sealed record Earned
{
    /// <summary>The part of the amount that may count, in minor units of the purchase's currency.</summary>
    public required long Eligible { get; init; }

    /// <summary>Eligible × rate, rounded once, half to even, in minor units of the programme's currency.</summary>
    public required long Base { get; init; }

    /// <summary>Code of the own tier held at posting; null where the programme had no rules to ask for it.</summary>
    public string? Tier { get; init; }

    /// <summary>What was taken out, and by which rule.</summary>
    public ValueList<Excluded> Excluded { get; init; }

    /// <summary>What the bonus rules added, in the order they were walked; base and parts sum to the counted amount.</summary>
    public ValueList<EarnedPart> Parts { get; init; }

    /// <summary>Why the credit waits, or null when it counts from its posting.</summary>
    public Hold? Hold { get; init; }

    /// <summary>Whether a component is one of those that earn.</summary>
    public bool IsEligible(string component)
    {
        foreach (var excluded in Excluded)
        {
            if (excluded.Component is null || excluded.Component == component)
                return false;
        }

        return true;
    }
}

/// <summary>A part of a purchase that does not count.</summary>
/// <param name="Component">The component, or null for the whole purchase or all that was left of it.</param>
/// <param name="Amount">In minor units of the purchase's currency.</param>
/// <param name="Rule">The rule that took it out, or null where no allow rule let it in.</param>
public readonly record struct Excluded(string? Component, long Amount, string? Rule);

/// <summary>What one bonus rule added.</summary>
/// <param name="Rule">The rule's id; <see cref="EarningRules.TierBonus"/> for the tier's partner bonus.</param>
/// <param name="Percent">Of the base.</param>
/// <param name="Amount">In minor units of the programme's currency, after the cap.</param>
/// <param name="Cut">A cap has cut it.</param>
/// <param name="CapPeriod">The period whose cap it takes from, or null when it takes from none.</param>
public sealed record EarnedPart(string Rule, string Group, decimal Percent, long Amount, bool Cut = false, string? CapPeriod = null);

/// <summary>What has been used of a rule's cap in one of its periods.</summary>
/// <param name="Period">A month (2026-06), a year (2026), or <see cref="EarningCap.WholeCampaign"/>.</param>
/// <param name="Amount">In minor units of the programme's currency.</param>
public readonly record struct CapUse(string Rule, string Period, long Amount);

/// <summary>A bonus rule that added nothing.</summary>
public readonly record struct MissedRule(string Rule, MissedWhy Why);

/// <summary>Why a bonus rule added nothing.</summary>
public enum MissedWhy
{
    /// <summary>The purchase is not of its days.</summary>
    NotInDates,

    /// <summary>A condition is not met.</summary>
    NotMatching,

    /// <summary>Another rule of its group gives more.</summary>
    BetterInGroup,

    /// <summary>An earlier group gave something and ends the walk.</summary>
    GroupEnded,

    /// <summary>Nothing is left of its cap.</summary>
    CapReached,
}
