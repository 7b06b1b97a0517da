using Loyalty.Grains;
using Npgsql;

namespace Loyalty.Journal;

/// <summary>PostgreSQL, as the committer writes to it.</summary>
internal sealed class PostgresDialect(PostgresDatabase database) : IServerDialect<NpgsqlConnection>
{
    public string Name => "PostgreSQL";

    public NpgsqlConnection ConnectToWrite() => database.ConnectToWrite();

    public void Commit(
        NpgsqlConnection connection, IReadOnlyList<PendingAppend> appends, IReadOnlyList<SqlStatement> statements, WrittenHeads heads) =>
        PostgresBatch.Commit(connection, appends, statements, heads);

    public HeldRows Inspect(NpgsqlConnection connection, IReadOnlyList<PendingAppend> appends) => PostgresInspection.Of(connection, appends);

    public bool IsConflict(Exception error) => PostgresErrors.IsConflict(error);

    public bool IsFinal(Exception error) => PostgresErrors.IsFinal(error);

    public JournalUnavailableException Unavailable(Exception error) => PostgresErrors.Unavailable(error);
}
