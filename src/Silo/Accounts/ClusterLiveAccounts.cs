using Loyalty.Domain;
using Loyalty.Grains;

namespace Loyalty.Silo;

/// <summary>A look at an account wherever it is live, for the self-check.</summary>
internal sealed class ClusterLiveAccounts(ActiveAccounts local, Peers peers, IGrainFactory factory) : ILiveAccounts
{
    /// <inheritdoc/>
    public async Task<AccountSnapshot?> PeekAsync(MemberId member)
    {
        if (local.Contains(member))
            return await PeekAsync(() => factory.GetGrain<IOrleansLoyaltyAccountGrain>(member.Value).Peek());
        var found = await Task.WhenAll(peers.Others.Select(silo => PeekAsync(() => peers.On(silo).Peek(member.Value))));
        return found.FirstOrDefault(state => state is not null);
    }

    private static async Task<AccountSnapshot?> PeekAsync(Func<Task<AccountSnapshot?>> ask)
    {
        try
        {
            return await ask();
        }
        catch (Exception fault) when (fault is OrleansException or TimeoutException)
        {
            // As with one that is too busy: there is nothing to compare.
            return null;
        }
    }
}
