using Microsoft.Extensions.Logging;

namespace Loyalty.Journal;

/// <summary>Puts the parts of a SQLite journal together.</summary>
internal static class SqliteStore
{
    public static LoyaltyStore Open(string connectionString, JournalLimits limits, TimeProvider time, ILogger log)
    {
        var file = SqliteFile.Open(connectionString);
        try
        {
            var tail = new UnindexedTail(limits.IndexRunRows);
            var writer = new GroupCommitWriter(new SqliteCommitter(file, tail, limits, log), limits, time, log);
            var readers = new SqliteReaders(file);
            var journal = new SqliteJournal(file, readers, tail, writer, limits);
            log.LogInformation("Journal {Path} is open, last sequence {Sequence}", file.Path, tail.LastSequence);
            return new LoyaltyStore(journal, journal, [writer, readers, new LetGo(file)]);
        }
        catch (Microsoft.Data.Sqlite.SqliteException e)
        {
            file.Dispose();
            throw SqliteFile.Refusal(file.Path, e);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    private sealed class LetGo(SqliteFile file) : IAsyncDisposable
    {
        public ValueTask DisposeAsync()
        {
            file.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
