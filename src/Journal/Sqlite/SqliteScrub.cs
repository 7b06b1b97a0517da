using Loyalty.Grains;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace Loyalty.Journal;

/// <summary>
/// Sees to it that what was erased is in no byte of the file. SQLite overwrites what is deleted (<c>secure_delete</c>), but leaves
/// old copies in the gaps of pages that were split before. So the persons and their numbers are copied into new tables, in pieces between the
/// batches; each takes the old one's place, whose pages are freed in pieces too, and thereby overwritten. Then the write-ahead log, which still
/// has the rows, is moved to the file and cut off, as soon as nobody reads in it.
/// </summary>
/// <remarks>
/// One round goes on at a time; whoever asks while it does shares the next one. After a round it rests for longer than the round took, so
/// that erasures without end leave the writer to the tills. Nothing that waits holds the writer.
/// </remarks>
internal sealed class SqliteScrub(SqliteFile file, ISqlTables tables, TimeProvider time, ILogger log) : IAsyncDisposable
{
    /// <summary>Persons who are copied or freed in one transaction: some milliseconds.</summary>
    private const int PersonsAtOnce = 500;

    /// <summary>How many times as long as a round took it rests after it.</summary>
    private const int Rest = 4;

    private static readonly TimeSpan LongestRest = TimeSpan.FromMinutes(1);

    /// <summary>Between two tries to cut the log off.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly CancellationTokenSource _closing = new();
    private readonly Lock _gate = new();
    private Task _running = Task.CompletedTask;
    private TaskCompletionSource<bool>? _next;
    private int _closed;

    /// <summary>Takes part in the next round.</summary>
    /// <returns>Whether nothing of what was erased before is left in the file; false when the journal closes first.</returns>
    public Task<bool> RunAsync()
    {
        lock (_gate)
        {
            if (Volatile.Read(ref _closed) == 1)
                return Task.FromResult(false);
            if (_next is null)
            {
                _next = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
                _running = GoOnAsync(_running);
            }

            return _next.Task;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _closed, 1) == 1)
            return;
        await _closing.CancelAsync();
        await _running;
        _closing.Dispose();
    }

    private async Task GoOnAsync(Task before)
    {
        await before.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        TaskCompletionSource<bool> asked;
        lock (_gate)
        {
            asked = _next!;
            _next = null;
        }

        var began = time.GetTimestamp();
        asked.TrySetResult(await TryAsync());
        var rest = time.GetElapsedTime(began) * Rest;
        await Task.Delay(rest < LongestRest ? rest : LongestRest, _closing.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task<bool> TryAsync()
    {
        try
        {
            _closing.Token.ThrowIfCancellationRequested();
            foreach (var table in RenewedTable.All)
                await RenewAsync(table);
            while (!CutLog())
                await Task.Delay(Pause, _closing.Token);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
        catch (Exception e) when (e is JournalUnavailableException or EngineBusyException or SqliteException or InvalidOperationException)
        {
            // The rows are gone; their bytes go with the next erasure, or the next start.
            log.LogWarning(e, "What was erased could not be overwritten in the file");
            return false;
        }
    }

    private async Task RenewAsync(RenewedTable table)
    {
        await tables.WriteAsync(table.Clear);
        var made = (await tables.ReadAsync(
            new SqlStatement("SELECT sql FROM sqlite_schema WHERE type = 'table' AND name = @name", ("@name", table.Name)), row => row.GetString(0)))[0];
        var columns = made[made.IndexOf('(', StringComparison.Ordinal)..];
        await tables.WriteAsync([new SqlStatement($"CREATE TABLE {table.Next} {columns}"), .. table.Follow]);
        await InPiecesAsync(
            table.Name, $"INSERT OR REPLACE INTO {table.Next} SELECT * FROM {table.Name} WHERE member > @after AND member <= @through");
        await tables.WriteAsync(table.Renew);
        foreach (var index in table.Indexes)
            await tables.WriteAsync([new SqlStatement($"DROP INDEX IF EXISTS {index.Name}"), new SqlStatement(index.Text)]);
        await InPiecesAsync(table.Old, $"DELETE FROM {table.Old} WHERE member > @after AND member <= @through");
        await tables.WriteAsync(table.Clear);
    }

    private async Task InPiecesAsync(string table, string statement)
    {
        for (var after = ""; await EndAsync(table, after) is { } through; after = through)
        {
            _closing.Token.ThrowIfCancellationRequested();
            await tables.WriteAsync([new SqlStatement(statement, ("@after", after), ("@through", through))]);
        }
    }

    private async Task<string?> EndAsync(string table, string after) => (await tables.ReadAsync(
        new SqlStatement(
            $"SELECT max(member) FROM (SELECT member FROM {table} WHERE member > @after ORDER BY member LIMIT @many)",
            ("@after", after), ("@many", PersonsAtOnce)),
        row => row.IsDBNull(0) ? null : row.GetString(0)))[0];

    // Without patience: who waits for readers here has the writer's lock meanwhile. Most of the log is moved before, without that lock.
    private bool CutLog()
    {
        using var connection = file.Connect();
        connection.Execute("PRAGMA busy_timeout = 0");
        using var checkpoint = new SqliteCommand("PRAGMA wal_checkpoint(PASSIVE)", connection);
        using (checkpoint.ExecuteReader())
        {
            // It answers busy or not, which does not matter yet.
        }

        checkpoint.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
        // SQLite's own patience alone counts; the provider would try again for as long as its own.
        checkpoint.CommandTimeout = 1;
        using var answer = checkpoint.ExecuteReader();
        return answer.Read() && answer.GetInt64(0) == 0;
    }
}
