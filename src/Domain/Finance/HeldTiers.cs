namespace Loyalty.Domain;

/// <summary>
/// How many members more or less hold each tier from each day on. Added up in any order they give the members of every tier on the end of
/// every day, at a size that depends on the count of days and tiers, not of members.
/// </summary>
public sealed class HeldTiers
{
    private readonly Dictionary<(int Day, int Level), long> _moves = [];

    /// <summary>The changes, by day and level; none is 0.</summary>
    public IEnumerable<(DateOnly Day, int Level, long Members)> Moves => _moves
        .OrderBy(m => m.Key).Select(m => (DateOnly.FromDayNumber(m.Key.Day), m.Key.Level, m.Value));

    /// <summary>Takes a change in.</summary>
    /// <param name="level">In the ladder of the version in force on the day.</param>
    public void Add(DateOnly day, int level, long members)
    {
        var key = (day.DayNumber, level);
        var sum = members + _moves.GetValueOrDefault(key);
        if (sum == 0)
            _moves.Remove(key);
        else
            _moves[key] = sum;
    }

    /// <summary>Takes in what another has counted.</summary>
    public void Add(HeldTiers other)
    {
        foreach (var (day, level, members) in other.Moves)
            Add(day, level, members);
    }

    /// <summary>Times in which neither members nor version change, in order, up to the eve of a day.</summary>
    public IEnumerable<HeldRun> Runs(ProgrammeVersions versions, DateOnly before)
    {
        var members = new long[Programme.MaxTiers];
        DateOnly? at = null;
        foreach (var day in _moves.Keys.Select(m => DateOnly.FromDayNumber(m.Day)).Where(day => day < before).Distinct().Order().Append(before))
        {
            for (var from = at ?? day; from < day;)
            {
                // A day of a version parts a time in two; what is held is carried to its ladder.
                var until = versions.NextAfter(from) is { } next && next < day ? next : day;
                yield return new HeldRun(from, until, versions.On(from), members);
                members = Carried(members, versions, from, until);
                from = until;
            }

            members = [.. members];
            for (var level = 0; level < members.Length; level++)
                members[level] += _moves.GetValueOrDefault((day.DayNumber, level));
            at = day;
        }
    }

    private static long[] Carried(long[] members, ProgrammeVersions versions, DateOnly from, DateOnly to)
    {
        if (versions.On(from) == versions.On(to))
            return members;
        var carried = new long[members.Length];
        for (var level = 0; level <= versions.On(from).Programme.TopLevel; level++)
            carried[versions.CarryLevel(level, from, to)] += members[level];
        return carried;
    }
}

/// <summary>A time in which nothing changes.</summary>
/// <param name="From">Its first day.</param>
/// <param name="Before">The day after its last.</param>
/// <param name="Members">By level in the version's ladder.</param>
public readonly record struct HeldRun(DateOnly From, DateOnly Before, ProgrammeVersion Version, long[] Members);
