using System.Collections.Concurrent;
using Loyalty.Grains;
using Microsoft.Data.Sqlite;

namespace Loyalty.Journal;

/// <summary>A few connections that read while the writer writes.</summary>
internal sealed class SqliteReaders(SqliteFile file) : IAsyncDisposable
{
    /// <summary>Reads that go on at once; more wait.</summary>
    private const int MaxReaders = 8;

    private readonly SemaphoreSlim _free = new(MaxReaders);
    private readonly ConcurrentBag<ReadConnection> _idle = [];
    private volatile bool _closed;

    /// <summary>
    /// Reads on a connection, in a transaction of its own: all its statements see the same commits, those before the first one.
    /// </summary>
    /// <exception cref="JournalUnavailableException">The file cannot be read, or the journal is closed.</exception>
    public async Task<T> ReadAsync<T>(Func<ReadConnection, T> read)
    {
        await _free.WaitAsync();
        try
        {
            if (_closed)
                throw new JournalUnavailableException("The journal is closed.");
            return await Task.Run(() => Read(read));
        }
        catch (SqliteException e) when (e.SqliteErrorCode is SQLitePCL.raw.SQLITE_CORRUPT or SQLitePCL.raw.SQLITE_NOTADB or SQLitePCL.raw.SQLITE_ERROR)
        {
            // A page that does not hang together, or a table that is gone: it is of no use to ask again.
            throw new JournalDamagedException("", 0, $"The journal is damaged: {e.Message}", e);
        }
        catch (SqliteException e)
        {
            throw new JournalUnavailableException($"The journal cannot be read: {e.Message}", e);
        }
        finally
        {
            _free.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        _closed = true;
        for (var i = 0; i < MaxReaders; i++)
            await _free.WaitAsync();
        foreach (var connection in _idle)
            connection.Dispose();
        _free.Release(MaxReaders);
    }

    private T Read<T>(Func<ReadConnection, T> read)
    {
        var connection = _idle.TryTake(out var idle) ? idle : file.ConnectToRead();
        var sound = false;
        try
        {
            connection.Begin();
            var answer = read(connection);
            connection.Commit();
            sound = true;
            return answer;
        }
        finally
        {
            if (sound)
                _idle.Add(connection);
            else
                connection.Dispose();
        }
    }
}
