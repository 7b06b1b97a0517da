using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using SQLitePCL;

namespace Loyalty.Journal;

/// <summary>
/// Moves the pages of the write-ahead log to the file, beside the writer: SQLite itself does it within a commit, and callers then wait
/// for tens of megabytes to reach the disk. Only the few pages that came meanwhile are left to the writer, between two batches, so
/// that the log is all moved for a moment and begins anew.
/// </summary>
/// <param name="pages">Pages that gather before they are moved.</param>
internal sealed class SqliteCheckpoints(SqliteFile file, AnsweredNote note, int pages, ILogger log) : IDisposable
{
    /// <summary>A round that found fewer pages than this leaves the rest to the writer.</summary>
    private const int FewPages = 512;

    /// <summary>Rounds after which the rest is the writer's, however much it is: then it is the writer that is too quick.</summary>
    private const int MaxRounds = 4;

    private Task? _moving;
    private long _written;

    /// <summary>To be called between two transactions, on the writer's thread.</summary>
    /// <param name="sequence">The last row that is durable.</param>
    public void Follow(SqliteSession writer, long sequence)
    {
        _written += writer.TakePagesWritten();
        if (_moving is null)
        {
            if (_written >= pages)
                _moving = Task.Factory.StartNew(() => Try(MoveInRounds), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        }
        else if (_moving.IsCompleted)
        {
            KeepLeast(writer, sequence);
            Try(() => Noted(writer.MoveLog));
            _written = 0;
            _moving = null;
        }
    }

    public void Dispose() => _moving?.Wait();

    /// <summary>Has the file say itself what it has at least.</summary>
    public void KeepLeast(SqliteSession writer, long sequence) => Try(() =>
    {
        // It holds what is durable already, so it need not itself be waited for.
        writer.WaitForDisk(false);
        writer.KeepLeast(sequence);
        writer.WaitForDisk(true);
    });

    /// <summary>Moves what no reader is in the way of, and waits for the disk.</summary>
    /// <returns>Pages of the log that are moved by now.</returns>
    /// <exception cref="SqliteException">The file could not be written.</exception>
    public static int Move(SqliteConnection connection)
    {
        var code = raw.sqlite3_wal_checkpoint_v2(connection.Handle!, null, raw.SQLITE_CHECKPOINT_PASSIVE, out _, out var moved);
        // Busy: another moves it right now.
        if (code != raw.SQLITE_BUSY)
            SqliteException.ThrowExceptionForRC(code, connection.Handle!);
        return moved;
    }

    private void MoveInRounds()
    {
        using var connection = file.Connect();
        for (var (round, moved, before) = (0, 0, -FewPages); round < MaxRounds && moved - before >= FewPages; round++)
        {
            before = moved;
            moved = Noted(() => Move(connection));
        }
    }

    // Of the same log before and after: the writer may have begun a new one in between.
    private int Noted(Func<int> move)
    {
        var before = LogWalk.LogOf(file.Path);
        var moved = move();
        if (before != 0 && before == LogWalk.LogOf(file.Path))
            note.KeepMoved(before, moved);
        return moved;
    }

    private void Try(Action move)
    {
        try
        {
            move();
        }
        catch (Exception e) when (e is SqliteException or IOException)
        {
            // The log has it all on the disk, and can still grow: nobody need be turned away for this.
            log.LogWarning(e, "The log of the journal could not be moved to its file");
        }
    }
}
