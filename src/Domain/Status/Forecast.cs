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
}

/// <summary>One coming event, with no further spend. Amounts are minor units of the programme's currency.</summary>
/// <param name="Date">The day it happens, at its start.</param>
/// <param name="Kind">What happens.</param>
/// <param name="Spend">CurrentPeriodSpend after it.</param>
/// <param name="Leaving">What leaves, for <see cref="ForecastKind.SpendLeaves"/>.</param>
/// <param name="TierChange">The move of the tier machine, for a risk or a drop.</param>
/// <param name="AmountToPrevent">
/// What is missing to the tier's threshold on that day: the further spend, posted before it, that keeps the tier without a review.
/// </param>
public sealed record ForecastItem(
    DateOnly Date, ForecastKind Kind, long Spend, long? Leaving = null, TierChange? TierChange = null, long? AmountToPrevent = null);

/// <summary>The tier machine run forward with no further spend, so that it agrees with what then happens.</summary>
public static class Forecast
{
    /// <summary>All that comes after <paramref name="today"/>, in order, until nothing is left to happen.</summary>
    /// <param name="standing">The standing, advanced to today.</param>
    public static IReadOnlyList<ForecastItem> After(DateOnly today, TierStanding standing, SpendWindow window, Programme programme)
    {
        var moves = new List<TierChange>();
        TierMachine.Advance(programme, standing, window, today, DateOnly.MaxValue, moves);
        // A review that finds enough, as after a threshold was lowered, is no loss.
        var losses = moves.Where(move => move.Kind != TierChangeKind.Retained).Select(move => Loss(move, programme));
        // A stable sort keeps the machine's own order within a day: what leaves, leaves first.
        return [.. Leavings(today, window).Concat(losses).OrderBy(item => item.Date)];
    }

    private static IEnumerable<ForecastItem> Leavings(DateOnly today, SpendWindow window)
    {
        var spend = window.SpendOn(today);
        foreach (var (lastDay, amount) in window.Buckets.Where(b => b.LastDay >= today))
        {
            spend -= amount;
            yield return new ForecastItem(lastDay.AddDays(1), ForecastKind.SpendLeaves, spend, Leaving: amount);
        }
    }

    private static ForecastItem Loss(TierChange move, Programme programme) => new(
        move.Date,
        move.Kind == TierChangeKind.AtRisk ? ForecastKind.TierAtRisk : ForecastKind.TierDropped,
        move.Spend,
        TierChange: move,
        AmountToPrevent: programme.Tiers[move.From.Level].Threshold - move.Spend);
}
