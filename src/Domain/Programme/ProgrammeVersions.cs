using System.Collections.Immutable;

namespace Loyalty.Domain;

/// <summary>A programme with the first day it holds. Never changes.</summary>
/// <param name="Number">1, 2, 3 … in the order of activation.</param>
/// <param name="FirstDay">The first day it holds; the earliest date there is for the one that holds from ever.</param>
public sealed record ProgrammeVersion(int Number, DateOnly FirstDay, Programme Programme)
{
    /// <summary>The number of the version that holds from ever.</summary>
    public const int First = 1;
}

/// <summary>All programme versions, by the day from which each holds. Immutable; never empty.</summary>
public sealed class ProgrammeVersions
{
    private readonly ImmutableArray<ProgrammeVersion> _byDay;

    internal ProgrammeVersions(Programme programme) =>
        _byDay = [new ProgrammeVersion(ProgrammeVersion.First, DateOnly.MinValue, programme)];

    private ProgrammeVersions(ImmutableArray<ProgrammeVersion> byDay) => _byDay = byDay;

    /// <summary>The versions, the one that holds first first.</summary>
    public IReadOnlyList<ProgrammeVersion> ByDay => _byDay;

    /// <summary>The currency of all versions.</summary>
    public Currency Currency => _byDay[0].Programme.Currency;

    /// <summary>Some version can make credits wait.</summary>
    public bool HaveHolds => _byDay.Any(v => v.Programme.Earning is { HasHolds: true });

    /// <summary>A programme that has always been and will always be.</summary>
    public static implicit operator ProgrammeVersions(Programme programme) => programme.Alone;

    /// <summary>The version in force on a day.</summary>
    public ProgrammeVersion On(DateOnly day)
    {
        var index = _byDay.Length - 1;
        while (_byDay[index].FirstDay > day)
            index--;
        return _byDay[index];
    }

    /// <summary>The next day on which a version takes effect, or null.</summary>
    public DateOnly? NextAfter(DateOnly day)
    {
        if (_byDay[^1].FirstDay <= day)
            return null;
        var index = _byDay.Length - 1;
        while (_byDay[index - 1].FirstDay > day)
            index--;
        return _byDay[index].FirstDay;
    }

    /// <summary>With one version more.</summary>
    /// <exception cref="ArgumentException">Its day is taken, or its number is.</exception>
    public ProgrammeVersions With(ProgrammeVersion version)
    {
        if (_byDay.Any(v => v.FirstDay == version.FirstDay || v.Number == version.Number))
            throw new ArgumentException($"Version {version.Number} or its day is there already.", nameof(version));
        return new ProgrammeVersions([.. _byDay.Append(version).OrderBy(v => v.FirstDay)]);
    }

    /// <summary>Without one version.</summary>
    /// <exception cref="ArgumentException">It is not there, or holds from ever.</exception>
    public ProgrammeVersions Without(int number)
    {
        var left = _byDay.RemoveAll(v => v.Number == number && v.FirstDay > DateOnly.MinValue);
        return left.Length < _byDay.Length
            ? new ProgrammeVersions(left)
            : throw new ArgumentException($"Version {number} is not there.", nameof(number));
    }

    /// <summary>A standing of one day in the levels of another: the same tier by its code, through the versions between.</summary>
    public TierStanding Carry(TierStanding standing, DateOnly from, DateOnly to)
    {
        while (NextAfter(from) is { } day && day <= to)
        {
            standing = Ladder.Carry(standing, On(from).Programme, On(day).Programme);
            from = day;
        }

        // Back in time, as for the import of an older purchase.
        return to < from && On(to) is var then && On(from) is var now && then != now
            ? Ladder.Carry(standing, now.Programme, then.Programme)
            : standing;
    }

    /// <summary>A level of one day in the ladder of another: the same tier by its code, through the versions between.</summary>
    public int CarryLevel(int level, DateOnly from, DateOnly to)
    {
        while (NextAfter(from) is { } day && day <= to)
        {
            level = Ladder.LevelIn(On(from).Programme, level, On(day).Programme);
            from = day;
        }

        return to < from && On(to) is var then && On(from) is var now && then != now ? Ladder.LevelIn(now.Programme, level, then.Programme) : level;
    }
}
