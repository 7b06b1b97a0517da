using Loyalty.Domain;

namespace Loyalty.Grains;

/// <summary>Who is near the next tier: at most a fifth of its threshold is missing. Amounts in minor units.</summary>
public static class NextTierRange
{
    /// <summary>The part of the next tier's threshold that may be missing, as one in so many.</summary>
    public const int Share = 5;

    /// <summary>Whether it is so now.</summary>
    /// <param name="missing">To the next tier; null at the top.</param>
    public static bool IsNear(long spend, long? missing) => missing is { } lacks && (Int128)lacks * Share <= (Int128)spend + lacks;

    /// <summary>The last day on which it is so with no further spend, by what leaves the window.</summary>
    public static DateOnly Until(long spend, long missing, IReadOnlyList<ForecastItem> forecast)
    {
        var least = ((Int128)spend + missing) * (Share - 1);
        return forecast.FirstOrDefault(item => (Int128)item.Spend * Share < least) is { } below ? below.Date.AddDays(-1) : DateOnly.MaxValue;
    }
}
