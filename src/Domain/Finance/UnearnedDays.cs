namespace Loyalty.Domain;

/// <summary>Days on which a member held a tier that a correction took back: held once, and counted once.</summary>
/// <param name="Before">The day after the last.</param>
/// <param name="Held">The level held, in the ladder of those days.</param>
/// <param name="Replayed">The level that the replay gives in its place.</param>
public readonly record struct UnearnedRun(DateOnly From, DateOnly Before, int Version, int Held, int Replayed);

/// <summary>Finds the days that a correction no longer gives.</summary>
public static class UnearnedDays
{
    /// <summary>Days before a correction on which held is above the replay, but for those that an earlier correction has counted.</summary>
    /// <param name="held">What was held, as recorded before the correction.</param>
    /// <param name="ledger">With the correction.</param>
    /// <param name="on">The day of the correction.</param>
    /// <param name="counted">What was counted before.</param>
    public static IReadOnlyList<UnearnedRun> Of(
        TierTimeline held, AccountLedger ledger, DateOnly on, ProgrammeVersions versions, IReadOnlyList<UnearnedRun> counted)
    {
        if (held.EnrolledOn is not { } first || first >= on || held.Steps.All(step => step.Level == 0))
            return [];
        var replayed = ledger.TiersTo(on, versions);
        // Between these days nothing changes.
        var days = held.Steps.Concat(replayed).Select(step => step.Day)
            .Concat(counted.SelectMany(run => new[] { run.From, run.Before }))
            .Concat(versions.ByDay.Select(version => version.FirstDay))
            .Where(day => day > first && day < on)
            .Append(first).Append(on)
            .Distinct().Order().ToList();
        var found = new List<UnearnedRun>();
        for (var i = 0; i + 1 < days.Count; i++)
        {
            var day = days[i];
            if (held.LevelOn(day, versions) is { } level && LevelOn(replayed, day, versions) is var given && level > given
                && !counted.Any(run => run.From <= day && day < run.Before))
            {
                found.Add(new UnearnedRun(day, days[i + 1], versions.On(day).Number, level, given));
            }
        }

        return found;
    }

    private static int LevelOn(IReadOnlyList<(DateOnly Day, int Level)> steps, DateOnly day, ProgrammeVersions versions)
    {
        for (var i = steps.Count - 1; i >= 0; i--)
        {
            if (steps[i].Day <= day)
                return versions.CarryLevel(steps[i].Level, steps[i].Day, day);
        }

        return 0;
    }
}
