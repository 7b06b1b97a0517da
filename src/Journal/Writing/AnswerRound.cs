namespace Loyalty.Journal;

/// <summary>
/// Tells some callers of a batch what became of their writes, one after the other on one thread of the pool. Each goes on there
/// with its own business: a thread of its own for every answer would cost more in waking than most have left to do, and the writer
/// has the next batch to see to.
/// </summary>
internal sealed class AnswerRound : IThreadPoolWorkItem
{
    /// <summary>Callers that are told on one thread: few, since the last one waits until the others have gone on.</summary>
    private const int Callers = 8;

    private readonly PendingWrite[] _writes;
    private readonly IReadOnlyDictionary<PendingWrite, Exception> _failures;
    private readonly JournalMetrics _metrics;
    private readonly CountdownEvent _underWay;

    private AnswerRound(
        PendingWrite[] writes, IReadOnlyDictionary<PendingWrite, Exception> failures, JournalMetrics metrics, CountdownEvent underWay)
    {
        _writes = writes;
        _failures = failures;
        _metrics = metrics;
        _underWay = underWay;
    }

    /// <summary>Answers a whole batch, in rounds.</summary>
    /// <param name="underWay">Counts the rounds that have not ended.</param>
    public static void Tell(
        List<PendingWrite> batch,
        IReadOnlyList<(PendingWrite Write, Exception Reason)> failures,
        JournalMetrics metrics,
        CountdownEvent underWay)
    {
        var reasons = failures.ToDictionary(failure => failure.Write, failure => failure.Reason);
        for (var from = 0; from < batch.Count; from += Callers)
        {
            var writes = batch.GetRange(from, Math.Min(Callers, batch.Count - from)).ToArray();
            underWay.AddCount();
            ThreadPool.UnsafeQueueUserWorkItem(new AnswerRound(writes, reasons, metrics, underWay), preferLocal: false);
        }
    }

    public void Execute()
    {
        try
        {
            foreach (var write in _writes)
                Tell(write);
        }
        finally
        {
            _underWay.Signal();
        }
    }

    private void Tell(PendingWrite write)
    {
        if (_failures.TryGetValue(write, out var reason))
            write.Fail(reason, _metrics);
        else
            write.Settle(_metrics);
    }
}
