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
            return Programme.NotValid($"{path}.name", "is empty");
        if (below.Any(t => string.Equals(t.Name, Name, StringComparison.OrdinalIgnoreCase)))
            return Programme.NotValid($"{path}.name", $"'{Name}' is there twice");
        if (Money.From(Threshold, currency) is var threshold && threshold.Refusal is { } refusal)
            return Programme.NotValid($"{path}.threshold", $"is not valid: {refusal.Detail.TrimEnd('.')}");
        if (below.Count == 0 && threshold.Value.Minor != 0)
            return Programme.NotValid($"{path}.threshold", "is not 0; the lowest tier takes everybody");
        if (below.Count > 0 && threshold.Value.Minor <= below[^1].Threshold)
            return Programme.NotValid($"{path}.threshold", "does not rise above the tier below");
        if (PartnerBonusPercent is < 0 or > Tier.MaxPartnerBonusPercent
            || decimal.Round(PartnerBonusPercent, Tier.PartnerBonusDecimals) != PartnerBonusPercent)
        {
            return Programme.NotValid(
                $"{path}.partnerBonusPercent", $"is not 0 to {Tier.MaxPartnerBonusPercent} with at most {Tier.PartnerBonusDecimals} decimals");
        }

        var benefits = Benefits ?? [];
        if (benefits.Any(string.IsNullOrWhiteSpace) || benefits.Distinct(StringComparer.Ordinal).Count() != benefits.Count)
            return Programme.NotValid($"{path}.benefits", "has an empty code or one twice");
        var cost = YearlyBenefitCost ?? new CostRange(0, 0);
        if (cost.Low < 0 || cost.High < cost.Low)
            return Programme.NotValid($"{path}.yearlyBenefitCost", "is not a range from low to high, zero or more");
        return new Tier(Name, threshold.Value.Minor, PartnerBonusPercent, [.. benefits], cost);
    }
}
