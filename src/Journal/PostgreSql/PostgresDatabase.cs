using System.Data.Common;
using Loyalty.Grains;
using Npgsql;

namespace Loyalty.Journal;

/// <summary>The connections of a PostgreSQL journal: a pool to read with, and one at a time to write with.</summary>
internal sealed class PostgresDatabase : IServerReads, IAsyncDisposable
{
    /// <summary>Times a read is tried: pooled connections may be dead from before a restart of the server.</summary>
    private const int ReadAttempts = 2;

    /// <summary>
    /// Connections that read at once, unless the connection string says otherwise. More would not make a server faster that answers
    /// from its cache, and a server has few to give: the driver's own default of 100 is all that PostgreSQL grants to everybody.
    /// </summary>
    private const int ReadConnections = 16;

    /// <summary>Statements that a connection keeps prepared.</summary>
    private const int PreparedStatements = 64;

    /// <summary>
    /// Every question is answered by an index. A plan that was made while a table was young must not read all of it once it has
    /// grown, and no question is worth compiling.
    /// </summary>
    private const string PlannerOptions = "-c enable_seqscan=off -c jit=off";

    /// <summary>Seconds that connecting to write, or a batch, may take at most before it counts as lost.</summary>
    private const int WriteSeconds = 10;

    /// <summary>Seconds that a migration may take, and that another starter may wait behind it.</summary>
    private const int MigrationSeconds = 3600;

    private readonly NpgsqlDataSource _readers;
    private readonly NpgsqlDataSource _writers;

    private PostgresDatabase(NpgsqlDataSource readers, NpgsqlDataSource writers)
    {
        _readers = readers;
        _writers = writers;
    }

    /// <summary>Reaches the server and brings the database to today's schema.</summary>
    /// <exception cref="JournalRefusedException">The server refuses for good, or a newer engine has been here.</exception>
    /// <exception cref="JournalUnavailableException">It cannot be reached now.</exception>
    public static async Task<PostgresDatabase> OpenAsync(string connectionString, CancellationToken cancellation)
    {
        var settings = Parse(connectionString);
        var database = new PostgresDatabase(
            Named(settings, "journal-readers"),
            Unpooled(settings, WriteSeconds));
        try
        {
            await using var migrators = Unpooled(settings, MigrationSeconds);
            await Task.Run(() => Migrate(migrators), cancellation);
            return database;
        }
        catch (NpgsqlException e)
        {
            await database.DisposeAsync();
            throw PostgresErrors.Refusal(e);
        }
        catch
        {
            await database.DisposeAsync();
            throw;
        }
    }

    /// <summary>
    /// A connection that writes, outside the pool. Each statement sees all that was committed before it, and every commit is on the
    /// disk when it returns, whatever the database's own defaults are.
    /// </summary>
    public NpgsqlConnection ConnectToWrite() => Connect(_writers);

    private static NpgsqlConnection Connect(NpgsqlDataSource writers)
    {
        var connection = writers.OpenConnection();
        try
        {
            connection.Execute(
                """
                SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL READ COMMITTED, READ WRITE;
                SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off';
                """);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    public async Task<T> ReadAsync<T>(Func<DbConnection, Task<T>> read)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await using var connection = await _readers.OpenConnectionAsync();
                return await read(connection);
            }
            catch (NpgsqlException e) when (attempt == ReadAttempts || PostgresErrors.IsFinal(e))
            {
                throw PostgresErrors.Unavailable(e);
            }
            catch (NpgsqlException)
            {
                // The driver has emptied the pool if the server went away. To empty it here for any other reason would make every
                // reader connect anew, just when the server has no connection to give.
            }
            catch (ObjectDisposedException e)
            {
                throw new JournalUnavailableException("The journal is closed.", e);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _writers.DisposeAsync();
        await _readers.DisposeAsync();
    }

    private static NpgsqlConnectionStringBuilder Parse(string connectionString)
    {
        try
        {
            var settings = new NpgsqlConnectionStringBuilder(connectionString);
            if (!settings.ShouldSerialize("Maximum Pool Size"))
                settings.MaxPoolSize = Math.Max(ReadConnections, settings.MinPoolSize);
            // Nothing here changes a session, so nothing has to be reset: the driver would send eight statements after each question.
            settings.NoResetOnClose = true;
            if (settings.MaxAutoPrepare == 0)
                settings.MaxAutoPrepare = PreparedStatements;
            settings.ApplicationName ??= "loyalty";
            settings.Options = $"{settings.Options} {PlannerOptions}".TrimStart();
            return settings;
        }
        catch (ArgumentException e)
        {
            throw new JournalRefusedException($"Loyalty:Journal:ConnectionString is not valid for postgres: {e.Message}", e);
        }
    }

    /// <param name="seconds">How long a statement may take.</param>
    private static NpgsqlDataSource Unpooled(NpgsqlConnectionStringBuilder settings, int seconds) => Named(
        new NpgsqlConnectionStringBuilder(settings.ConnectionString)
        {
            Pooling = false,
            Timeout = WriteSeconds,
            CommandTimeout = seconds,
        },
        "journal-writer");

    // The driver's metrics bear the name; without one they bear the connection string.
    private static NpgsqlDataSource Named(NpgsqlConnectionStringBuilder settings, string name) =>
        new NpgsqlDataSourceBuilder(settings.ConnectionString) { Name = name }.Build();

    // Processes that start together take turns.
    private static void Migrate(NpgsqlDataSource migrators)
    {
        using var connection = Connect(migrators);
        using var transaction = connection.BeginTransaction();
        connection.Execute($"SELECT pg_advisory_xact_lock({PostgresSchema.AdvisoryLock})");
        SchemaMigrator.Migrate(connection, PostgresSchema.Migrations);
        transaction.Commit();
    }
}
