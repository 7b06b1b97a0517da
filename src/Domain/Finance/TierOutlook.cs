namespace Loyalty.Domain;

/// <summary>Days to come at a tier. Amounts are minor units.</summary>
public readonly record struct OutlookLine(int Year, string Code, long Days, long Low, long High);

/// <summary>The tiers that an account holds from today on with no further spend, up to the last change of tier, and what they cost.</summary>
public static class TierOutlook
{
    /// <summary>The days by year and tier, in the order they come.</summary>
    /// <param name="account">Not changed.</param>
    public static IReadOnlyList<OutlookLine> Of(LoyaltyAccount account, DateOnly today, ProgrammeVersions versions)
    {
        var days = new AccountDays(versions, account);
        var first = account.DayFor(today);
        days.LiveTo(first);
        var lines = new List<(int Version, int Level, int Year, long Days)>();
        var open = new List<(int Version, int Level, int Year, long Days)>();
        var from = first;
        while (days.Next() is { } next)
        {
            var (version, level, began) = (versions.On(from), days.Standing.Level, from);
            for (var at = from; at < next;)
            {
                var until = new DateOnly(at.Year, 12, 31).AddDays(1);
                until = until < next ? until : next;
                open.Add((version.Number, level, at.Year, until.DayNumber - at.DayNumber));
                at = until;
            }

            days.LiveTo(next);
            from = next;
            if (versions.CarryLevel(level, began, next) == days.Standing.Level)
                continue;
            // What comes behind the last change has no end, and is not told.
            lines.AddRange(open);
            open.Clear();
        }

        return
        [
            .. lines.GroupBy(l => (l.Year, l.Version, l.Level)).Select(g => Line(g.Key.Year, g.Key.Version, g.Key.Level, g.Sum(l => l.Days), versions))
                .GroupBy(l => (l.Year, l.Code)).Select(g => new OutlookLine(g.Key.Year, g.Key.Code, g.Sum(l => l.Days), g.Sum(l => l.Low), g.Sum(l => l.High))),
        ];
    }

    private static OutlookLine Line(int year, int number, int level, long days, ProgrammeVersions versions)
    {
        var programme = versions.ByDay.First(v => v.Number == number).Programme;
        var tier = programme.Tiers[level];
        long Cost(decimal yearly) => BenefitCost.Of(yearly, days, year, programme.Currency);
        return new OutlookLine(year, tier.Code, days, Cost(tier.YearlyBenefitCost.Low), Cost(tier.YearlyBenefitCost.High));
    }
}
