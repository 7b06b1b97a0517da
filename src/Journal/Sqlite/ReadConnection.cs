using Microsoft.Data.Sqlite;

namespace Loyalty.Journal;

/// <summary>
/// A connection that only reads. What is asked often is compiled once a connection: compiling a statement costs more than finding a row.
/// </summary>
internal sealed class ReadConnection(string connectionString) : SqliteConnection(connectionString)
{
    /// <summary>Statements that are kept compiled; what is asked beyond them is compiled each time.</summary>
    private const int MostKept = 64;

    private readonly Dictionary<string, SqliteCommand> _kept = new(StringComparer.Ordinal);
    private SqliteStatement? _begin;
    private SqliteStatement? _commit;

    /// <summary>Begins a transaction that sees the commits before its first question.</summary>
    public void Begin() => (_begin ??= new SqliteStatement(this, "BEGIN DEFERRED")).Run();

    /// <summary>Ends it.</summary>
    public void Commit() => (_commit ??= new SqliteStatement(this, "COMMIT")).Run();

    /// <summary>What a statement answers, read on the spot: one text has one answer at a time, and the same parameters in the same order.</summary>
    public T Ask<T>(SqlStatement statement, Func<SqliteDataReader, T> read)
    {
        var (text, parameters) = statement;
        if (!_kept.Remove(text, out var command))
            command = Compile(text, parameters);
        var isSound = false;
        try
        {
            for (var i = 0; i < parameters.Length; i++)
                command.Parameters[i].Value = parameters[i].Value ?? DBNull.Value;
            using var reader = command.ExecuteReader();
            var answer = read(reader);
            isSound = true;
            return answer;
        }
        finally
        {
            if (!isSound || _kept.Count >= MostKept || !_kept.TryAdd(text, command))
                command.Dispose();
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _begin?.Dispose();
            _commit?.Dispose();
            foreach (var command in _kept.Values)
                command.Dispose();
            _kept.Clear();
        }

        base.Dispose(disposing);
    }

    private SqliteCommand Compile(string text, (string Name, object? Value)[] parameters)
    {
        var command = CreateCommand();
        command.CommandText = text;
        foreach (var (name, _) in parameters)
            command.Parameters.Add(new SqliteParameter { ParameterName = name });
        return command;
    }
}
