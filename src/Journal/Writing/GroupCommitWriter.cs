using System.Diagnostics;
using System.Threading.Channels;
using Loyalty.Grains;
using Microsoft.Extensions.Logging;

namespace Loyalty.Journal;

/// <summary>
/// The one writer of a process: a thread that drains a bounded queue, a batch a transaction. While a batch is being committed the
/// next one gathers by itself, so there is no waiting for company. Callers are answered after the commit.
/// </summary>
/// <remarks>
/// A thread of its own, because the thread pool may be busy with the very callers that wait for it, and because the drivers'
/// blocking calls are the cheaper ones.
/// </remarks>
internal sealed class GroupCommitWriter : IAsyncDisposable
{
    private readonly Channel<PendingWrite> _queue;
    private readonly TaskCompletionSource _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly IBatchCommitter _committer;
    private readonly JournalLimits _limits;
    private readonly JournalMetrics _metrics;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private volatile bool _closing;

    public GroupCommitWriter(IBatchCommitter committer, JournalLimits limits, TimeProvider time, ILogger log)
    {
        _committer = committer;
        _limits = limits;
        _time = time;
        _log = log;
        _queue = Channel.CreateBounded<PendingWrite>(new BoundedChannelOptions(limits.QueuedWrites) { SingleReader = true });
        _metrics = new JournalMetrics(() => _queue.Reader.Count);
        new Thread(Run) { Name = "Loyalty journal writer", IsBackground = true }.Start();
    }

    /// <summary>Raised when events of the ledger were committed.</summary>
    public CommitSignal Commits { get; } = new();

    /// <summary>Puts a write in the queue.</summary>
    /// <exception cref="EngineBusyException">The queue is full or closing: it was not and will not be written.</exception>
    public void Enqueue(PendingWrite write)
    {
        if (_queue.Writer.TryWrite(write))
            return;
        if (write is PendingAppend)
            _metrics.Refused();
        throw new EngineBusyException(_closing ? "The journal is closing." : $"{_limits.QueuedWrites} writes wait already.");
    }

    /// <summary>Takes nothing more, writes what was taken and answers it, then closes the dialect's connection.</summary>
    public async ValueTask DisposeAsync()
    {
        _closing = true;
        _queue.Writer.TryComplete();
        await _stopped.Task;
        _metrics.Dispose();
    }

    private void Run()
    {
        var batch = new List<PendingWrite>();
        try
        {
            while (true)
            {
                if (Take(batch))
                {
                    Commit(batch);
                    Tidy(idle: false);
                }
                else if (!Tidy(idle: true) && !WaitForMore())
                {
                    break;
                }
            }
        }
        finally
        {
            _committer.Dispose();
            _stopped.TrySetResult();
        }
    }

    private bool WaitForMore() => _queue.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult();

    private bool Take(List<PendingWrite> batch)
    {
        batch.Clear();
        var rows = 0;
        while (_queue.Reader.TryPeek(out var next) && (batch.Count == 0 || rows + next.Rows <= _limits.BatchRows))
        {
            _queue.Reader.TryRead(out _);
            rows += next.Rows;
            batch.Add(next);
        }

        return batch.Count > 0;
    }

    private void Commit(List<PendingWrite> batch)
    {
        var started = _time.GetTimestamp();
        try
        {
            var failures = Store(batch);
            _metrics.Committed(batch.Sum(write => write.Rows), _time.GetElapsedTime(started));
            Answer(batch, failures);
            // Who follows comes after who waits.
            if (batch.OfType<PendingAppend>().Sum(append => append.Rows) is > 0 and var events)
                Commits.Raise(events);
        }
        catch (Exception e)
        {
            // Whatever it is, the callers must hear of it and the writer must go on.
            _log.LogError(e, "A batch of {Count} writes failed", batch.Count);
            var reason = e as JournalUnavailableException ?? new JournalUnavailableException(e.Message, e);
            Answer(batch, [.. batch.Select(write => (write, (Exception)reason))]);
        }
    }

    // Nobody goes on here: an account does in its own turn, others on the thread pool.
    private void Answer(List<PendingWrite> batch, IReadOnlyList<(PendingWrite Write, Exception Reason)> failures)
    {
        var reasons = failures.ToDictionary(failure => failure.Write, failure => failure.Reason);
        foreach (var write in batch)
        {
            if (reasons.TryGetValue(write, out var reason))
                write.Fail(reason, _metrics);
            else
                write.Settle(_metrics);
        }
    }

    private IReadOnlyList<(PendingWrite Write, Exception Reason)> Store(List<PendingWrite> batch)
    {
        // Ended before anybody is answered: who goes on must not be in the batch's span.
        using var span = JournalTraces.Begin(batch);
        try
        {
            return _committer.Commit(batch);
        }
        catch
        {
            span?.SetStatus(ActivityStatusCode.Error);
            throw;
        }
    }

    private bool Tidy(bool idle)
    {
        try
        {
            return _committer.Tidy(idle);
        }
        catch (Exception e)
        {
            // It is tried again after the next batch.
            _log.LogError(e, "Housekeeping of the journal failed");
            return false;
        }
    }
}
