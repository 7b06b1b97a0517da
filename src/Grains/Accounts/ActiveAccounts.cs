using System.Diagnostics.CodeAnalysis;
using System.Diagnostics.Metrics;
using Loyalty.Domain;

namespace Loyalty.Grains;

/// <summary>The account activations of this silo: counted as <c>loyalty_live_accounts</c>, and let go when another silo has written to theirs.</summary>
/// <remarks>Sets under a lock each, because millions may be here: a third of what a concurrent dictionary takes for an entry.</remarks>
public sealed class ActiveAccounts : IDisposable
{
    private const int Sets = 64;

    private readonly HashSet<LoyaltyAccountGrain>[] _active = [.. Enumerable.Range(0, Sets).Select(_ => new HashSet<LoyaltyAccountGrain>(ByMember.Instance))];
    private readonly Meter _meter = new("Loyalty.Grains");
    private int _count;

    public ActiveAccounts() =>
        _meter.CreateObservableGauge("loyalty_live_accounts", () => _count, description: "Account actors in memory.");

    public int Count => _count;

    public bool Contains(MemberId member) => Find(member) is not null;

    /// <summary>
    /// Another silo has changed the account, so the activation here is a second one that Orleans has not noticed yet, or one that has
    /// just moved: it goes, and whoever asks next is answered from the journal.
    /// </summary>
    public void ChangedElsewhere(MemberId member)
    {
        Find(member)?.DeactivateOnIdle();
    }

    public void Dispose() => _meter.Dispose();

    internal void Add(LoyaltyAccountGrain account)
    {
        var set = SetOf(account.Member);
        lock (set)
        {
            // A second activation of a member takes the place of the first.
            set.Remove(account);
            set.Add(account);
        }

        Interlocked.Increment(ref _count);
    }

    internal void Remove(LoyaltyAccountGrain account)
    {
        var set = SetOf(account.Member);
        lock (set)
        {
            if (set.TryGetValue(account, out var found) && ReferenceEquals(found, account))
                set.Remove(account);
        }

        Interlocked.Decrement(ref _count);
    }

    private LoyaltyAccountGrain? Find(MemberId member)
    {
        var set = SetOf(member);
        lock (set)
            return set.GetAlternateLookup<MemberId>().TryGetValue(member, out var found) ? found : null;
    }

    private HashSet<LoyaltyAccountGrain> SetOf(MemberId member) => _active[unchecked((uint)member.GetHashCode()) % Sets];

    /// <summary>One account a member.</summary>
    private sealed class ByMember : IEqualityComparer<LoyaltyAccountGrain>, IAlternateEqualityComparer<MemberId, LoyaltyAccountGrain>
    {
        public static readonly ByMember Instance = new();

        public bool Equals(LoyaltyAccountGrain? x, LoyaltyAccountGrain? y) => x?.Member == y?.Member;

        public int GetHashCode([DisallowNull] LoyaltyAccountGrain obj) => GetHashCode(obj.Member);

        public bool Equals(MemberId alternate, LoyaltyAccountGrain other) => alternate == other.Member;

        // Not the hash that chooses the set: within one its values would be 64 apart.
        public int GetHashCode(MemberId alternate) => (int)(unchecked((uint)alternate.GetHashCode()) / Sets);

        public LoyaltyAccountGrain Create(MemberId alternate) => throw new NotSupportedException("Activations are made by Orleans.");
    }
}
