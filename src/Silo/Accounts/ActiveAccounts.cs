using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Loyalty.Domain;

namespace Loyalty.Silo;

/// <summary>The accounts that are live in this silo.</summary>
internal sealed class ActiveAccounts : IDisposable
{
    private readonly ConcurrentDictionary<MemberId, OrleansLoyaltyAccountGrain> _live = new();
    private readonly Meter _meter = new("Loyalty.Grains");
    private int _count;

    public ActiveAccounts() =>
        _meter.CreateObservableGauge("loyalty_live_accounts", () => _count, description: "Account actors in memory.");

    public int Count => _count;

    public bool Contains(MemberId member) => _live.ContainsKey(member);

    public void Add(MemberId member, OrleansLoyaltyAccountGrain account)
    {
        _live[member] = account;
        Interlocked.Increment(ref _count);
    }

    public void Remove(MemberId member, OrleansLoyaltyAccountGrain account)
    {
        _live.TryRemove(KeyValuePair.Create(member, account));
        Interlocked.Decrement(ref _count);
    }

    /// <summary>
    /// Another silo has changed the account, so the one that is live here is a second activation that Orleans has not noticed yet, or
    /// one that has just moved: it goes, and whoever asks next is answered from the journal.
    /// </summary>
    public void ChangedElsewhere(MemberId member)
    {
        if (_live.TryGetValue(member, out var stale))
            stale.DeactivateOnIdle();
    }

    public void Dispose() => _meter.Dispose();
}
