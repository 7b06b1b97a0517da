using Loyalty.Grains;
using Microsoft.Data.SqlClient;

namespace Loyalty.Journal;

/// <summary>SQL Server, as the committer writes to it.</summary>
internal sealed class SqlServerDialect(SqlServerDatabase database) : IServerDialect<SqlConnection>
{
    public string Name => "SQL Server";

    // A temporary table would lie on another disk.
    public IReadOnlyList<SqlStatement> SpaceProbe => [];

    public SqlConnection ConnectToWrite() => database.ConnectToWrite();

    public long Commit(
        SqlConnection connection, IReadOnlyList<PendingAppend> appends, IReadOnlyList<SqlStatement> statements, VersionCache heads) =>
        database.Noting(() => SqlServerBatch.Run(connection, appends, statements, heads));

    public ExistingRows Inspect(SqlConnection connection, IReadOnlyList<PendingAppend> appends) =>
        database.Noting(() => SqlServerInspection.Of(connection, appends));

    public bool IsConflict(Exception error) => SqlServerErrors.IsConflict(error);

    public bool IsFinal(Exception error) => SqlServerErrors.IsFinal(error);

    public bool IsOutOfSpace(Exception error) => SqlServerErrors.IsOutOfSpace(error);

    public JournalUnavailableException Unavailable(Exception error) => SqlServerErrors.Unavailable(error);
}
