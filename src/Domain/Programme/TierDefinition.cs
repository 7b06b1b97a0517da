namespace Loyalty.Domain;

/// <summary>A tier as somebody wrote it down, not yet checked. Amounts are in the programme's currency.</summary>
public sealed record TierDefinition(
    string? Name,
    decimal Threshold,
    decimal PartnerBonusPercent = 0,
    IReadOnlyList<string>? Benefits = null,
    CostRange? YearlyBenefitCost = null)
{
    /// <summary>Checks this tier against those below it.</summary>
    internal Checked<Tier> ToTier(string path, Currency currency, IReadOnlyList<Tier> below)
    {
        if (string.IsNullOrWhiteSpace(Name))
            return Programme.Bad($"{path}.name", "is empty");
        if (below.Any(t => string.Equals(t.Name, Name, StringComparison.OrdinalIgnoreCase)))
            return Programme.Bad($"{path}.name", $"'{Name}' is there twice");
        if (Money.From(Threshold, currency) is var threshold && threshold.Refusal is { } refusal)
            return Programme.Bad($"{path}.threshold", $"is not valid: {refusal.Detail.TrimEnd('.')}");
        if (below.Count == 0 && threshold.Value.Minor != 0)
            return Programme.Bad($"{path}.threshold", "is not 0; the lowest tier takes everybody");
        if (below.Count > 0 && threshold.Value.Minor <= below[^1].Threshold)
            return Programme.Bad($"{path}.threshold", "does not rise above the tier below");
        if (PartnerBonusPercent is < 0 or > 1000 || decimal.Round(PartnerBonusPercent, 2) != PartnerBonusPercent)
            return Programme.Bad($"{path}.partnerBonusPercent", "is not 0 to 1000 with at most 2 decimals");
        var benefits = Benefits ?? [];
        if (benefits.Any(string.IsNullOrWhiteSpace) || benefits.Distinct(StringComparer.Ordinal).Count() != benefits.Count)
            return Programme.Bad($"{path}.benefits", "has an empty code or one twice");
        var cost = YearlyBenefitCost ?? new CostRange(0, 0);
        if (cost.Low < 0 || cost.High < cost.Low)
            return Programme.Bad($"{path}.yearlyBenefitCost", "is not a range from low to high, zero or more");
        return new Tier(Name, threshold.Value.Minor, PartnerBonusPercent, [.. benefits], cost);
    }
}
