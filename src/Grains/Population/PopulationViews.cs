using Loyalty.Domain;

namespace Loyalty.Grains;

/// <summary>The counts in the words of clients.</summary>
public static class PopulationViews
{
    public static PopulationView Of(PopulationCounts counts, long lastSequence, DateOnly today, Programme programme)
    {
        var currency = programme.Currency;
        return new PopulationView(
            today,
            counts.Sequence,
            Math.Max(0, lastSequence - counts.Sequence),
            currency.Code,
            counts.Levels.Values.Sum(),
            counts.RisksByLevel.Values.Sum(),
            counts.Due.Where(day => day.Key <= today).Sum(day => day.Value),
            Money.ToDecimal(counts.SpendByLastDay.Where(day => day.Key >= today).Sum(day => day.Value), currency),
            Money.ToDecimal(counts.Lifetime, currency),
            [
                .. programme.Tiers.Select((tier, level) => new TierPopulation(
                    tier.Name, level, counts.Levels.GetValueOrDefault(level), counts.RisksByLevel.GetValueOrDefault(level))),
            ],
            [.. Enumerable.Range(1, PopulationView.DaysAhead).Select(ahead => Day(counts, today.AddDays(ahead)))]);
    }

    // Who is in a soft landing is due on the day of the review; the others fall below their tier.
    private static DayPopulation Day(PopulationCounts counts, DateOnly day)
    {
        var reviews = counts.Reviews.GetValueOrDefault(day);
        return new DayPopulation(day, Math.Max(0, counts.Due.GetValueOrDefault(day) - reviews), reviews);
    }
}
