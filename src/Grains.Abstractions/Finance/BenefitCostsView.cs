namespace Loyalty.Grains;

/// <summary>What benefits cost in a month, in the programme's currency.</summary>
/// <param name="Month">As <c>2026-11</c>.</param>
/// <param name="State"><c>open</c> or <c>closed</c>.</param>
/// <param name="Sequence">The last event of the ledger that is in it.</param>
/// <param name="Tiers">Member-days of the month by programme version and tier; a running month counts the days that are over.</param>
/// <param name="Unearned">Days that corrections of this month no longer gave; beside the total.</param>
/// <param name="Adjustments">What became known of closed months after they were closed.</param>
/// <param name="Total">Tiers and adjustments.</param>
public sealed record BenefitCostsView(
    string Month,
    string State,
    long Sequence,
    IReadOnlyList<BenefitTierView> Tiers,
    IReadOnlyList<UnearnedView> Unearned,
    IReadOnlyList<AdjustmentView> Adjustments,
    CostView Total);

/// <summary>A tier of a version.</summary>
/// <param name="LentDays">Of the days, those on which the tier was lent.</param>
/// <param name="SuspendedDays">Of the days, those on which the member was suspended.</param>
public sealed record BenefitTierView(int Version, string Code, long MemberDays, long LentDays, long SuspendedDays, decimal Low, decimal High);

/// <summary>Unearned days by the tier that was held.</summary>
public sealed record UnearnedView(string Code, long MemberDays, decimal Low, decimal High);

/// <summary>What became known of a closed month; negative where it is less.</summary>
public sealed record AdjustmentView(string OfMonth, string Code, long MemberDays, decimal Low, decimal High);

/// <summary>From low to high.</summary>
public sealed record CostView(decimal Low, decimal High);

/// <summary>A month that was closed.</summary>
/// <param name="Sha256">Of the month as it is answered from now on, in hexadecimal.</param>
public sealed record ClosingView(
    string ClosingId,
    DateTimeOffset ClosedAt,
    string Sha256,
    string Month,
    string State,
    long Sequence,
    IReadOnlyList<BenefitTierView> Tiers,
    IReadOnlyList<UnearnedView> Unearned,
    IReadOnlyList<AdjustmentView> Adjustments,
    CostView Total);
