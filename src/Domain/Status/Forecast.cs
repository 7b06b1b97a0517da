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
/// <param name="AmountToPrevent">The least spend that would prevent the risk or the drop, posted at the latest on the day before.</param>
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
        // A stable sort keeps the machine's own order within a day: what leaves, leaves first.
        return [.. Leavings(today, window).Concat(Losses(moves, window, programme)).OrderBy(item => item.Date)];
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

    private static IEnumerable<ForecastItem> Losses(List<TierChange> moves, SpendWindow window, Programme programme)
    {
        ForecastItem? last = null;
        foreach (var move in moves)
        {
            // A review that finds enough, as after a threshold was lowered, is no loss.
            if (move.Kind == TierChangeKind.Retained)
                continue;
            var amount = programme.Tiers[move.From.Level].Threshold - SpendToMakeUp(move, window, programme);
            // What prevents a loss prevents those that follow from it on the same day.
            if (last?.Date == move.Date)
                amount = Math.Min(amount, last.AmountToPrevent!.Value);
            var kind = move.Kind == TierChangeKind.AtRisk ? ForecastKind.TierAtRisk : ForecastKind.TierDropped;
            yield return last = new ForecastItem(move.Date, kind, move.Spend, TierChange: move, AmountToPrevent: amount);
        }
    }

    // A purchase on the eve of the review clears it with what counts on that eve, though some of it may leave on the day itself.
    // With no grace there is no such eve: risk and drop are one day, and what counts on it decides.
    private static long SpendToMakeUp(TierChange move, SpendWindow window, Programme programme) =>
        move.Kind == TierChangeKind.Dropped && programme.GraceDays > 0 ? window.SpendOn(move.Date.AddDays(-1)) : move.Spend;
}
