using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Loyalty.Domain;

namespace Loyalty.Grains;

/// <summary>The account activations of this silo: counted as <c>loyalty_live_accounts</c>, and let go when another silo has written to theirs.</summary>
public sealed class ActiveAccounts : IDisposable
{
    private readonly ConcurrentDictionary<MemberId, LoyaltyAccountGrain> _active = new();
    private readonly Meter _meter = new("Loyalty.Grains");
    private int _count;

    public ActiveAccounts() =>
        _meter.CreateObservableGauge("loyalty_live_accounts", () => _count, description: "Account actors in memory.");

    public int Count => _count;

    public bool Contains(MemberId member) => _active.ContainsKey(member);

    /// <summary>
    /// Another silo has changed the account, so the activation here is a second one that Orleans has not noticed yet, or one that has
    /// just moved: it goes, and whoever asks next is answered from the journal.
    /// </summary>
    public void ChangedElsewhere(MemberId member)
    {
        if (_active.TryGetValue(member, out var stale))
            stale.DeactivateOnIdle();
    }

    public void Dispose() => _meter.Dispose();

    internal void Add(MemberId member, LoyaltyAccountGrain account)
    {
        _active[member] = account;
        Interlocked.Increment(ref _count);
    }

    internal void Remove(MemberId member, LoyaltyAccountGrain account)
    {
        _active.TryRemove(KeyValuePair.Create(member, account));
        Interlocked.Decrement(ref _count);
    }
}
