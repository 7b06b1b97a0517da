using Loyalty.Domain;

namespace Loyalty.Grains;

[GenerateSerializer, Immutable, Alias("loyalty.FlightDay")]
internal readonly record struct FlightDaySurrogate([property: Id(0)] FlightDesignator Flight, [property: Id(1)] DateOnly Date);

[RegisterConverter]
internal sealed class FlightDayConverter : IConverter<FlightDay, FlightDaySurrogate>
{
    public FlightDay ConvertFromSurrogate(in FlightDaySurrogate surrogate) => new(surrogate.Flight, surrogate.Date);

    public FlightDaySurrogate ConvertToSurrogate(in FlightDay value) => new(value.Flight, value.Date);
}

[GenerateSerializer, Immutable, Alias("loyalty.DisplayPlace")]
internal readonly record struct DisplayPlaceSurrogate([property: Id(0)] AirportCode Airport, [property: Id(1)] DisplayLocation Location);

[RegisterConverter]
internal sealed class DisplayPlaceConverter : IConverter<DisplayPlace, DisplayPlaceSurrogate>
{
    public DisplayPlace ConvertFromSurrogate(in DisplayPlaceSurrogate surrogate) => new(surrogate.Airport, surrogate.Location);

    public DisplayPlaceSurrogate ConvertToSurrogate(in DisplayPlace value) => new(value.Airport, value.Location);
}
