using Loyalty.Domain;

namespace Loyalty.Grains;

/// <summary>Says why a member holds a tier.</summary>
public static class Explanations
{
    /// <summary>The postings that count on a day and the rule that gives the tier.</summary>
    /// <param name="account">Advanced to <paramref name="day"/>.</param>
    /// <param name="skip">Postings of earlier pages.</param>
    public static ExplanationView Of(
        LoyaltyAccount account, AccountLedger ledger, DateOnly day, Programme programme, int skip, int limit)
    {
        var counting = ledger.CountingOn(day).ToList();
        var page = counting.Skip(skip).Take(limit).Select(entry => Counted(entry, programme)).ToList();
        var more = counting.Count > skip + page.Count;
        return new ExplanationView(
            account.MemberId.Value,
            account.Version,
            day,
            programme.Currency.Code,
            Money.ToDecimal(counting.Sum(e => e.NetCounted), programme.Currency),
            Rule(AccountStatus.Of(account, day, programme), programme),
            page,
            more ? $"{skip + page.Count}" : null);
    }

    private static CountedPostingView Counted(LedgerEntry entry, Programme programme)
    {
        var posting = entry.Posting;
        var amount = posting.Purchase.Amount;
        return new CountedPostingView(
            posting.Purchase.TransactionId.Value,
            posting.Purchase.Type,
            amount.ToDecimal(),
            amount.Currency.Code,
            posting.Rate.Value,
            posting.Rate.Date,
            posting.BonusPercent,
            Money.ToDecimal(entry.NetCounted, programme.Currency),
            Money.ToDecimal(entry.Reversed, amount.Currency),
            posting.Date,
            posting.PostedOn,
            posting.LastDayCounted.AddDays(1),
            posting.Purchase.Reason);
    }

    private static TierRuleView Rule(AccountStatus status, Programme programme)
    {
        var tier = programme.Tiers[status.Standing.Level];
        var threshold = Money.ToDecimal(tier.Threshold, programme.Currency);
        var spend = Money.ToDecimal(status.Spend, programme.Currency);
        var currency = programme.Currency;
        return (status.Standing.Level, status.Standing.ReviewDate) switch
        {
            (0, _) => new TierRuleView("lowestTier", tier.Name, threshold, null, $"{tier.Name} is the lowest tier and has no threshold."),
            (_, { } review) => new TierRuleView(
                "softLanding", tier.Name, threshold, review,
                $"{spend} {currency} is below the {threshold} {currency} of {tier.Name}, which stays until its review on {review:yyyy-MM-dd}."),
            _ => new TierRuleView(
                "thresholdReached", tier.Name, threshold, null,
                $"{spend} {currency} reaches the {threshold} {currency} of {tier.Name}."),
        };
    }
}
