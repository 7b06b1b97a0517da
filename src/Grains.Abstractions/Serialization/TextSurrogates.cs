using Loyalty.Domain;

namespace Loyalty.Grains;

/// <summary>Stands for a domain value that is made from text alone: an id, a code, a currency.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.Text")]
internal readonly record struct TextSurrogate([property: Id(0)] string? Value);

/// <summary>Turns one kind of text value into its surrogate and back; the default value, which has no text, stays the default.</summary>
internal abstract class TextConverter<T>(Func<string, T> read, Func<T, string?> write) : IConverter<T, TextSurrogate>
{
    public T ConvertFromSurrogate(in TextSurrogate surrogate) => surrogate.Value is { Length: > 0 } text ? read(text) : default!;

    public TextSurrogate ConvertToSurrogate(in T value) => new(write(value));
}

[RegisterConverter]
internal sealed class MemberIdConverter() : TextConverter<MemberId>(MemberId.Of, value => value.Value);

[RegisterConverter]
internal sealed class TransactionIdConverter() : TextConverter<TransactionId>(text => new TransactionId(text), value => value.Value);

[RegisterConverter]
internal sealed class ReversalIdConverter() : TextConverter<ReversalId>(text => new ReversalId(text), value => value.Value);

[RegisterConverter]
internal sealed class EventIdConverter() : TextConverter<EventId>(text => new EventId(text), value => value.Value);

[RegisterConverter]
internal sealed class CheckInIdConverter() : TextConverter<CheckInId>(text => new CheckInId(text), value => value.Value);

[RegisterConverter]
internal sealed class DisruptionIdConverter() : TextConverter<DisruptionId>(text => new DisruptionId(text), value => value.Value);

[RegisterConverter]
internal sealed class AirportCodeConverter() : TextConverter<AirportCode>(AirportCode.Of, value => value.Value);

[RegisterConverter]
internal sealed class DisplayLocationConverter() : TextConverter<DisplayLocation>(DisplayLocation.Of, value => value.Value);

[RegisterConverter]
internal sealed class FlightDesignatorConverter() : TextConverter<FlightDesignator>(FlightDesignator.Of, value => value.Value);

[RegisterConverter]
internal sealed class SeatConverter() : TextConverter<Seat>(Seat.Of, value => value.ToString());

[RegisterConverter]
internal sealed class CurrencyConverter() : TextConverter<Currency>(Currency.Of, value => value?.Code);
