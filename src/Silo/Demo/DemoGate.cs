using Loyalty.Api;
using Loyalty.Domain;
using Loyalty.Grains;

namespace Loyalty.Silo;

/// <summary>The one gate of the demo that has a display: <c>/display/ZRH/A1</c>.</summary>
internal sealed class DemoGate(IGrainFactory grains, ProgrammeClock clock)
{
    private static readonly DisplayPlace Place = new(AirportCode.Of("ZRH"), DisplayLocation.Of("A1"));
    private static readonly string[] Flights = ["Z9308", "Z9318", "Z9952", "Z914"];

    private int _checkedIn;

    /// <summary>Checks somebody in for one of the day's flights.</summary>
    public async Task CheckInAsync(MemberId member, Random random)
    {
        var flight = new FlightDay(FlightDesignator.Of(Flights[random.Next(Flights.Length)]), clock.Today);
        var seat = Seat.Of($"{random.Next(1, 39)}{"ACDF"[random.Next(4)]}");
        await grains.Flight(flight).CheckIn(new CheckIn(new CheckInId($"demo-{clock.Today:yyyyMMdd}-{++_checkedIn}"), member, flight, Place, seat));
    }
}
