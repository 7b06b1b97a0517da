using Microsoft.Extensions.Logging;

namespace Loyalty.Journal;

/// <summary>Puts the parts of a SQLite journal together.</summary>
internal static class SqliteStore
{
    public static LoyaltyStore Open(string connectionString, JournalLimits limits, TimeProvider time, ILogger log)
    {
        var file = SqliteFile.Open(connectionString, limits, log);
        try
        {
            var unreadable = new UnreadableRows(log);
            var (tail, loader) = (new UnindexedTail(limits.IndexRunRows), new TailLoader(unreadable) { ChecksumsAfter = file.ChecksumsAfter });
            var writer = new GroupCommitWriter(new SqliteCommitter(file, tail, loader, limits, log), limits, time, log);
            var readers = new SqliteReaders(file);
            var journal = new SqliteJournal(readers, tail, writer, limits, unreadable, file.ChecksumsAfter);
            var scrub = journal.Scrub = new SqliteScrub(file, journal, time, log);
            log.LogInformation("Journal {Path} is open, last sequence {Sequence}", file.Path, tail.LastSequence);
            return new LoyaltyStore(journal, journal, unreadable, [scrub, writer, readers, new LetGo(file)]);
        }
        catch (Exception e)
        {
            file.Dispose();
            if (SqliteFile.Refusal(file.Path, e) is { } refusal)
                throw refusal;
            throw;
        }
    }

    private sealed class LetGo(SqliteFile file) : IAsyncDisposable
    {
        public ValueTask DisposeAsync()
        {
            file.Close();
            return ValueTask.CompletedTask;
        }
    }
}
