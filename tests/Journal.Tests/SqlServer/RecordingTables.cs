using System.Data.Common;

namespace Loyalty.Journal.Tests;

/// <summary>Keeps what a store would have a database do. Reads find nothing, but for the answers that a test lays out.</summary>
internal sealed class RecordingTables : ISqlTables
{
    public List<SqlStatement> Statements { get; } = [];

    /// <summary>The rows of the next reads, as the store maps them.</summary>
    public Queue<object> Answers { get; } = [];

    public Task WriteAsync(IReadOnlyList<SqlStatement> statements)
    {
        Statements.AddRange(statements);
        return Task.CompletedTask;
    }

    public Task<bool> ScrubAsync() => Task.FromResult(false);

    public Task<IReadOnlyList<T>> ReadAsync<T>(SqlStatement query, Func<DbDataReader, T> map)
    {
        Statements.Add(query);
        return Task.FromResult(Answers.TryDequeue(out var answer) ? (IReadOnlyList<T>)answer : []);
    }
}
