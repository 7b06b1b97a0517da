namespace Loyalty.Domain;

/// <summary>The calendar of the rolling window, on civil dates alone.</summary>
public static class RollingWindow
{
    /// <summary>The last day a purchase counts: the same day of the month so many months later, or that month's last day.</summary>
    public static DateOnly LastDayCounted(DateOnly date, int windowMonths) => date.AddMonths(windowMonths);

    /// <summary>The first purchase date that still counts on <paramref name="day"/>.</summary>
    public static DateOnly FirstDateCounting(DateOnly day, int windowMonths)
    {
        // Months of unequal length make the way back inexact by at most three days; walk to the exact one.
        var first = day.AddMonths(-windowMonths);
        while (LastDayCounted(first, windowMonths) < day)
            first = first.AddDays(1);
        while (LastDayCounted(first.AddDays(-1), windowMonths) >= day)
            first = first.AddDays(-1);
        return first;
    }
}
