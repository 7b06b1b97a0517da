using System.Text.Json;

namespace Loyalty.Api;

/// <summary>What the API's JSON has and the writer has not: dates, instants and lists of texts.</summary>
internal static class JsonWriting
{
    /// <summary>A civil date, or null.</summary>
    public static void WriteDate(this Utf8JsonWriter json, ReadOnlySpan<byte> name, DateOnly? date)
    {
        if (date is not { } day)
        {
            json.WriteNull(name);
            return;
        }

        Span<byte> text = stackalloc byte[10];
        day.TryFormat(text, out _, "O");
        json.WriteString(name, text);
    }

    /// <summary>An instant, as <see cref="Instants"/> writes it.</summary>
    public static void WriteInstant(this Utf8JsonWriter json, ReadOnlySpan<byte> name, DateTimeOffset instant)
    {
        Span<byte> text = stackalloc byte[Instants.Length];
        Instants.Write(instant, text);
        json.WriteString(name, text);
    }

    public static void WriteStrings(this Utf8JsonWriter json, ReadOnlySpan<byte> name, IReadOnlyList<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
            json.WriteStringValue(text);
        json.WriteEndArray();
    }
}
