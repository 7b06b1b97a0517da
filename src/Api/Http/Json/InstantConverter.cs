using System.Text.Json;
using System.Text.Json.Serialization;

namespace Loyalty.Api;

/// <summary>Instants as RFC 3339 in UTC, always with milliseconds and <c>Z</c>; finer parts are cut off.</summary>
public sealed class InstantConverter : JsonConverter<DateTimeOffset>
{
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Instants.TryRead(reader.GetString(), out var instant) ? instant : throw new JsonException("Not an instant.");

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options)
    {
        Span<byte> text = stackalloc byte[Instants.Length];
        Instants.Write(value, text);
        writer.WriteStringValue(text);
    }
}
