namespace Loyalty.Domain;

/// <summary>What a coming day brings.</summary>
public enum ForecastKind
{
    /// <summary>Spend leaves the window.</summary>
    SpendLeaves,

    /// <summary>The soft landing begins.</summary>
    TierAtRisk,

    /// <summary>The tier drops by one.</summary>
    TierDropped,

    /// <summary>Credits that waited begin to count.</summary>
    SpendArrives,

    /// <summary>A programme version lifts the tier.</summary>
    TierUpgraded,
}

/// <summary>One coming event, with no further spend. Amounts are minor units of the programme's currency.</summary>
/// <param name="Date">The day it happens, at its start.</param>
/// <param name="Kind">What happens.</param>
/// <param name="Spend">CurrentPeriodSpend after it.</param>
/// <param name="Leaving">What leaves, for <see cref="ForecastKind.SpendLeaves"/>.</param>
/// <param name="TierChange">The move of the tier machine, for a risk, a drop, or an arrival that lifts or keeps the tier.</param>
/// <param name="AmountToPrevent">
/// What is missing to the tier's threshold on that day: the further spend, posted before it, that keeps the tier without a review.
/// </param>
/// <param name="Arriving">What arrives, for <see cref="ForecastKind.SpendArrives"/>.</param>
public sealed record ForecastItem(
    DateOnly Date,
    ForecastKind Kind,
    long Spend,
    long? Leaving = null,
    TierChange? TierChange = null,
    long? AmountToPrevent = null,
    long? Arriving = null);

/// <summary>The tier machine run forward with no further spend, so that it agrees with what then happens.</summary>
public static class Forecast
{
    /// <summary>All that comes after <paramref name="today"/>, in order, until nothing is left to happen.</summary>
    /// <param name="standing">The standing, advanced to today.</param>
    /// <param name="pending">What waits, advanced to today.</param>
    public static IReadOnlyList<ForecastItem> After(
        DateOnly today, TierStanding standing, SpendWindow window, ProgrammeVersions versions, ValueList<PendingCredit> pending = default)
    {
        var events = new List<AccountEvent>();
        new AccountDays(versions, today, standing, window, pending, ownsWindow: false, events).LiveTo(DateOnly.MaxValue);
        // A stable sort keeps the order of a day: what leaves, leaves first.
        var arrivals = events.OfType<CreditReleased>()
            .SelectMany(r => r.Credits.Select(c => (r.Date, c.LastDayCounted, c.Counted)))
            .Where(c => c.LastDayCounted >= c.Date)
            .ToList();
        long SpendOn(DateOnly day) =>
            window.SpendOn(day) + arrivals.Where(c => c.Date <= day && c.LastDayCounted >= day).Sum(c => c.Counted);
        return
        [
            .. Leavings(today, window, arrivals)
                .Concat(events.SelectMany(change => Told(change, SpendOn(change.Date), versions)))
                .OrderBy(item => item.Date),
        ];
    }

    private static IEnumerable<ForecastItem> Leavings(
        DateOnly today, SpendWindow window, IReadOnlyList<(DateOnly Date, DateOnly LastDayCounted, long Counted)> released)
    {
        var leaving = window.Buckets.Where(b => b.LastDay >= today)
            .Concat(released.Where(c => c.Counted > 0).Select(c => (LastDay: c.LastDayCounted, Amount: c.Counted)))
            .GroupBy(b => b.LastDay, b => b.Amount)
            .OrderBy(day => day.Key);
        var spend = window.SpendOn(today);
        foreach (var day in leaving)
        {
            spend -= day.Sum();
            var arrived = released.Where(c => c.Date <= day.Key).Sum(c => c.Counted);
            yield return new ForecastItem(day.Key.AddDays(1), ForecastKind.SpendLeaves, spend + arrived, Leaving: day.Sum());
        }
    }

    private static IEnumerable<ForecastItem> Told(AccountEvent change, long spend, ProgrammeVersions versions)
    {
        var move = change.TierChange;
        if (change is CreditReleased released)
        {
            yield return new ForecastItem(
                change.Date, ForecastKind.SpendArrives, spend, TierChange: move, Arriving: released.Credits.Sum(c => c.Counted));
        }
        else if (move is { Kind: TierChangeKind.Upgraded })
        {
            yield return new ForecastItem(move.Date, ForecastKind.TierUpgraded, move.Spend, TierChange: move);
        }
        else if (move is { Kind: TierChangeKind.AtRisk or TierChangeKind.Dropped })
        {
            yield return new ForecastItem(
                move.Date,
                move.Kind == TierChangeKind.AtRisk ? ForecastKind.TierAtRisk : ForecastKind.TierDropped,
                move.Spend,
                TierChange: move,
                AmountToPrevent: versions.On(move.Date).Programme.Tiers[move.From.Level].Threshold - move.Spend);
        }

        // A review that finds enough, as after a threshold was lowered, is no loss.
    }
}
