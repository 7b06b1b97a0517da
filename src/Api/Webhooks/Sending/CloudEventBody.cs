using System.Buffers;
using System.Text.Json;
using Loyalty.Domain;

namespace Loyalty.Api;

/// <summary>Writes one CloudEvents 1.0 event in JSON structured mode.</summary>
/// <remarks>
/// By hand, because the package writes an instant without its zeros and the data with other escapes: the wire has <c>time</c> and
/// <c>data</c> to the byte as the list of events tells them (decision 29).
/// </remarks>
internal static class CloudEventBody
{
    public const string ContentType = "application/cloudevents+json; charset=utf-8";

    /// <summary>Bytes a body may have.</summary>
    public const int MaxBytes = 20_000;

    private static readonly JsonWriterOptions Options = new() { Encoder = ApiJson.Options.Encoder, SkipValidation = true };

    /// <summary>Writes an event.</summary>
    /// <param name="source">With the stream's name behind it where that is not the ledger.</param>
    /// <param name="subject">The member; null where the event is of none.</param>
    /// <param name="data">JSON.</param>
    public static ReadOnlyMemory<byte> Write(
        string id, string source, string type, string? subject, DateTimeOffset time, long sequence, ReadOnlySpan<byte> data)
    {
        var bytes = new ArrayBufferWriter<byte>(512 + data.Length);
        using var json = new Utf8JsonWriter(bytes, Options);
        json.WriteStartObject();
        json.WriteString("specversion"u8, "1.0"u8);
        json.WriteString("id"u8, id);
        json.WriteString("source"u8, source);
        json.WriteString("type"u8, type);
        if (subject is not null)
            json.WriteString("subject"u8, subject);
        json.WriteString("time"u8, Instants.Text(time));
        json.WriteString("datacontenttype"u8, "application/json"u8);
        if (subject is not null)
            json.WriteString("partitionkey"u8, subject);
        json.WriteString("sequence"u8, EventStreams.Text(sequence));
        json.WritePropertyName("data"u8);
        json.WriteRawValue(data, skipInputValidation: true);
        json.WriteEndObject();
        json.Flush();
        return bytes.WrittenMemory;
    }

    /// <summary>The source of a stream's events.</summary>
    public static string SourceOf(string source, EventStream stream) => stream == EventStream.Ledger ? source
        : source.EndsWith('/') || source.StartsWith("urn:", StringComparison.OrdinalIgnoreCase) && source.EndsWith(':') ? source + stream.Word()
        : source.StartsWith("urn:", StringComparison.OrdinalIgnoreCase) ? $"{source}:{stream.Word()}" : $"{source}/{stream.Word()}";
}
