namespace Loyalty.Domain;

/// <summary>Which unearned days are counted together.</summary>
/// <param name="Month">Of the correction.</param>
/// <param name="Version">In force on the days.</param>
/// <param name="Held">The level held.</param>
/// <param name="Replayed">The level that the replay gives.</param>
/// <param name="Year">Of the days.</param>
public readonly record struct UnearnedKey(CivilMonth Month, int Version, int Held, int Replayed, int Year);

/// <summary>Unearned days of all members.</summary>
public sealed class UnearnedTotals
{
    private readonly Dictionary<UnearnedKey, long> _days = [];

    /// <summary>In a fixed order; none is 0.</summary>
    public IEnumerable<(UnearnedKey Key, long Days)> Days => _days
        .OrderBy(d => d.Key.Month).ThenBy(d => d.Key.Version).ThenBy(d => d.Key.Held).ThenBy(d => d.Key.Replayed).ThenBy(d => d.Key.Year)
        .Select(d => (d.Key, d.Value));

    /// <summary>Takes the days of a correction in.</summary>
    public void Add(CivilMonth month, UnearnedRun run)
    {
        for (var from = run.From; from < run.Before;)
        {
            var until = new DateOnly(from.Year, 12, 31).AddDays(1);
            until = until < run.Before ? until : run.Before;
            Add(new UnearnedKey(month, run.Version, run.Held, run.Replayed, from.Year), until.DayNumber - from.DayNumber);
            from = until;
        }
    }

    public void Add(UnearnedKey key, long days)
    {
        var sum = days + _days.GetValueOrDefault(key);
        if (sum == 0)
            _days.Remove(key);
        else
            _days[key] = sum;
    }

    /// <summary>Takes in what another has counted.</summary>
    public void Add(UnearnedTotals other)
    {
        foreach (var (key, days) in other._days)
            Add(key, days);
    }
}
