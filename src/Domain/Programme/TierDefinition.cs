namespace Loyalty.Domain;

/// <summary>A tier as somebody wrote it down, not yet checked. Amounts are in the programme's currency.</summary>
/// <param name="Code">Its name in lower case where it is not written.</param>
/// <param name="ReplacedBy">The code of the tier that stands for this one, which is gone: its code and this are all it has.</param>
/// <param name="Limits">How often benefits of the tier may be used, by their codes; the others as often as one likes.</param>
/// <param name="Colour">As <c>#c9a227</c>; screens choose one by name, then by place, where it is not written.</param>
public sealed record TierDefinition(
    string? Name = null,
    decimal? Threshold = null,
    decimal PartnerBonusPercent = 0,
    IReadOnlyList<string>? Benefits = null,
    CostRange? YearlyBenefitCost = null,
    string? Code = null,
    string? ReplacedBy = null,
    string? Colour = null,
    IReadOnlyDictionary<string, BenefitLimit>? Limits = null)
{
    /// <summary>Times that a limit may allow.</summary>
    public const int MaxTimes = 10_000;

    /// <summary>Characters of a code, at most.</summary>
    public const int MaxCodeLength = 64;

    /// <summary>The tier is gone.</summary>
    internal bool IsGone => ReplacedBy is not null;

    /// <summary>Checks this tier against those below it.</summary>
    internal Checked<Tier> ToTier(string path, Currency currency, IReadOnlyList<Tier> below)
    {
        if (string.IsNullOrWhiteSpace(Name))
            return Programme.NotValid($"{path}.name", "is empty");
        if (below.Any(t => string.Equals(t.Name, Name, StringComparison.OrdinalIgnoreCase)))
            return Programme.NotValid($"{path}.name", $"'{Name}' is there twice");
        if (Code is not null && (string.IsNullOrWhiteSpace(Code) || Code.Length > MaxCodeLength))
            return Programme.NotValid($"{path}.code", $"is empty or longer than {MaxCodeLength} characters");
        var code = Code ?? Name.ToLowerInvariant();
        if (below.Any(t => t.Code == code))
            return Programme.NotValid($"{path}.code", $"'{code}' is there twice");
        if (Threshold is not { } written)
            return Programme.NotValid(path, "has no 'threshold'");
        if (Money.From(written, currency) is var threshold && threshold.Refusal is { } refusal)
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
        if (Colour is not null && !IsColour(Colour))
            return Programme.NotValid($"{path}.colour", "is not # and six hexadecimal digits, as #c9a227");
        if (LimitFault(path, benefits.Concat(below.SelectMany(t => t.Benefits)).ToHashSet(StringComparer.Ordinal)) is { } limit)
            return limit;
        return new Tier(Name, threshold.Value.Minor, PartnerBonusPercent, [.. benefits], cost, code, Colour) { Limits = Limits };
    }

    private Refusal? LimitFault(string path, HashSet<string> held)
    {
        foreach (var (benefit, limit) in Limits ?? new Dictionary<string, BenefitLimit>())
        {
            if (!held.Contains(benefit))
                return Programme.NotValid($"{path}.limits", $"names '{benefit}', which is no benefit of the tier");
            if (limit is null || !BenefitLimit.Periods.Contains(limit.Per))
                return Programme.NotValid($"{path}.limits.{benefit}.per", $"is none of {string.Join(", ", BenefitLimit.Periods)}");
            if (limit.Times is < 0 or > MaxTimes)
                return Programme.NotValid($"{path}.limits.{benefit}.times", $"is {limit.Times}; 0 to {MaxTimes:#,0} are allowed");
        }

        return null;
    }

    private static bool IsColour(string text) => text.Length == 7 && text[0] == '#' && text[1..].All(char.IsAsciiHexDigit);
}
