namespace Loyalty.Domain;

/// <summary>
/// All transitions of a tier, as status-rules.md numbers them. Pure: the standing goes in, the standing comes out. It looks only
/// at the days on which something can happen, so it may be called daily or once in years with the same outcome.
/// </summary>
public static class TierMachine
{
    /// <summary>The first day after <paramref name="after"/> on which the machine has something to do with no further spend.</summary>
    /// <param name="extra">A posting not in the window yet.</param>
    /// <returns>The review date, or the first day below the tier's threshold; null at the lowest tier.</returns>
    public static DateOnly? NextDay(
        Programme programme, TierStanding standing, SpendWindow window, DateOnly after, (DateOnly LastDay, long Amount) extra = default)
    {
        if (standing.ReviewDate is { } review)
            return review > after ? review : after.AddDays(1);
        return window.FirstDayBelow(programme.Tiers[standing.Level].Threshold, after, extra);
    }

    /// <summary>What a posting does once it is in the window (rules 4 and 5).</summary>
    /// <param name="spend">CurrentPeriodSpend with the posting.</param>
    /// <returns>The change, or null when the tier and its review stay as they are.</returns>
    public static TierChange? Post(Programme programme, TierStanding standing, long spend, DateOnly day)
    {
        var reached = programme.LevelReachedBy(spend);
        if (reached > standing.Level)
            return new TierChange(TierChangeKind.Upgraded, day, standing, standing.Upgraded(reached, day), spend);
        return standing.AtRisk && reached == standing.Level
            ? new TierChange(TierChangeKind.Retained, day, standing, standing with { ReviewDate = null }, spend)
            : null;
    }

    /// <summary>The review, then the soft landing, of the start of a day (rules 2 and 3).</summary>
    /// <param name="spend">CurrentPeriodSpend of the day.</param>
    /// <param name="changes">Receives every change, in order; null when nobody asks.</param>
    public static TierStanding StartDay(
        Programme programme, TierStanding standing, long spend, DateOnly day, List<TierChange>? changes)
    {
        // With no grace the review of a soft landing is due on the day it begins, so the steps repeat until the tier is sustained.
        while (true)
        {
            var sustained = spend >= programme.Tiers[standing.Level].Threshold;
            TierChange change;
            if (standing.ReviewDate <= day)
            {
                change = sustained
                    ? new TierChange(TierChangeKind.Retained, day, standing, standing with { ReviewDate = null }, spend)
                    : new TierChange(TierChangeKind.Dropped, day, standing, standing.Dropped(day), spend);
            }
            else if (!standing.AtRisk && !sustained)
            {
                var atRisk = standing with { ReviewDate = day.AddDays(programme.GraceDays) };
                change = new TierChange(TierChangeKind.AtRisk, day, standing, atRisk, spend);
            }
            else
            {
                return standing;
            }

            standing = change.To;
            changes?.Add(change);
        }
    }
}
