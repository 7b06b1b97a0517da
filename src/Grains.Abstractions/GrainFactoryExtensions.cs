using System.Globalization;
using Loyalty.Domain;
using Orleans.Runtime;

namespace Loyalty.Grains;

/// <summary>References to the grains by what they stand for. None need exist or be live.</summary>
public static class GrainFactoryExtensions
{
    /// <summary>The account of a member.</summary>
    public static ILoyaltyAccountGrain LoyaltyAccount(this IGrainFactory grains, MemberId member) => GrainName<ILoyaltyAccountGrain>.Of(grains, member.Value);

    /// <summary>A departure; its key is as <c>LX14/2026-11-21</c>.</summary>
    public static IFlightGrain Flight(this IGrainFactory grains, FlightDay flight) =>
        GrainName<IFlightGrain>.Of(grains, string.Create(CultureInfo.InvariantCulture, $"{flight.Flight}/{flight.Date:yyyy-MM-dd}"));

    /// <summary>The displays of a place; its key is as <c>ZRH/LOUNGE E</c>.</summary>
    public static IDisplayGrain Display(this IGrainFactory grains, DisplayPlace place) => GrainName<IDisplayGrain>.Of(grains, place.Key);

    /// <summary>The lots of an owner: a member's number, or as <see cref="RewardOwners.OfCode"/> writes it.</summary>
    public static IRewardsGrain Rewards(this IGrainFactory grains, string owner) => GrainName<IRewardsGrain>.Of(grains, owner);

    /// <summary>A follower by its name.</summary>
    public static IFollowerGrain Follower(this IGrainFactory grains, string name) => GrainName<IFollowerGrain>.Of(grains, name);

    /// <summary>
    /// What Orleans calls the grains of an interface, asked once. By the interface alone Orleans reads its attributes and writes its name out
    /// for every reference, which took a twentieth of a purchase's processor time.
    /// </summary>
    private static class GrainName<TGrain>
        where TGrain : IGrainWithStringKey
    {
        private static Names? _names;

        public static TGrain Of(IGrainFactory grains, string key)
        {
            if (Volatile.Read(ref _names) is { } names)
                return (TGrain)grains.GetGrain(GrainId.Create(names.Grain, key), names.Interface);
            var first = grains.GetGrain<TGrain>(key);
            if (first is GrainReference reference)
                Volatile.Write(ref _names, new Names(reference.GrainId.Type, reference.InterfaceType));
            return first;
        }

        private sealed record Names(GrainType Grain, GrainInterfaceType Interface);
    }
}
