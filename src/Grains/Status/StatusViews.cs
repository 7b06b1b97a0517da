using Loyalty.Domain;

namespace Loyalty.Grains;

/// <summary>Makes status cards.</summary>
public static class StatusViews
{
    /// <summary>The card of an account on a day; the account need not have been advanced to it.</summary>
    public static StatusView Of(LoyaltyAccount account, string? name, DateOnly day, ProgrammeVersions versions) =>
        Of(account.MemberId, name, account.Version, AccountStatus.Of(account, day, versions), account.LastUpdated, versions);

    /// <summary>The card of a status reckoned elsewhere.</summary>
    public static StatusView Of(
        MemberId member, string? name, long version, AccountStatus status, DateTimeOffset lastUpdated, ProgrammeVersions versions)
    {
        var programme = versions.On(status.Day).Programme;
        var standing = status.Standing;
        var tier = new TierView(
            programme.Tiers[standing.Level].Name,
            standing.Level,
            standing.Since,
            standing.ReviewDate,
            standing.AtRisk,
            programme.Tiers[standing.Level].Code);
        return new StatusView(
            member.Value,
            name,
            version,
            status.Day,
            tier,
            new SpendView(
                programme.Currency.Code,
                Money.ToDecimal(status.Spend, programme.Currency),
                Money.ToDecimal(status.Lifetime, programme.Currency),
                status.SpendToNextTier is { } missing ? Money.ToDecimal(missing, programme.Currency) : null,
                status.NextLevel is { } next ? programme.Tiers[next].Name : null,
                status.ProgressPercent,
                lastUpdated),
            new QualifyingPeriodView(status.QualifyingStart, status.Day),
            status.NextTierReviewDate,
            Benefits(standing, programme),
            OwnTier: tier,
            Earnings.Pending(status, versions));
    }

    /// <summary>The forecast in the words of clients.</summary>
    /// <param name="account">Advanced to <paramref name="day"/>.</param>
    public static ForecastView Forecast(LoyaltyAccount account, DateOnly day, ProgrammeVersions versions)
    {
        var status = AccountStatus.Of(account, day, versions);
        decimal Amount(long minor) => Money.ToDecimal(minor, versions.Currency);
        string? Tier(TierStanding? standing, DateOnly date) => standing is null ? null : versions.On(date).Programme.Tiers[standing.Level].Name;
        return new ForecastView(
            account.MemberId.Value,
            account.Version,
            day,
            versions.Currency.Code,
            Tier(status.Standing, status.Day)!,
            Amount(status.Spend),
            [
                .. Domain.Forecast.After(day, status.Standing, account.Window, versions, account.Pending).Select(item => new ForecastEntry(
                    item.Date,
                    item.Kind,
                    Amount(item.Spend),
                    item.Leaving is { } leaving ? Amount(leaving) : null,
                    Tier(item.TierChange?.From, item.Date),
                    Tier(item.TierChange?.To, item.Date),
                    item.TierChange?.To.ReviewDate,
                    item.AmountToPrevent is { } amount ? Amount(amount) : null)
                {
                    Arriving = item.Arriving is { } arriving ? Amount(arriving) : null,
                }),
            ],
            Next: null);
    }

    private static BenefitView[] Benefits(TierStanding standing, Programme programme)
    {
        var held = programme.BenefitsAt(standing.Level);
        var views = new BenefitView[held.Count];
        for (var i = 0; i < views.Length; i++)
            views[i] = new BenefitView(held[i].Code, standing.HeldSince[held[i].Level]);
        return views;
    }
}
