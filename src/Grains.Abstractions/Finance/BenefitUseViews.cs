namespace Loyalty.Grains;

/// <summary>A benefit that was used.</summary>
/// <param name="Code">Of the tier held on the day.</param>
/// <param name="Cost">What it cost; null where nobody has said.</param>
public sealed record BenefitUseView(
    string UseId, string? MemberId, string Benefit, string Code, DateOnly Date, string? Place, int Companions, decimal? Cost, string? Currency, DateTimeOffset At)
{
    public static BenefitUseView Of(BenefitUse use) => new(
        use.UseId,
        use.Member?.Value,
        use.Benefit,
        use.Tier,
        use.Date,
        use.Place,
        use.Companions,
        use.Cost?.ToDecimal(),
        use.Cost?.Currency.Code,
        use.At);
}

/// <summary>What was used of benefits in a month.</summary>
public sealed record BenefitUsesView(string Month, IReadOnlyList<BenefitUsesLine> Uses);

/// <summary>Uses of a benefit by members of a tier.</summary>
/// <param name="Cost">Sum of the costs in the currency; null where nobody has said any.</param>
public sealed record BenefitUsesLine(string Benefit, string Code, long Uses, long Companions, decimal? Cost, string? Currency);
