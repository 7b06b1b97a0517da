using Loyalty.Domain;

namespace Loyalty.Grains;

/// <summary>Says why a member holds a tier.</summary>
public static class Explanations
{
    /// <summary>The postings that count on a day and the rule that gives the tier.</summary>
    /// <param name="account">Advanced to <paramref name="day"/>.</param>
    /// <param name="skip">Postings of earlier pages.</param>
    public static ExplanationView Of(
        LoyaltyAccount account, AccountLedger ledger, DateOnly day, ProgrammeVersions versions, int skip, int limit)
    {
        var counting = ledger.CountingOn(day).ToList();
        var page = counting.Skip(skip).Take(limit).Select(entry => Counted(entry, ledger, versions)).ToList();
        var more = counting.Count > skip + page.Count;
        return new ExplanationView(
            account.MemberId.Value,
            account.Version,
            day,
            versions.Currency.Code,
            Money.ToDecimal(counting.Sum(e => e.NetCounted), versions.Currency),
            Rule(AccountStatus.Of(account, day, versions), versions.On(day).Programme),
            page,
            more ? $"{skip + page.Count}" : null);
    }

    private static CountedPostingView Counted(LedgerEntry entry, AccountLedger ledger, ProgrammeVersions versions)
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
            Money.ToDecimal(entry.NetCounted, versions.Currency),
            Money.ToDecimal(entry.Reversed, amount.Currency),
            posting.Date,
            posting.PostedOn,
            entry.LastDayCounted.AddDays(1),
            posting.Purchase.Reason)
        {
            CountsFrom = entry.CountsFrom ?? posting.PostedOn,
            ProgrammeVersion = versions.On(posting.PostedOn).Number,
            Earning = Earnings.Now(entry, versions.Currency, ledger.Missed(entry, versions)),
        };
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
