using System.Collections.Concurrent;
using Loyalty.Domain;

namespace Loyalty.Grains;

/// <summary>Asks many members' accounts for what the airport is told of them.</summary>
internal static class Travellers
{
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
