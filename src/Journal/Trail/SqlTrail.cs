using System.Collections.Concurrent;
using Loyalty.Grains;

namespace Loyalty.Journal;

/// <summary>
/// Writes the trail. Whoever has the turn takes along all who wait, so that a crowd shares a commit and the chain is reckoned by
/// one; where another process was faster, the end is read anew and the chain reckoned again.
/// </summary>
internal sealed class SqlTrail(ISqlTables tables) : ITrail, IDisposable
{
    /// <summary>Records that wait; more are turned away.</summary>
    public const int MaxWaiting = 4096;

    /// <summary>Records of one commit.</summary>
    public const int MaxAtOnce = 256;

    /// <summary>Times a batch is chained anew because other processes were faster.</summary>
    public const int MaxConflicts = 10;

    private readonly ConcurrentQueue<Pending> _waiting = new();
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly TrailTables _tables = new(tables);
    private TrailEnd? _head;
    private int _count;

    public async Task<TrailRecord> AddAsync(TrailEntry entry, DateTimeOffset at)
    {
        RequireBounds(entry);
        if (Interlocked.Increment(ref _count) > MaxWaiting)
        {
            Interlocked.Decrement(ref _count);
            throw new EngineBusyException($"{MaxWaiting} records of the trail wait already.");
        }

        var pending = new Pending(entry, at);
        _waiting.Enqueue(pending);
        await _turn.WaitAsync();
        try
        {
            while (!pending.Answer.Task.IsCompleted)
                await WriteWaitingAsync();
        }
        finally
        {
            _turn.Release();
        }

        return await pending.Answer.Task;
    }

    public void Dispose() => _turn.Dispose();

    private static void RequireBounds(TrailEntry entry)
    {
        if (entry.Source.Who.Length is 0 or > TrailSource.MaxWhoLength
            || entry.Subject?.Length > TrailEntry.MaxSubjectLength
            || entry.Reason?.Length > TrailEntry.MaxReasonLength
            || entry.Detail?.Length > TrailEntry.MaxDetailLength)
        {
            throw new ArgumentException($"A text of the record of {entry.Action} is longer than its bound.", nameof(entry));
        }
    }

    private async Task WriteWaitingAsync()
    {
        var batch = new List<Pending>();
        while (batch.Count < MaxAtOnce && _waiting.TryDequeue(out var next))
            batch.Add(next);
        Interlocked.Add(ref _count, -batch.Count);
        try
        {
            var records = await ChainAsync(batch);
            for (var i = 0; i < batch.Count; i++)
                batch[i].Answer.TrySetResult(records[i]);
        }
        catch (Exception fault)
        {
            _head = null;
            foreach (var pending in batch)
                pending.Answer.TrySetException(fault);
        }
    }

    private async Task<IReadOnlyList<TrailRecord>> ChainAsync(List<Pending> batch)
    {
        for (var conflicts = 0; conflicts < MaxConflicts; conflicts++)
        {
            var end = _head ??= await _tables.HeadAsync();
            var records = new List<TrailRecord>(batch.Count);
            foreach (var pending in batch)
            {
                records.Add(TrailSeal.After(end, pending.Entry, pending.At));
                end = new TrailEnd(records[^1].Sequence, records[^1].Hash);
            }

            await tables.WriteAsync([.. records.SelectMany(TrailRow.Insert)]);
            // All were written or none: each only behind the one before. The last one's hash names all of them.
            if (await _tables.ReadAfterAsync(end.Sequence - 1, 1) is [var last] && last.Hash == end.Hash)
            {
                _head = end;
                return records;
            }

            _head = null;
        }

        throw new EngineBusyException($"Other writers of the trail were faster {MaxConflicts} times in a row.");
    }

    private sealed record Pending(TrailEntry Entry, DateTimeOffset At)
    {
        public TaskCompletionSource<TrailRecord> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
