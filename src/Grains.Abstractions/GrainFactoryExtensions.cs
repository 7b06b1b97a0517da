using System.Globalization;
using Loyalty.Domain;

namespace Loyalty.Grains;

/// <summary>References to the grains by what they stand for. None need exist or be live.</summary>
public static class GrainFactoryExtensions
{
    /// <summary>The account of a member.</summary>
    public static ILoyaltyAccountGrain LoyaltyAccount(this IGrainFactory grains, MemberId member) => grains.GetGrain<ILoyaltyAccountGrain>(member.Value);

    /// <summary>A departure; its key is as <c>LX14/2026-11-21</c>.</summary>
    public static IFlightGrain Flight(this IGrainFactory grains, FlightDay flight) =>
        grains.GetGrain<IFlightGrain>(string.Create(CultureInfo.InvariantCulture, $"{flight.Flight}/{flight.Date:yyyy-MM-dd}"));

    /// <summary>The displays of a place; its key is as <c>ZRH/LOUNGE E</c>.</summary>
    public static IDisplayGrain Display(this IGrainFactory grains, DisplayPlace place) => grains.GetGrain<IDisplayGrain>(place.Key);
}
