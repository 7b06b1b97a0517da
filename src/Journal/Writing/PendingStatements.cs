using System.Diagnostics;

namespace Loyalty.Journal;

/// <summary>Statements on the tables beside the journal; all or none. They must bear being run twice.</summary>
internal sealed class PendingStatements(IReadOnlyList<SqlStatement> statements) : PendingWrite
{
    private readonly TaskCompletionSource _answer = new(JournalTraces.Caller, TaskCreationOptions.RunContinuationsAsynchronously);

    public IReadOnlyList<SqlStatement> Statements { get; } = statements;

    public Task Answer => _answer.Task;

    public override Activity? Caller => (Activity?)_answer.Task.AsyncState;

    public override int Rows => Math.Max(1, Statements.Count);

    public override void Settle(JournalMetrics metrics) => _answer.TrySetResult();

    public override void Fail(Exception reason, JournalMetrics metrics) => _answer.TrySetException(reason);
}
