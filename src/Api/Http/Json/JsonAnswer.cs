using System.Buffers;
using System.Text.Json;

namespace Loyalty.Api;

/// <summary>Writes a JSON answer in one piece, with its length said beforehand: one write to the socket and no chunks.</summary>
public static class JsonAnswer
{
    /// <summary>Bytes that a thread's buffer keeps for the next answer; what a larger answer needed is given back.</summary>
    private const int KeptBytes = 64 * 1024;

    [ThreadStatic]
    private static (ArrayBufferWriter<byte> Bytes, Utf8JsonWriter Json)? _buffer;

    /// <summary>Writes the whole body.</summary>
    /// <param name="write">Writes a value field by field, where that is worth it; null for the serializer.</param>
    public static void Write<T>(HttpResponse response, int status, T value, Action<Utf8JsonWriter, T>? write = null)
    {
        response.StatusCode = status;
        response.ContentType = "application/json; charset=utf-8";
        var (bytes, json) = _buffer ??= Created();
        try
        {
            if (write is not null)
                write(json, value);
            else
                JsonSerializer.Serialize(json, value, ApiJson.Options);
            json.Flush();
            response.ContentLength = bytes.WrittenCount;
            response.BodyWriter.Write(bytes.WrittenSpan);
        }
        catch
        {
            // Half an answer must not stand before the next one.
            _buffer = null;
            throw;
        }

        if (bytes.Capacity > KeptBytes)
        {
            _buffer = null;
            return;
        }

        bytes.ResetWrittenCount();
        json.Reset(bytes);
    }

    private static (ArrayBufferWriter<byte> Bytes, Utf8JsonWriter Json) Created()
    {
        var bytes = new ArrayBufferWriter<byte>(4 * 1024);
        return (bytes, new Utf8JsonWriter(bytes, new JsonWriterOptions { Encoder = ApiJson.Options.Encoder, SkipValidation = true }));
    }
}
