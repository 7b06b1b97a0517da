using Loyalty.Domain;

namespace Loyalty.Grains;

/// <summary>
/// The airport's actors for any host. They hold nothing between calls: the store decides by its unique ids, so there is nothing to
/// be kept live, passivated or rebuilt, and nodes need not agree on who has an actor.
/// </summary>
public sealed class AirportGrains(AirportContext context) : IAirportGrains
{
    /// <inheritdoc/>
    public IFlightGrain Flight(FlightDay flight) => new FlightGrain(flight, context);

    /// <inheritdoc/>
    public IDisplayGrain Display(DisplayPlace place) => new DisplayGrain(place, context);
}
