using Loyalty.Domain;

namespace Loyalty.Grains;

/// <summary>A look at the actors that are in memory, which wakes none and keeps none awake.</summary>
public interface ILiveAccounts
{
    /// <summary>The state of a member's actor between two turns; null when it is not in memory, holds no account or is too busy.</summary>
    Task<AccountSnapshot?> PeekAsync(MemberId member);
}
