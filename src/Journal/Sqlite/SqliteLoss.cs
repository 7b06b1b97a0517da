namespace Loyalty.Journal;

/// <summary>What a file has, as it is opened.</summary>
/// <param name="Sequence">Its last row.</param>
/// <param name="Changes">Changes beside the journal.</param>
/// <param name="LeastSequence">What it says itself that it has at least.</param>
/// <param name="LeastChanges">The same of changes beside.</param>
/// <param name="WrittenAt">When the file itself was last written, as ticks in UTC.</param>
/// <param name="NotedAt">When the note was last written; 0 for none.</param>
internal readonly record struct FileState(
    long Sequence, long Changes, long LeastSequence, long LeastChanges, long WrittenAt = 0, long NotedAt = 0);

/// <summary>
/// Decides whether a file lacks something that was answered. A torn end of the log is what every loss of power may leave and is no loss
/// as long as nothing of it was answered; and a file that an operator has put there is not a damaged one.
/// </summary>
internal static class SqliteLoss
{
    /// <summary>A file that was written so much later than the note was put there by somebody: the engine writes the note after it.</summary>
    private static readonly TimeSpan Apart = TimeSpan.FromMilliseconds(50);

    /// <summary>What is lost, as the rest of a sentence that begins with the file; null when nothing is.</summary>
    public static string? Of(FileState file, Answered? noted, LogWalk log)
    {
        if (file.Sequence < file.LeastSequence || file.Changes < file.LeastChanges)
            return $"has had {Told(file.LeastSequence, file.LeastChanges)} and now ends with {Told(file.Sequence, file.Changes)}: it is damaged.";
        if (noted is not { } note)
        {
            return log.HeadDamaged || log.CommitsBehind > 0
                ? $"may lack changes that were answered: {Damage(log)}."
                : null;
        }

        if (IsShort(file, note))
        {
            return IsRestored(file, note, log)
                ? null
                : $"ends with {Told(file.Sequence, file.Changes)}, but {Told(note.Sequence, note.Changes)} were answered: {Damage(log)}.";
        }

        // What comes before the damage would be laid over a file that has what comes after it.
        return log.Log != 0 && log.Log == note.Log && log.Taken < note.Moved
            ? $"has a damaged log: {Damage(log)}, and {note.Moved} frames of it have been moved to the file already."
            : null;
    }

    /// <summary>Whether less is there than was answered, and that is how the operator wants it.</summary>
    public static bool IsRestored(FileState file, Answered? noted, LogWalk log) =>
        noted is { } note && IsShort(file, note) && log == LogWalk.None && (note.Closed || IsReplaced(file, note));

    private static bool IsShort(FileState file, Answered note) => file.Sequence < note.Sequence || file.Changes < note.Changes;

    private static bool IsReplaced(FileState file, Answered note) =>
        file.WrittenAt < note.FileTime || file.WrittenAt > file.NotedAt + Apart.Ticks;

    private static string Told(long sequence, long changes) => $"{sequence} changes in the ledger and {changes} beside it";

    private static string Damage(LogWalk log)
    {
        if (log.HeadDamaged)
            return "the head of its log (-wal) is damaged";
        if (log.CommitsBehind > 0)
            return $"its log (-wal) is damaged at frame {log.Sound + 1} and goes on behind it";
        return log == LogWalk.None ? "its log (-wal) is gone or empty" : $"its log (-wal) ends with frame {log.Sound}";
    }
}
