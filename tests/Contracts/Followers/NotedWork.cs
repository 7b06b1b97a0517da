using System.Collections.Concurrent;
using Loyalty.Domain;
using Loyalty.Grains;

namespace Loyalty.Contracts;

/// <summary>Work that notes what was done, in the order it was, and fails as a test says.</summary>
public sealed class NotedWork(int lanes = 1, IReadOnlyList<string>? streams = null) : IFollowerKind, IFollowerWork
{
    private readonly ConcurrentQueue<FollowedEvent> _done = new();

    public string Name { get; init; } = "noted";

    public int Lanes => lanes;

    public int Rest => 0;

    public IReadOnlyList<string> Streams => streams ?? [IEventStream.Ledger];

    /// <summary>Is asked before an event counts as done; what it throws is the event's failure.</summary>
    public Func<FollowedEvent, CancellationToken, Task> Before { get; set; } = (_, _) => Task.CompletedTask;

    public ConcurrentQueue<int> Attempts { get; } = new();

    public IReadOnlyList<FollowedEvent> Done => [.. _done];

    public IReadOnlyList<long> Versions(MemberId member) => [.. _done.Where(one => one.Member == member && one.Stream == IEventStream.Ledger).Select(one => one.Place)];

    public IFollowerWork Open(string follower) => this;

    public async Task<WorkResult> DoAsync(WorkBatch batch, CancellationToken cancellation)
    {
        Attempts.Enqueue(batch.Attempt);
        foreach (var one in batch.Events)
        {
            await Before(one, cancellation);
            _done.Enqueue(one);
        }

        return WorkResult.Done;
    }
}
