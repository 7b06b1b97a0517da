using Microsoft.Data.Sqlite;

namespace Loyalty.Journal;

// The index runs: bounded pieces between the batches.
internal sealed partial class SqliteCommitter
{
    /// <summary>Index entries that are written for each row appended, so that a run ends well before the next one is full.</summary>
    private const int EntriesPerRow = 4;

    /// <summary>Index entries that are written after a batch at least.</summary>
    private const int LeastEntries = 256;

    /// <summary>How long an idle writer waits for a run to be sorted before it looks whether somebody wants to write.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(1);

    private Task<IndexRun>? _run;

    public bool Tidy(bool idle)
    {
        if (_broken || _tail.OldestFull is not { } segment)
            return false;
        _run ??= Task.Run(() => new IndexRun(segment));
        if (!_run.IsCompleted && !(idle && _run.Wait(Patience)))
            return true;
        // Idle is not for long: with callers who all wait for an answer the queue is often empty for a moment.
        WriteSome(_run.GetAwaiter().GetResult(), Math.Min(_limits.IndexChunkRows, Math.Max(LeastEntries, idle ? 0 : _staged.Count * EntriesPerRow)));
        return true;
    }

    // The bound of the tail's memory: reached only where the indexes cannot be written or the disk cannot follow.
    private void IndexWhatIsOverdue()
    {
        while (_tail.FullSegments >= _limits.IndexRunsWaiting && Tidy(idle: true))
        {
            if (_broken)
                throw new InvalidOperationException("The indexes of the journal cannot be written, and no more rows fit in memory.");
        }
    }

    private void WriteSome(IndexRun run, int entries)
    {
        var end = Math.Min(run.Entries, run.Written + entries);
        try
        {
            _session.WaitForDisk(false);
            _session.Begin();
            for (var entry = run.Written; entry < end; entry++)
            {
                var (kind, row) = run[entry];
                _session.Index(kind, row);
            }

            if (end == run.Entries)
                _session.IndexedThrough = run.Segment[run.Segment.Count - 1].Sequence;
            _session.Commit();
            _session.WaitForDisk(true);
        }
        catch (SqliteException e)
        {
            Break(e);
            return;
        }

        run.Written = end;
        if (end < run.Entries)
            return;
        _run = null;
        _tail.Drop(run.Segment);
    }
}
