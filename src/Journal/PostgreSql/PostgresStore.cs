using Microsoft.Extensions.Logging;
using Npgsql;

namespace Loyalty.Journal;

/// <summary>Puts the parts of a PostgreSQL journal together.</summary>
internal static class PostgresStore
{
    public static async Task<LoyaltyStore> OpenAsync(
        string connectionString, JournalLimits limits, TimeProvider time, ILogger log, CancellationToken cancellation)
    {
        var database = await PostgresDatabase.OpenAsync(connectionString, cancellation);
        var writer = new GroupCommitWriter(new ServerCommitter<NpgsqlConnection>(new PostgresDialect(database), limits, time, log), limits, time, log);
        var unreadable = new UnreadableRows(log);
        var questions = new QueryBatcher(database);
        var journal = new PostgresJournal(database, questions, writer, limits, unreadable);
        log.LogInformation("The PostgreSQL journal is open");
        return new LoyaltyStore(journal, journal, unreadable, [writer, questions, database]);
    }
}
