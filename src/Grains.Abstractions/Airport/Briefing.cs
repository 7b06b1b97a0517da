using Loyalty.Domain;

namespace Loyalty.Grains;

/// <summary>One member for the crew.</summary>
/// <param name="Name">"Ada L.", or null when no name is held.</param>
/// <param name="Since">The day the tier was reached.</param>
/// <param name="Seat">The last one told, or null.</param>
/// <param name="GreetFor">A new tier, an anniversary; mostly nothing.</param>
[GenerateSerializer, Immutable, Alias("loyalty.BriefingItem")]
public sealed record BriefingItem(
    string MemberId, string? Name, string Tier, int TierLevel, DateOnly Since, string? Seat, IReadOnlyList<GreetingView> GreetFor);

/// <param name="Code">newTier or anniversary.</param>
/// <param name="Since">The day it came about.</param>
/// <param name="Years">Whole years of membership, for an anniversary.</param>
[GenerateSerializer, Immutable, Alias("loyalty.GreetingView")]
public sealed record GreetingView(GreetingKind Code, DateOnly? Since, int? Years);

/// <summary>What the airport is told of a member.</summary>
/// <param name="Name">"Ada L.", or null when no name is held.</param>
/// <param name="Locale">The member's own, or null.</param>
/// <param name="Since">The day the tier was reached, from below or from above.</param>
/// <param name="UpgradedOn">The day it was reached from below; null for the lowest tier and after a drop.</param>
/// <param name="Spend">CurrentPeriodSpend in the programme's currency: orders, and is never handed on.</param>
/// <param name="ShownOnDisplays">The member has not said that displays must not greet them.</param>
/// <param name="TierCode">What the tier is called through all versions; empty from a silo of before it was told.</param>
[GenerateSerializer, Immutable, Alias("loyalty.TravellerView")]
public sealed record TravellerView(
    string MemberId,
    string? Name,
    string? Locale,
    string Tier,
    int TierLevel,
    DateOnly Since,
    DateOnly? UpgradedOn,
    DateOnly EnrolledOn,
    decimal Spend,
    bool ShownOnDisplays,
    string TierCode = "");
