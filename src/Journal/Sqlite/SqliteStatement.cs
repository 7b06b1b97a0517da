using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Loyalty.Journal;

/// <summary>
/// A prepared statement of the hot path, straight on the native interface: the provider's commands look every parameter up by name
/// and make a reader for each run, which costs more than the insert itself.
/// </summary>
internal sealed class SqliteStatement : IDisposable
{
    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;

    public SqliteStatement(SqliteConnection connection, string text)
    {
        _database = connection.Handle!;
        SqliteException.ThrowExceptionForRC(raw.sqlite3_prepare_v2(_database, text, out _statement), _database);
    }

    /// <summary>Runs it to its end; rows, if any, are passed over.</summary>
    public void Run(params ReadOnlySpan<object?> values)
    {
        Bind(values);
        try
        {
            while (Step())
            {
                // Pragmas answer with a row.
            }
        }
        finally
        {
            raw.sqlite3_reset(_statement);
        }
    }

    /// <summary>The first column of the first row, or null when there is no row.</summary>
    public long? Find(params ReadOnlySpan<object?> values)
    {
        Bind(values);
        try
        {
            return Step() ? raw.sqlite3_column_int64(_statement, 0) : null;
        }
        finally
        {
            raw.sqlite3_reset(_statement);
        }
    }

    /// <exception cref="SqliteException">A value does not fit in memory.</exception>
    private void Bind(ReadOnlySpan<object?> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            var code = values[i] switch
            {
                null => raw.sqlite3_bind_null(_statement, i + 1),
                long number => raw.sqlite3_bind_int64(_statement, i + 1, number),
                int number => raw.sqlite3_bind_int64(_statement, i + 1, number),
                string text => BindText(i + 1, text),
                byte[] bytes => raw.sqlite3_bind_blob(_statement, i + 1, bytes),
                var other => throw new ArgumentException($"{other.GetType()} has no place in a table.", nameof(values)),
            };
            SqliteException.ThrowExceptionForRC(code, _database);
        }
    }

    private int BindText(int place, string text)
    {
        const int Short = 256;
        Span<byte> space = stackalloc byte[Short];
        var bytes = Encoding.UTF8.TryGetBytes(text, space, out var length) ? space[..length] : Encoding.UTF8.GetBytes(text);
        return raw.sqlite3_bind_text(_statement, place, bytes);
    }

    private bool Step()
    {
        var code = raw.sqlite3_step(_statement);
        if (code is raw.SQLITE_ROW or raw.SQLITE_DONE)
            return code == raw.SQLITE_ROW;
        SqliteException.ThrowExceptionForRC(code, _database);
        return false;
    }

    public void Dispose() => _statement.Dispose();
}
