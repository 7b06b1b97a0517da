namespace Loyalty.Domain;

/// <summary>What can happen to a tier.</summary>
public enum TierChangeKind
{
    /// <summary>A purchase reached a higher threshold.</summary>
    Upgraded,

    /// <summary>Spend fell below the tier's threshold: the soft landing begins.</summary>
    AtRisk,

    /// <summary>Spend is back at the tier's threshold before the review.</summary>
    Retained,

    /// <summary>The review found too little: exactly one tier down.</summary>
    Dropped,

    /// <summary>A replay without what was taken back gives another tier or review date.</summary>
    Corrected,
}

/// <summary>One move of the tier machine.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="Date">The civil day it belongs to.</param>
/// <param name="From">The standing before.</param>
/// <param name="To">The standing after.</param>
/// <param name="Spend">CurrentPeriodSpend at that moment, in minor units.</param>
public sealed record TierChange(TierChangeKind Kind, DateOnly Date, TierStanding From, TierStanding To, long Spend);
