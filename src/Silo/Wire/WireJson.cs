using System.Text.Json;
using System.Text.Json.Serialization;
using Loyalty.Domain;

namespace Loyalty.Silo;

/// <summary>The JSON between silos. Silos of two versions speak it to each other during an upgrade: fields are added, never renamed.</summary>
internal static class WireJson
{
    public static JsonSerializerOptions Options { get; } = new()
    {
        // A snapshot's buckets are pairs.
        IncludeFields = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters =
        {
            new TextConverter<MemberId>(MemberId.Of, member => member.Value),
            new TextConverter<Currency>(Currency.Of, currency => currency.Code),
            new TextConverter<AirportCode>(AirportCode.Of, airport => airport.Value),
            new TextConverter<DisplayLocation>(DisplayLocation.Of, location => location.Value),
        },
    };

    /// <summary>A value that is made from text alone.</summary>
    private sealed class TextConverter<T>(Func<string, T> read, Func<T, string> write) : JsonConverter<T>
    {
        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => read(reader.GetString()!);

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(write(value));
    }
}
