using Loyalty.Grains;
using Npgsql;

namespace Loyalty.Journal;

/// <summary>PostgreSQL, as the committer writes to it.</summary>
internal sealed class PostgresDialect(PostgresDatabase database) : IServerDialect<NpgsqlConnection>
{
    // New pages of a new table: an old table may have room in the pages it has. Where temporary tables are not allowed, nothing is proved.
    private static readonly SqlStatement NewPages = new(
        """
        DO $$ BEGIN
            CREATE TEMPORARY TABLE loyalty_room ON COMMIT DROP AS SELECT repeat('.', 1000) FROM generate_series(1, 64);
        EXCEPTION WHEN insufficient_privilege THEN NULL;
        END $$
        """);

    public string Name => "PostgreSQL";

    public IReadOnlyList<SqlStatement> SpaceProbe => [NewPages];

    public NpgsqlConnection ConnectToWrite() => database.ConnectToWrite();

    public long Commit(
        NpgsqlConnection connection, IReadOnlyList<PendingAppend> appends, IReadOnlyList<SqlStatement> statements, VersionCache heads) =>
        PostgresBatch.Commit(connection, appends, statements, heads);

    public ExistingRows Inspect(NpgsqlConnection connection, IReadOnlyList<PendingAppend> appends) => PostgresInspection.Of(connection, appends);

    public bool IsConflict(Exception error) => PostgresErrors.IsConflict(error);

    public bool IsFinal(Exception error) => PostgresErrors.IsFinal(error);

    public bool IsOutOfSpace(Exception error) => PostgresErrors.IsOutOfSpace(error);

    public JournalUnavailableException Unavailable(Exception error) => PostgresErrors.Unavailable(error);
}
