using Loyalty.Domain;
using Loyalty.Grains;
using Orleans.Placement;

namespace Loyalty.Silo;

/// <summary>
/// The activation of an account: gives the plain actor its turns, and nothing else. Orleans lets no second turn in before the first
/// has ended; should it ever run two activations of one account, the journal's versions decide between them.
/// </summary>
/// <remarks>
/// Placed by chance: accounts are many, small and alike, so that chance spreads them evenly, asks nobody and does not pour all
/// newcomers onto a silo that has just joined.
/// </remarks>
[GrainType("account")]
[RandomPlacement]
internal sealed class OrleansLoyaltyAccountGrain : AccountCalls, IOrleansLoyaltyAccountGrain, IGrainBase
{
    private readonly LoyaltyAccountGrain _account;
    private readonly MemberId _member;
    private readonly ActiveAccounts _local;

    public OrleansLoyaltyAccountGrain(IGrainContext grainContext, AccountContext context, ActiveAccounts local)
    {
        GrainContext = grainContext;
        _member = MemberId.Of(grainContext.GrainId.Key.ToString()!);
        _account = new LoyaltyAccountGrain(_member, context);
        _local = local;
    }

    public IGrainContext GrainContext { get; }

    public Task OnActivateAsync(CancellationToken token)
    {
        _local.Add(_member, this);
        return Task.CompletedTask;
    }

    public Task OnDeactivateAsync(DeactivationReason reason, CancellationToken token)
    {
        _local.Remove(_member, this);
        return _account.DeactivateAsync();
    }

    public Task<AccountSnapshot?> Peek() => Task.FromResult(_account.State);

    protected override async Task<T> RunAsync<T, TArgument>(Func<ILoyaltyAccountGrain, TArgument, Task<T>> turn, TArgument argument)
    {
        try
        {
            return await turn(_account, argument);
        }
        catch (JournalDamagedException damaged)
        {
            DamageInTransit.Pack(damaged);
            throw;
        }
    }
}
