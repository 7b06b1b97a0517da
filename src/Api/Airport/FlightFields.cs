using Loyalty.Domain;

namespace Loyalty.Api;

/// <summary>Reads the fields that name a departure.</summary>
public static class FlightFields
{
    /// <summary>The required fields <c>flight</c> and <c>date</c>.</summary>
    public static FlightDay? TakeFlight(this JsonFields fields)
    {
        var flight = fields.Parsed("flight", FlightDesignator.Parse);
        var date = fields.Parsed<DateOnly>("date", text => Instants.TryReadDate(text, out var day)
            ? day
            : new Refusal("date-not-valid", Instants.DateRule, "date"));
        return flight is { } designator && date is { } day ? new FlightDay(designator, day) : null;
    }
}
