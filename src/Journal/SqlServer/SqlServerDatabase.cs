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

    /// <summary>Seconds that connecting to write, or a batch, may take at most before it counts as lost.</summary>
    private const int WriteSeconds = 10;

    /// <summary>Seconds that a migration may take, and that another starter may wait behind it.</summary>
    private const int MigrationSeconds = 3600;

    /// <summary>
    /// How long the first attempt to read waits for a connection before it is asked whether the server is there at all. The second one
    /// waits for as long as the connection string says.
    /// </summary>
    private static readonly TimeSpan FirstPatience = TimeSpan.FromSeconds(5);

    /// <summary>How long reads and batches wait for a server that was lost, each time they are tried.</summary>
    private static readonly TimeSpan LostPatience = TimeSpan.FromSeconds(2);

    /// <summary>What the database does with commits and readers, of its own settings. On Azure its number may be another there.</summary>
    public const string Settings =
        "SELECT delayed_durability, CAST(is_read_committed_snapshot_on AS integer) FROM sys.databases WHERE name = DB_NAME()";

    /// <summary>Fails where the user may not use the types of tables that rows are sent in.</summary>
    public const string UseTypes = $"DECLARE @rows {SqlServerTables.JournalType}, @names journal_names, @persons person_rows;";

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
    private readonly string _migrating;
    private readonly SqlServerReachability _reachability;
    private volatile bool _closed;

    private SqlServerDatabase(SqlConnectionStringBuilder settings)
    {
        _reading = settings.ConnectionString;
        _writing = Unpooled(settings, WriteSeconds);
        _migrating = Unpooled(settings, MigrationSeconds);
        _reachability = new SqlServerReachability(() => Connect(_writing).Dispose(), LostPatience);
    }

    /// <summary>Reaches the server and brings the database to today's schema.</summary>
    /// <exception cref="JournalRefusedException">
    /// The server refuses for good or is not trusted, a newer engine has been here, or commits would not be durable.
    /// </exception>
    /// <exception cref="JournalUnavailableException">It cannot be reached now.</exception>
    public static async Task<SqlServerDatabase> OpenAsync(string connectionString, ILogger log, CancellationToken cancellation)
    {
        var database = new SqlServerDatabase(SqlServerSettings.Parse(connectionString));
        SqlServerCultures.Need();
        try
        {
            await Task.Run(() => database.Prepare(log), cancellation);
            return database;
        }
        catch (Exception e) when (e is SqlException || SqlServerErrors.IsOfProgram(e))
        {
            throw SqlServerErrors.Refusal(e);
        }
    }

    public SqlConnection ConnectToWrite()
    {
        _reachability.WaitAsync().GetAwaiter().GetResult();
        return Noting(() => Connect(_writing));
    }

    /// <summary>Does what is given, and notes when the server was lost over it.</summary>
    public T Noting<T>(Func<T> action)
    {
        try
        {
            return action();
        }
        catch (SqlException e)
        {
            _reachability.Note(e);
            throw;
        }
    }

    private static SqlConnection Connect(string connectionString)
    {
        var connection = new SqlConnection(connectionString);
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
            await _reachability.WaitAsync();
            try
            {
                await using var connection = new SqlConnection(_reading);
                using var patience = new CancellationTokenSource(attempt < ReadAttempts ? FirstPatience : Timeout.InfiniteTimeSpan);
                await connection.OpenAsync(patience.Token);
                return await read(connection);
            }
            catch (SqlException e)
            {
                _reachability.Note(e);
                if (attempt == ReadAttempts || SqlServerErrors.IsFinal(e))
                    throw SqlServerErrors.Unavailable(e);
            }
            catch (OperationCanceledException) when (attempt < ReadAttempts)
            {
                _reachability.Lose();
            }
            catch (Exception e) when ((e is InvalidOperationException and not ObjectDisposedException) || SqlServerErrors.IsOfProgram(e))
            {
                // The pool had none in time, or the driver is not whole.
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

    private static string Unpooled(SqlConnectionStringBuilder settings, int seconds) => new SqlConnectionStringBuilder(settings.ConnectionString)
    {
        Pooling = false,
        ConnectTimeout = WriteSeconds,
        CommandTimeout = seconds,
    }.ConnectionString;

    // Processes that start together take turns.
    private void Prepare(ILogger log)
    {
        using var connection = Connect(_migrating);
        CheckSettings(connection, log);
        connection.Execute(MigrationLock);
        SchemaMigrator.Migrate(connection, SqlServerSchema.Migrations, SqlServerSchema.MakeVersions);
        connection.Execute("COMMIT TRANSACTION");
        connection.Execute(UseTypes);
    }

    private static void CheckSettings(SqlConnection connection, ILogger log)
    {
        using var command = new SqlCommand(Settings, connection);
        using var row = command.ExecuteReader();
        if (!row.Read())
            throw new JournalRefusedException("SQL Server does not say whether commits are durable: its sys.databases does not have this database.");
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
