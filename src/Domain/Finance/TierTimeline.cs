namespace Loyalty.Domain;

/// <summary>Receives how many members more, or less where negative, hold a tier from a day on.</summary>
/// <param name="level">In the ladder of the version in force on the day.</param>
public delegate void TierMoves(DateOnly day, int level, long members);

/// <summary>
/// The tiers that one member has held on the end of each day, by the dates of the events as they were recorded: one with an earlier date
/// than those before it tells anew all that comes after that date. It begins on the day of enrolment.
/// </summary>
public sealed class TierTimeline
{
    private readonly List<(DateOnly Day, int Level)> _steps = [];
    private DateOnly _day;
    private int _level;

    /// <summary>The first day on which nothing is held any more; null where there is none.</summary>
    public DateOnly? EndsOn { get; init; }

    /// <summary>The first day; null before the enrolment.</summary>
    public DateOnly? EnrolledOn { get; private set; }

    /// <summary>The days on which the tier changes, with the tier in the ladder of that day.</summary>
    public IReadOnlyList<(DateOnly Day, int Level)> Steps => _steps;

    /// <summary>Takes the next event in.</summary>
    public void Apply(AccountEvent change, ProgrammeVersions versions, TierMoves? moves = null)
    {
        if (change is MemberEnrolled)
            EnrolledOn = change.Date;
        (_level, _day) = (LevelAfter(change, versions), change.Date);
        if (EnrolledOn is not { } first)
            return;
        var day = _day > first ? _day : first;
        Hold(day, versions.CarryLevel(_level, _day, day), versions, moves);
    }

    /// <summary>The tier held on the end of a day, in the ladder of that day; null where none is.</summary>
    public int? LevelOn(DateOnly day, ProgrammeVersions versions)
    {
        if (day >= EndsOn)
            return null;
        for (var i = _steps.Count - 1; i >= 0; i--)
        {
            if (_steps[i].Day <= day)
                return versions.CarryLevel(_steps[i].Level, _steps[i].Day, day);
        }

        return null;
    }

    /// <summary>Ends it on a day that was not known when its events were counted.</summary>
    public void End(DateOnly day, ProgrammeVersions versions, TierMoves moves)
    {
        while (_steps.Count > 0 && _steps[^1].Day >= day)
            Undo(versions, moves);
        if (_steps.Count > 0)
            moves(day, versions.CarryLevel(_steps[^1].Level, _steps[^1].Day, day), -1);
    }

    private int LevelAfter(AccountEvent change, ProgrammeVersions versions) => change switch
    {
        MemberEnrolled => 0,
        { TierChange: { } moved } => moved.To.Level,
        SpendReversed reversed => reversed.Standing.Level,
        { Relevelled: { } standing } => standing.Level,
        _ => versions.CarryLevel(_level, _day, change.Date),
    };

    private void Hold(DateOnly day, int level, ProgrammeVersions versions, TierMoves? moves)
    {
        if (day >= EndsOn)
            return;
        while (_steps.Count > 0 && _steps[^1].Day >= day)
            Undo(versions, moves);
        if (_steps.Count > 0 && versions.CarryLevel(_steps[^1].Level, _steps[^1].Day, day) == level)
            return;
        _steps.Add((day, level));
        Tell(versions, moves, 1);
    }

    private void Undo(ProgrammeVersions versions, TierMoves? moves)
    {
        Tell(versions, moves, -1);
        _steps.RemoveAt(_steps.Count - 1);
    }

    // What the last step does: the tier before it ends, that of its own begins, up to the end of all.
    private void Tell(ProgrammeVersions versions, TierMoves? moves, long sign)
    {
        if (moves is null)
            return;
        var (day, level) = _steps[^1];
        var before = _steps.Count > 1 ? versions.CarryLevel(_steps[^2].Level, _steps[^2].Day, day) : (int?)null;
        Tell(day, before, level, EndsOn, versions, moves, sign);
    }

    /// <summary>Tells of a tier that gives way to another on a day, up to the end of all.</summary>
    /// <param name="before">Null where none was held.</param>
    public static void Tell(
        DateOnly day, int? before, int after, DateOnly? endsOn, ProgrammeVersions versions, TierMoves moves, long sign = 1)
    {
        if (day >= endsOn)
            return;
        moves(day, after, sign);
        if (before is { } gone)
            moves(day, gone, -sign);
        if (endsOn is not { } end)
            return;
        moves(end, versions.CarryLevel(after, day, end), -sign);
        if (before is { } left)
            moves(end, versions.CarryLevel(left, day, end), sign);
    }
}
