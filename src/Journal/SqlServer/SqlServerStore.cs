using Microsoft.Data.SqlClient;
using Microsoft.Extensions.Logging;

namespace Loyalty.Journal;

/// <summary>Puts the parts of a SQL Server journal together.</summary>
internal static class SqlServerStore
{
    public static async Task<LoyaltyStore> OpenAsync(
        string connectionString, JournalLimits limits, TimeProvider time, ILogger log, CancellationToken cancellation)
    {
        var database = await SqlServerDatabase.OpenAsync(connectionString, log, cancellation);
        var writer = new GroupCommitWriter(
            new ServerCommitter<SqlConnection>(new SqlServerDialect(database), limits, time, log), limits, time, log);
        var unreadable = new UnreadableRows(log);
        var questions = new QueryBatcher(database);
        var journal = new SqlServerJournal(database, questions, writer, limits, unreadable);
        log.LogInformation("The SQL Server journal is open");
        return new LoyaltyStore(journal, journal, unreadable, [writer, questions, database]);
    }
}
