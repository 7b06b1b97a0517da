namespace Loyalty.Grains;

/// <summary>
/// The trail: who changed what, when, why and from where. Append-only; each record carries the hash of the one before, so that a
/// record that is altered, taken out or put in between is noticed. (The audit, <see cref="IAccountAudit"/>, is something else.)
/// </summary>
public interface ITrail
{
    /// <summary>Puts a record at the end; durable when it answers. Records of many callers share a commit.</summary>
    /// <param name="at">The instant of the change.</param>
    /// <exception cref="ArgumentException">A text is longer than its bound.</exception>
    /// <exception cref="EngineBusyException">Too many wait: nothing was recorded.</exception>
    /// <exception cref="JournalUnavailableException">It may be recorded or not; recording it again is harmless but for the repetition.</exception>
    Task<TrailRecord> AddAsync(TrailEntry entry, DateTimeOffset at);
}

/// <summary>What the trail holds, for those who read and verify it.</summary>
/// <exception cref="JournalUnavailableException">It cannot be read now.</exception>
public interface ITrailStore
{
    /// <summary>Records newest first.</summary>
    Task<IReadOnlyList<TrailRecord>> ReadAsync(TrailQuery query);

    /// <summary>Records after a sequence, oldest first, at most <paramref name="limit"/>.</summary>
    Task<IReadOnlyList<TrailRecord>> ReadAfterAsync(long afterSequence, int limit);

    /// <summary>The last record as the table beside the trail remembers it; sequence 0 and no hash before the first.</summary>
    Task<TrailEnd> HeadAsync();

    /// <summary>The last record that was forgotten; sequence 0 and no hash while none was. The first one kept follows it.</summary>
    Task<TrailEnd> RootAsync();

    /// <summary>The last of the records from before an instant, from the first on, of which some thousands may go at once; null where none is.</summary>
    Task<TrailBeginning?> EndBeforeAsync(DateTimeOffset instant);

    /// <summary>Forgets the records up to one, from which on the trail begins; durable when it answers.</summary>
    Task ForgetThroughAsync(TrailEnd end);
}

/// <summary>A part of the trail's beginning.</summary>
/// <param name="End">Its last record.</param>
/// <param name="Records">How many they are.</param>
public sealed record TrailBeginning(TrailEnd End, int Records);
