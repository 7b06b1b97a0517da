using Loyalty.Api;
namespace Loyalty.Silo;

/// <summary>Invented monthly rates around levels one might see.</summary>
internal static class DemoRates
{
    /// <summary>Francs for one unit.</summary>
    public static readonly IReadOnlyDictionary<string, decimal> Around = new Dictionary<string, decimal>(StringComparer.Ordinal)
    {
        ["CHF"] = 1, ["EUR"] = 0.9400m, ["USD"] = 0.8100m, ["GBP"] = 1.0900m, ["JPY"] = 0.0055m,
    };

    /// <summary>The first of each month of a span with its rates.</summary>
    public static IEnumerable<(DateOnly Date, Dictionary<string, decimal> Rates)> Between(DateOnly from, DateOnly to, Random random)
    {
        for (var day = new DateOnly(from.Year, from.Month, 1); day <= to; day = day.AddMonths(1))
        {
            yield return (day, Around
                .Where(c => c.Key != "CHF")
                .ToDictionary(c => c.Key, c => decimal.Round(c.Value * (decimal)(0.97 + (random.NextDouble() * 0.06)), 6), StringComparer.Ordinal));
        }
    }
}
