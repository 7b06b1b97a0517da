namespace Loyalty.Grains;

/// <summary>Who is near the next tier: at most a fifth of its threshold is missing.</summary>
public static class NextTierRange
{
    /// <summary>The part of the next tier's threshold that may be missing, as one in so many.</summary>
    public const int Share = 5;

    /// <summary>Whether it is so now.</summary>
    public static bool IsNear(SpendView spend) => spend.ToNextTier is { } missing && missing * Share <= spend.CurrentPeriod + missing;

    /// <summary>The last day on which it is so with no further spend, by a forecast that begins with that.</summary>
    public static DateOnly Until(SpendView spend, ForecastView forecast)
    {
        var least = (spend.CurrentPeriod + spend.ToNextTier!.Value) * (Share - 1) / Share;
        var below = forecast.Items.FirstOrDefault(item => item.Spend < least);
        return below is null ? DateOnly.MaxValue : below.Date.AddDays(-1);
    }
}
