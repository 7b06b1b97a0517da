using System.Text.Json;
using Loyalty.Domain;
using Loyalty.Grains;

namespace Loyalty.Api;

/// <summary>The body of <c>POST /v1/checkins</c>.</summary>
public sealed record CheckInBody : IJsonShape<CheckIn>
{
    public required string CheckinId { get; init; }

    public required string MemberId { get; init; }

    public required string Flight { get; init; }

    public required DateOnly Date { get; init; }

    public required string Airport { get; init; }

    public required string Location { get; init; }

    public string? Seat { get; init; }

    public static CheckIn? Read(JsonFields fields)
    {
        var id = fields.Parsed("checkinId", CheckInId.Parse);
        var member = fields.Parsed("memberId", Domain.MemberId.Parse);
        var flight = fields.TakeFlight();
        var airport = fields.Parsed("airport", AirportCode.Parse);
        var location = fields.Parsed("location", DisplayLocation.Parse);
        Seat? seat = fields.Take("seat").ValueKind == JsonValueKind.Undefined ? null : fields.Parsed("seat", Domain.Seat.Parse);
        return fields.Faults.None
            ? new CheckIn(id!.Value, member!.Value, flight!.Value, new DisplayPlace(airport!.Value, location!.Value), seat)
            : null;
    }
}
