using System.Collections.Concurrent;
using Loyalty.Domain;

namespace Loyalty.Grains;

/// <summary>Asks members' accounts for what others than themselves are told of them.</summary>
public static class Travellers
{
    /// <summary>A member; null for who does not exist, and for an account that cannot be read, which hides nobody beside it.</summary>
    public static async Task<TravellerView?> FindAsync(IGrainFactory grains, MemberId member)
    {
        try
        {
            return (await grains.LoyaltyAccount(member).GetTraveller()).Value;
        }
        catch (JournalDamagedException)
        {
            return null;
        }
    }

    /// <summary>The code of a member's effective tier, as events tell it; null where it is not known.</summary>
    public static async Task<string?> TierCodeAsync(IGrainFactory grains, MemberId member) =>
        (await FindAsync(grains, member))?.TierCode is { Length: > 0 } tier ? tier : null;

    /// <summary>The members who exist, each once.</summary>
    public static async Task<IReadOnlyDictionary<MemberId, TravellerView>> AskAsync(IGrainFactory grains, IEnumerable<MemberId> members)
    {
        var travellers = new ConcurrentDictionary<MemberId, TravellerView>();
        await Parallel.ForEachAsync(
            members.Distinct(),
            new ParallelOptions { MaxDegreeOfParallelism = AirportOptions.MaxAskedAtOnce },
            async (member, _) =>
            {
                if ((await grains.LoyaltyAccount(member).GetTraveller()).Value is { } traveller)
                    travellers[member] = traveller;
            });
        return travellers;
    }
}
