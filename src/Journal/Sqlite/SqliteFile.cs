using Loyalty.Grains;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace Loyalty.Journal;

/// <summary>The file of a SQLite journal, held by this process alone from opening to disposal.</summary>
internal sealed class SqliteFile : IDisposable
{
    /// <summary>How long a connection waits for another's lock; only an operator's own tools can hold one.</summary>
    private const int BusySeconds = 5;

    /// <summary>
    /// Pages of 4 KiB that gather in the write-ahead log until a commit moves them to the file itself: 128 MiB. Usually
    /// <see cref="SqliteCheckpoints"/> has moved them long before.
    /// </summary>
    private const int CheckpointPages = 32_768;

    /// <summary>Index pages that the writer keeps at hand: 64 MiB.</summary>
    private const int WriterCacheKiB = 65_536;

    private readonly FileStream _lock;
    private readonly string _connectionString;

    // SQLite counts the memory it has under one lock for all connections, which readers and writer wait for; nobody asks for the count.
    // It can be told so only before its first use in the process; later it keeps counting, which costs time and nothing else.
    static SqliteFile()
    {
        SQLitePCL.Batteries_V2.Init();
        SQLitePCL.raw.sqlite3_config(SQLitePCL.raw.SQLITE_CONFIG_MEMSTATUS, 0);
    }

    private SqliteFile(string path, string connectionString, FileStream held)
    {
        Path = path;
        _connectionString = connectionString;
        _lock = held;
    }

    public string Path { get; }

    /// <summary>Rows after this sequence have a checksum.</summary>
    public long ChecksumsAfter { get; private set; } = long.MaxValue;

    /// <summary>Takes the file for this process, makes its folder if need be and brings it to today's schema.</summary>
    /// <exception cref="JournalRefusedException">Another process has it, or it is no journal that this engine can read.</exception>
    public static SqliteFile Open(string connectionString, JournalLimits limits, ILogger log)
    {
        var settings = Parse(connectionString);
        var path = System.IO.Path.GetFullPath(settings.DataSource);
        var file = new SqliteFile(path, settings.ConnectionString, Take(path));
        try
        {
            new SqliteStartCheck(path, settings.ConnectionString, limits, log).Run();
            using var connection = file.Connect();
            connection.Execute("BEGIN IMMEDIATE");
            SchemaMigrator.Migrate(connection, SqliteSchema.Migrations);
            file.ChecksumsAfter = ReadChecksumsAfter(connection);
            // What a scrub left that was broken off.
            foreach (var table in RenewedTable.All)
            {
                foreach (var left in table.Clear)
                    connection.Execute(left.Text);
                foreach (var index in table.Indexes)
                    connection.Execute(index.Text);
            }

            // A file that can only be read says so when something is written to it, not before.
            connection.Execute($"INSERT INTO engine_facts (name, value) VALUES ('last-open', '{Guid.NewGuid():N}') ON CONFLICT DO UPDATE SET value = excluded.value");
            connection.Execute("COMMIT");
            return file;
        }
        catch (Exception e)
        {
            file.Dispose();
            if (Refusal(path, e) is { } refusal)
                throw refusal;
            throw;
        }
    }

    /// <summary>A connection that writes. Every commit is on the disk when it returns; what is deleted is overwritten.</summary>
    public SqliteConnection Connect() => Open(
        new SqliteConnection(_connectionString),
        $"""
        PRAGMA busy_timeout = {BusySeconds * 1000};
        PRAGMA journal_mode = WAL;
        PRAGMA synchronous = FULL;
        PRAGMA wal_autocheckpoint = {CheckpointPages};
        PRAGMA secure_delete = ON;
        PRAGMA temp_store = MEMORY;
        PRAGMA cache_size = -{WriterCacheKiB};
        """);

    /// <summary>A connection that only reads.</summary>
    public ReadConnection ConnectToRead() => Open(new ReadConnection(_connectionString), $"PRAGMA busy_timeout = {BusySeconds * 1000}; PRAGMA query_only = ON; PRAGMA temp_store = MEMORY;");

    public void Dispose() => _lock.Dispose();

    /// <summary>Lets the file go, and notes that all was well if its log is moved: unless somebody else reads, it goes with the last connection.</summary>
    public void Close()
    {
        if (AnsweredNote.Read(Path) is { } noted && !File.Exists(Path + "-wal"))
        {
            using var note = AnsweredNote.Open(Path, noted);
            note.Close();
        }

        Dispose();
    }

    private static T Open<T>(T connection, string pragmas)
        where T : SqliteConnection
    {
        try
        {
            connection.Open();
            connection.Execute(pragmas);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private static long ReadChecksumsAfter(SqliteConnection connection)
    {
        using var command = new SqliteCommand("SELECT value FROM engine_facts WHERE name = 'checksums-after'", connection);
        return long.TryParse(command.ExecuteScalar() as string, System.Globalization.CultureInfo.InvariantCulture, out var after) ? after : long.MaxValue;
    }

    private static SqliteConnectionStringBuilder Parse(string connectionString)
    {
        try
        {
            var settings = new SqliteConnectionStringBuilder(connectionString) { Pooling = false, DefaultTimeout = BusySeconds };
            if (settings.DataSource is "" or ":memory:" || settings.Mode == SqliteOpenMode.Memory)
                throw new JournalRefusedException("A SQLite journal needs a file: set Loyalty:Journal:ConnectionString to 'Data Source=<path>'.");
            return settings;
        }
        catch (ArgumentException e)
        {
            throw new JournalRefusedException($"Loyalty:Journal:ConnectionString is not valid for sqlite: {e.Message}", e);
        }
    }

    private static FileStream Take(string path)
    {
        try
        {
            var held = PrivateFiles.Hold(path + ".lock");
            // SQLite gives -wal and -shm the rights of the file itself; so that is made before SQLite would make it.
            PrivateFiles.Make(path);
            return held;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new JournalRefusedException(
                $"The journal '{path}' cannot be taken: another process has it open, or its folder cannot be written ({e.Message})", e);
        }
    }

    /// <summary>What a failure to open means to the operator; null where it is told already.</summary>
    public static Exception? Refusal(string path, Exception error) => error switch
    {
        SqliteException { SqliteErrorCode: SQLitePCL.raw.SQLITE_NOTADB } => new JournalRefusedException($"'{path}' is no SQLite file.", error),
        SqliteException { SqliteErrorCode: SQLitePCL.raw.SQLITE_CORRUPT or SQLitePCL.raw.SQLITE_CONSTRAINT } => Damaged(path, error),
        SqliteException { SqliteErrorCode: SQLitePCL.raw.SQLITE_CANTOPEN or SQLitePCL.raw.SQLITE_READONLY or SQLitePCL.raw.SQLITE_PERM } =>
            new JournalRefusedException($"The journal '{path}' cannot be opened for writing: {error.Message}", error),
        // A damaged page may give a schema or a row that no statement fits.
        SqliteException { SqliteErrorCode: SQLitePCL.raw.SQLITE_ERROR } => Damaged(path, error),
        SqliteException => new JournalUnavailableException($"The journal '{path}' cannot be opened now: {error.Message}", error),
        InvalidOperationException or InvalidCastException or ArgumentException or FormatException or OverflowException => Damaged(path, error),
        _ => null,
    };

    private static JournalRefusedException Damaged(string path, Exception error) =>
        new($"The journal '{path}' is damaged: restore it from a backup. {error.Message}", error);
}
