using System.Data.Common;
using Loyalty.Grains;
using Microsoft.Data.SqlClient;
using Microsoft.Extensions.Logging;

namespace Loyalty.Journal;

/// <summary>The connections of a SQL Server journal: a pool to read with, and one at a time to write with.</summary>
internal sealed class SqlServerDatabase : IServerReads, IAsyncDisposable
{
    /// <summary>Times a read is tried: pooled connections may be dead from before a restart, and a reader yields to the writer in a deadlock.</summary>
    private const int ReadAttempts = 2;

    /// <summary>Connections that read at once, unless the connection string says otherwise.</summary>
    private const int ReadConnections = 16;

    /// <summary>Seconds that connecting to write, or a batch, may take at most before it counts as lost.</summary>
    private const int WriteSeconds = 10;

    /// <summary>What the database does with commits and readers, of its own settings.</summary>
    public const string Settings =
        "SELECT delayed_durability, CAST(is_read_committed_snapshot_on AS integer) FROM sys.databases WHERE database_id = DB_ID()";

    /// <summary>An error ends the transaction whole; of two that block each other, the reader gives way.</summary>
    public const string WriteSession =
        """
        SET XACT_ABORT, NOCOUNT, QUOTED_IDENTIFIER, ANSI_NULLS, ANSI_PADDING, ANSI_WARNINGS, ARITHABORT, CONCAT_NULL_YIELDS_NULL ON;
        SET IMPLICIT_TRANSACTIONS, NUMERIC_ROUNDABORT OFF;
        SET TRANSACTION ISOLATION LEVEL READ COMMITTED;
        SET DEADLOCK_PRIORITY HIGH;
        """;

    /// <summary>Keeps other starters out until the transaction ends.</summary>
    public const string MigrationLock =
        """
        BEGIN TRANSACTION;
        DECLARE @granted integer;
        EXEC @granted = sp_getapplock @Resource = N'loyalty-journal', @LockMode = N'Exclusive', @LockOwner = N'Transaction', @LockTimeout = -1;
        IF @granted < 0 THROW 51000, N'The lock of the journal was not granted.', 1;
        """;

    private readonly string _reading;
    private readonly string _writing;
    private volatile bool _closed;

    private SqlServerDatabase(SqlConnectionStringBuilder settings)
    {
        _reading = settings.ConnectionString;
        _writing = new SqlConnectionStringBuilder(settings.ConnectionString)
        {
            Pooling = false,
            ConnectRetryCount = 0,
            ConnectTimeout = WriteSeconds,
            CommandTimeout = WriteSeconds,
        }.ConnectionString;
    }

    /// <summary>Reaches the server and brings the database to today's schema.</summary>
    /// <exception cref="JournalRefusedException">The server refuses for good, a newer engine has been here, or commits would not be durable.</exception>
    /// <exception cref="JournalUnavailableException">It cannot be reached now.</exception>
    public static async Task<SqlServerDatabase> OpenAsync(string connectionString, ILogger log, CancellationToken cancellation)
    {
        var database = new SqlServerDatabase(Parse(connectionString));
        SqlServerCultures.Need();
        try
        {
            await Task.Run(() => database.Prepare(log), cancellation);
            return database;
        }
        catch (SqlException e)
        {
            throw SqlServerErrors.Refusal(e);
        }
    }

    public SqlConnection ConnectToWrite()
    {
        var connection = new SqlConnection(_writing);
        try
        {
            connection.Open();
            connection.Execute(WriteSession);
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
            if (_closed)
                throw new JournalUnavailableException("The journal is closed.");
            try
            {
                await using var connection = new SqlConnection(_reading);
                await connection.OpenAsync();
                return await read(connection);
            }
            catch (SqlException e) when (attempt == ReadAttempts || SqlServerErrors.IsFinal(e))
            {
                throw SqlServerErrors.Unavailable(e);
            }
            catch (SqlException)
            {
                // Once more, on another connection.
            }
            catch (InvalidOperationException e) when (e is not ObjectDisposedException)
            {
                // The pool had none in time.
                throw SqlServerErrors.Unavailable(e);
            }
        }
    }

    public ValueTask DisposeAsync()
    {
        _closed = true;
        using var any = new SqlConnection(_reading);
        SqlConnection.ClearPool(any);
        return ValueTask.CompletedTask;
    }

    private static SqlConnectionStringBuilder Parse(string connectionString)
    {
        try
        {
            var settings = new SqlConnectionStringBuilder(connectionString) { MultipleActiveResultSets = false, Enlist = false };
            if (!settings.ShouldSerialize("Max Pool Size"))
                settings.MaxPoolSize = Math.Max(ReadConnections, settings.MinPoolSize);
            if (!settings.ShouldSerialize("Application Name"))
                settings.ApplicationName = "loyalty";
            return settings;
        }
        catch (Exception e) when (e is ArgumentException or FormatException)
        {
            throw new JournalRefusedException($"Loyalty:Journal:ConnectionString is not valid for sqlserver: {e.Message}", e);
        }
    }

    // Processes that start together take turns.
    private void Prepare(ILogger log)
    {
        using var connection = ConnectToWrite();
        CheckSettings(connection, log);
        connection.Execute(MigrationLock);
        SchemaMigrator.Migrate(connection, SqlServerSchema.Migrations, SqlServerSchema.MakeVersions);
        connection.Execute("COMMIT TRANSACTION");
    }

    private static void CheckSettings(SqlConnection connection, ILogger log)
    {
        using var command = new SqlCommand(Settings, connection);
        using var row = command.ExecuteReader();
        if (!row.Read())
            return;
        const int Forced = 2;
        if (row.GetInt32(0) == Forced)
        {
            throw new JournalRefusedException(
                "SQL Server would answer before a commit is on the disk: ALTER DATABASE CURRENT SET DELAYED_DURABILITY = DISABLED.");
        }

        if (row.GetInt32(1) == 0)
        {
            log.LogWarning(
                "Readers wait for the writer in this database: ALTER DATABASE CURRENT SET READ_COMMITTED_SNAPSHOT ON, while nothing is connected");
        }
    }
}
