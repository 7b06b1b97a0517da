using Loyalty.Domain;

namespace Loyalty.Grains;

/// <summary>Gives out references to the actors. Names no runtime: one process or a cluster stands behind it.</summary>
public interface IGrains
{
    /// <summary>The actor of a member; it need not exist or be live.</summary>
    ILoyaltyAccountGrain LoyaltyAccount(MemberId member);
}
