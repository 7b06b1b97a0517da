using System.Collections.Concurrent;
using Loyalty.Domain;
using Loyalty.Grains;

namespace Loyalty.Contracts;

/// <summary>A real journal that a test can hold up, cut off and watch.</summary>
public sealed class WatchedJournal(IJournal inner) : IJournal
{
    private readonly ConcurrentDictionary<MemberId, int> _appending = new();
    private volatile TaskCompletionSource _gate = Opened();
    private int _waiting;
    private int _mostAtOnce;
    private int _overlapsOfOneMember;
    private int _loseAnswers;
    private int _refuse;

    /// <summary>Appends that were begun and not answered.</summary>
    public int Waiting => Volatile.Read(ref _waiting);

    /// <summary>The most appends under way at one time.</summary>
    public int MostAtOnce => Volatile.Read(ref _mostAtOnce);

    /// <summary>How often two appends of one member were under way at one time.</summary>
    public int OverlapsOfOneMember => Volatile.Read(ref _overlapsOfOneMember);

    /// <summary>Reads of due members fail as if the journal were away.</summary>
    public bool FailReads { get; set; }

    /// <summary>Appends wait until <see cref="Release"/>.</summary>
    public void Hold() => _gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Release() => _gate.TrySetResult();

    /// <summary>The next append becomes durable, but its answer is lost.</summary>
    public void LoseNextAnswer() => Interlocked.Increment(ref _loseAnswers);

    /// <summary>The next append is turned away as if the queue were full.</summary>
    public void RefuseNext() => Interlocked.Increment(ref _refuse);

    public async Task<AppendOutcome> AppendAsync(JournalAppend append)
    {
        if (Take(ref _refuse))
            throw new EngineBusyException("The test fills the queue.");
        if (_appending.AddOrUpdate(append.Member, 1, (_, n) => n + 1) > 1)
            Interlocked.Increment(ref _overlapsOfOneMember);
        var now = Interlocked.Increment(ref _waiting);
        InterlockedMax(ref _mostAtOnce, now);
        try
        {
            await _gate.Task;
            var outcome = await inner.AppendAsync(append);
            return Take(ref _loseAnswers) ? throw new JournalUnavailableException("The test lost the answer.") : outcome;
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
            _appending.AddOrUpdate(append.Member, 0, (_, n) => n - 1);
        }
    }

    public Task<IReadOnlyList<RecordedEvent>> ReadAccountAsync(MemberId member, long afterVersion, int limit) =>
        inner.ReadAccountAsync(member, afterVersion, limit);

    public Task<IReadOnlyList<MemberId>> ReadMembersAsync(MemberId? after, int limit) => inner.ReadMembersAsync(after, limit);

    public Task<IReadOnlyList<RecordedEvent>> ReadAllAsync(long afterSequence, int limit) => inner.ReadAllAsync(afterSequence, limit);

    public Task<IReadOnlyList<RecordedEvent>> FindAsync(IReadOnlyList<CommandKey> keys) => inner.FindAsync(keys);

    public Task<DuePage> ReadDueAsync(DueQuery query) =>
        FailReads ? throw new JournalUnavailableException("The test took the journal away.") : inner.ReadDueAsync(query);

    public Task<long> LastSequenceAsync() => inner.LastSequenceAsync();

    public Task CheckAsync(CancellationToken cancellation) => inner.CheckAsync(cancellation);

    private static TaskCompletionSource Opened()
    {
        var opened = new TaskCompletionSource();
        opened.SetResult();
        return opened;
    }

    private static bool Take(ref int counter)
    {
        while (Volatile.Read(ref counter) is > 0 and var n)
        {
            if (Interlocked.CompareExchange(ref counter, n - 1, n) == n)
                return true;
        }

        return false;
    }

    private static void InterlockedMax(ref int target, int value)
    {
        while (Volatile.Read(ref target) is var seen && seen < value)
        {
            if (Interlocked.CompareExchange(ref target, value, seen) == seen)
                return;
        }
    }
}
