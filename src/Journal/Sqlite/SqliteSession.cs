using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Loyalty.Journal;

/// <summary>The writer's connection and its prepared statements.</summary>
internal sealed class SqliteSession : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly Dictionary<string, SqliteStatement> _statements = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SqliteCommand> _commands = new(StringComparer.Ordinal);

    public SqliteSession(SqliteFile file) => _connection = file.Connect();

    public void Begin() => Run("BEGIN IMMEDIATE");

    public void Commit() => Run("COMMIT");

    /// <summary>Ends a transaction that failed. SQLite may have ended it already.</summary>
    public void Rollback()
    {
        try
        {
            Run("ROLLBACK");
        }
        catch (SqliteException)
        {
            // There was none any more.
        }
    }

    /// <summary>
    /// Whether a commit waits for the disk. Index entries need not: they can be made again from the journal, and the log keeps the
    /// order of all commits.
    /// </summary>
    public void WaitForDisk(bool wait) => Run(wait ? "PRAGMA synchronous = FULL" : "PRAGMA synchronous = NORMAL");

    public void Insert(in TailRow row, in EncodedEvent stored, long at) => Run(
        "INSERT INTO journal (sequence, member, version, type, body, at, due, key, checksum) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        row.Sequence, row.Member, row.Version, stored.Type, stored.Body, at, row.Due, row.Key, stored.Checksum);

    /// <summary>The member's last version in the stored index, or 0.</summary>
    public long IndexedVersion(string member) =>
        Find("SELECT version FROM member_index WHERE member = ?1 ORDER BY version DESC LIMIT 1", member) ?? 0;

    public bool IsIndexed(string key) => Find("SELECT sequence FROM key_index WHERE key = ?1", key) is not null;

    /// <summary>
    /// Adds an index entry. One that is there already is left, as a run that was broken off begins again; one that points elsewhere
    /// would mean that a unique key was given twice, and the null it is answered with stops the run.
    /// </summary>
    public void Index(IndexKind kind, in TailRow row)
    {
        switch (kind)
        {
            case IndexKind.Member:
                Run(
                    """
                    INSERT INTO member_index (member, version, sequence) VALUES (?1, ?2, ?3)
                    ON CONFLICT DO UPDATE SET sequence = CASE WHEN sequence = excluded.sequence THEN sequence END
                    """,
                    row.Member, row.Version, row.Sequence);
                break;
            case IndexKind.Key:
                Run(
                    """
                    INSERT INTO key_index (key, sequence) VALUES (?1, ?2)
                    ON CONFLICT DO UPDATE SET sequence = CASE WHEN sequence = excluded.sequence THEN sequence END
                    """,
                    row.Key, row.Sequence);
                break;
            default:
                Run("INSERT OR IGNORE INTO due_index (due, sequence, member) VALUES (?1, ?2, ?3)", row.Due, row.Sequence, row.Member);
                break;
        }
    }

    /// <summary>Moves the write-ahead log to the file.</summary>
    /// <exception cref="SqliteException">The file could not be written.</exception>
    /// <returns>Pages of the log that are moved by now.</returns>
    public int MoveLog() => SqliteCheckpoints.Move(_connection);

    /// <summary>Pages written to the log since the last call.</summary>
    public int TakePagesWritten()
    {
        SqliteException.ThrowExceptionForRC(
            raw.sqlite3_db_status(_connection.Handle!, raw.SQLITE_DBSTATUS_CACHE_WRITE, out var pages, out _, resetFlg: 1), _connection.Handle!);
        return pages;
    }

    /// <summary>The indexes hold every row up to this one.</summary>
    public long IndexedThrough
    {
        get => Find("SELECT through FROM journal_index") ?? 0;
        set => Run("UPDATE journal_index SET through = ?1", value);
    }

    /// <summary>Changes beside the journal, of which each batch without rows is one.</summary>
    public long Changes => Find("SELECT changes FROM answered") ?? 0;

    /// <summary>The batch at hand has changed something beside the journal alone.</summary>
    public void CountChange() => Run("UPDATE answered SET changes = changes + 1");

    /// <summary>What the file has at least from now on.</summary>
    public void KeepLeast(long sequence) => Run("UPDATE answered SET least_sequence = ?1, least_changes = changes", sequence);

    /// <summary>The rows after a sequence, in order; those that cannot be read have a fault.</summary>
    public IEnumerable<StoredEvent> RowsAfter(long sequence)
    {
        using var command = Create($"SELECT {SqliteRows.Columns} FROM journal j WHERE j.sequence > @after ORDER BY j.sequence");
        command.Parameters.AddWithValue("@after", sequence);
        using var reader = command.ExecuteReader();
        while (reader.Read())
            yield return RowReading.Of(reader, SqliteRows.Stored);
    }

    /// <summary>Runs a statement of the tables beside the journal.</summary>
    public void Run(SqlStatement statement)
    {
        if (!_commands.TryGetValue(statement.Text, out var command))
        {
            command = Create(statement.Text);
            statement.Bind(command.Parameters, command.CreateParameter);
            _commands.Add(statement.Text, command);
        }
        else
        {
            foreach (var (name, value) in statement.Parameters)
                command.Parameters[name].Value = value ?? DBNull.Value;
        }

        command.ExecuteNonQuery();
    }

    public void Dispose()
    {
        foreach (var statement in _statements.Values)
            statement.Dispose();
        foreach (var command in _commands.Values)
            command.Dispose();
        _connection.Dispose();
    }

    private void Run(string text, params ReadOnlySpan<object?> values) => Prepared(text).Run(values);

    private long? Find(string text, params ReadOnlySpan<object?> values) => Prepared(text).Find(values);

    // Texts are constants, so the dictionary has as many entries as there are statements.
    private SqliteStatement Prepared(string text)
    {
        if (!_statements.TryGetValue(text, out var statement))
            _statements.Add(text, statement = new SqliteStatement(_connection, text));
        return statement;
    }

    private SqliteCommand Create(string text)
    {
        var command = _connection.CreateCommand();
        command.CommandText = text;
        return command;
    }
}
