namespace Loyalty.Domain;

/// <summary>What earns points at a partner, and what an order waits for.</summary>
public sealed class PartnerEarn
{
    private readonly EarningConditions _when;

    private PartnerEarn(PointRate rate, EarningConditions when, HoldTerms hold) => (Rate, _when, Hold) = (rate, when, hold);

    /// <summary>Points for one unit of the programme's currency.</summary>
    public PointRate Rate { get; }

    /// <summary>What an order waits for, with a clock of its own: whether the credit waits is another matter.</summary>
    public HoldTerms Hold { get; }

    /// <summary>The account before the purchase must be known.</summary>
    public bool AsksAccount => _when.Tiers is not null || _when.FirstPurchase is not null;

    /// <summary>Whether a purchase can earn, whatever the account.</summary>
    public bool MayMatch(Posting posting) =>
        _when.MayMatch(posting.Purchase.Type, posting.Purchase.Details is not null)
        && (posting.Purchase.Details?.ServiceDate is not null || !Hold.After.Contains(HoldDay.Service));

    /// <summary>Whether a purchase earns.</summary>
    /// <param name="tier">Code of the own tier held at posting.</param>
    /// <param name="isFirst">The member had bought nothing before.</param>
    public bool Matches(Posting posting, string tier, bool isFirst) =>
        MayMatch(posting) && _when.Match(new EarningFacts(posting.Purchase, posting.Date, posting.Converted, tier, isFirst), posting.Date);

    internal static Checked<PartnerEarn?> Check(PartnerEarnFile? file, Currency currency, IReadOnlyList<string> tiers)
    {
        if (file is null)
            return (PartnerEarn?)null;
        if (PointRate.Of(file.PointsPerUnit, currency) is not { } rate)
            return PartnerTerms.NotValid("earn.pointsPerUnit", $"is not above 0 and at most {PointRate.MaxPerUnit} with at most {PointRate.Decimals} decimals");
        if (!file.Besides)
            return PartnerTerms.NotValid("earn.besides", "is false: points instead of status are not offered");
        var context = new RuleContext(new EarningFile(), [], tiers, currency);
        var when = EarningConditionCheck.Check(file.When, "earn.when", context);
        if (when.Refusal is { } refusal)
            return OfPartner(refusal);
        var hold = EarningCheck.HoldOf(file.Until ?? new HoldUntilFile(["purchase"]), "earn");
        return hold.Refusal is { } notHeld ? OfPartner(notHeld) : new PartnerEarn(rate, when.Value, hold.Value);
    }

    // The conditions are those of earning rules, and refused in their words.
    private static Refusal OfPartner(Refusal refusal)
    {
        const string Prefix = "earning.";
        var field = refusal.Field!.StartsWith(Prefix, StringComparison.Ordinal) ? refusal.Field[Prefix.Length..] : refusal.Field;
        return new Refusal("partner-not-valid", refusal.Detail.Replace(refusal.Field, field, StringComparison.Ordinal), field);
    }
}
