using Loyalty.Domain;
using Loyalty.Grains;

namespace Loyalty.Silo;

/// <summary>The account as Orleans knows it, by member id. Its proxy is an <see cref="ILoyaltyAccountGrain"/>.</summary>
[Alias("loyalty.account")]
public interface IOrleansLoyaltyAccountGrain : ILoyaltyAccountGrain, IGrainWithStringKey
{
    /// <summary>The state between two turns, or null when no account is loaded.</summary>
    Task<AccountSnapshot?> Peek();
}
