using System.Data.Common;

namespace Loyalty.Journal.Tests;

/// <summary>Keeps what a store would have a database do. Reads find nothing, but for one answer that a test may lay out.</summary>
internal sealed class RecordingTables : ISqlTables
{
    public List<SqlStatement> Statements { get; } = [];

    /// <summary>The rows of the next read, as the store maps them.</summary>
    public object? NextAnswer { get; set; }

    public Task WriteAsync(IReadOnlyList<SqlStatement> statements)
    {
        Statements.AddRange(statements);
        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<T>> ReadAsync<T>(SqlStatement query, Func<DbDataReader, T> map)
    {
        Statements.Add(query);
        var answer = (IReadOnlyList<T>?)NextAnswer ?? [];
        NextAnswer = null;
        return Task.FromResult(answer);
    }
}
