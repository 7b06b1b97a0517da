using Loyalty.Domain;

namespace Loyalty.Grains;

/// <summary>A version with what is known of its activation.</summary>
/// <param name="EffectiveFrom">The first day it holds, or null for the one that holds from ever.</param>
/// <param name="By">Who activated it; <c>engine</c> for a changed file.</param>
/// <param name="Hash">SHA-256 of the programme as it is written, in hexadecimal.</param>
/// <param name="ActivationId">The caller's id; null where the engine did it.</param>
public sealed record ActivatedVersion(
    int Number,
    DateOnly? EffectiveFrom,
    DateTimeOffset ActivatedAt,
    string By,
    string? Reason,
    string Hash,
    string? ActivationId,
    string? DraftId,
    string? RehearsalId,
    Programme Programme)
{
    /// <summary>When it was withdrawn before its day, or null.</summary>
    public DateTimeOffset? WithdrawnAt { get; init; }

    internal ProgrammeVersion Version => new(Number, EffectiveFrom ?? DateOnly.MinValue, Programme);
}

/// <summary>The programme versions of a process: what is decided by, and what was known when. Safe for many threads.</summary>
public sealed class ProgrammeBook
{
    /// <summary>How old the versions may be when a day begins. One is activated ten minutes before its day, so what was read since knows it.</summary>
    public static readonly TimeSpan OldestAtMidnight = TimeSpan.FromMinutes(5);

    private volatile State _state;
    private long _readAt;

    /// <param name="programme">The only version until others are taken in.</param>
    public ProgrammeBook(Programme programme) => _state = new State(programme, []);

    /// <summary>All versions that hold or will.</summary>
    public ProgrammeVersions Current => _state.Versions;

    /// <summary>All that were ever activated, by number, also those withdrawn.</summary>
    public IReadOnlyList<ActivatedVersion> All => _state.All;

    /// <summary>The versions that were activated by an instant. One that was withdrawn leaves no trace, not even then.</summary>
    public ProgrammeVersions KnownAt(DateTimeOffset instant)
    {
        var state = _state;
        var known = state.All.Where(v => v.WithdrawnAt is null && (v.ActivatedAt <= instant || v.EffectiveFrom is null)).ToList();
        return known.Count == 0 || known.Count == state.Versions.ByDay.Count ? state.Versions : VersionsOf(known);
    }

    /// <summary>
    /// Whether they were too old when today began and have not been read since: another process may have activated one of which this one
    /// does not know. Never where they are not read at all.
    /// </summary>
    public bool IsTooOld(ProgrammeClock clock)
    {
        var readAt = Volatile.Read(ref _readAt);
        if (readAt == 0)
            return false;
        // By the stopwatch: a test clock that is moved over days makes nothing older.
        var age = clock.Since(readAt);
        return age > OldestAtMidnight && age > OldestAtMidnight + (clock.Now - clock.StartOf(clock.Today));
    }

    /// <summary>Notes that what is stored is what is here, at a reading of the stopwatch.</summary>
    public void NoteRead(long timestamp) => Volatile.Write(ref _readAt, timestamp);

    /// <summary>Takes over what is stored.</summary>
    public void Take(IReadOnlyList<ActivatedVersion> all) =>
        _state = new State(VersionsOf(all.Where(v => v.WithdrawnAt is null)), all);

    private static ProgrammeVersions VersionsOf(IEnumerable<ActivatedVersion> standing)
    {
        var first = standing.First(v => v.EffectiveFrom is null);
        return standing.Where(v => v.EffectiveFrom is not null)
            .Aggregate((ProgrammeVersions)first.Programme, (versions, version) => versions.With(version.Version));
    }

    private sealed record State(ProgrammeVersions Versions, IReadOnlyList<ActivatedVersion> All);
}
