using System.Buffers;
using System.Text.Json;
using System.Text.Unicode;

namespace Loyalty.Api;

/// <summary>A type that says how a JSON request body is read. Its own properties are what the API document shows.</summary>
/// <typeparam name="TValue">What the body means.</typeparam>
public interface IJsonShape<TValue>
{
    /// <summary>Reads all fields; what is wrong is noted in the reader, and the value then means nothing.</summary>
    static abstract TValue? Read(JsonFields fields);

    /// <summary>Content types the body may come as.</summary>
    static virtual string[] ContentTypes => ["application/json"];
}

/// <summary>Reads one JSON object from bytes.</summary>
public static class JsonReading
{
    /// <summary>Bytes a JSON body or a line may have.</summary>
    public const int MaxBytes = 64 * 1024;

    private static readonly JsonDocumentOptions Options = new() { AllowDuplicateProperties = false };

    /// <summary>Reads the object and gives what <paramref name="use"/> makes of it; or says why it is none.</summary>
    /// <param name="use">The element lives only until it returns. Where it needs something, that is best handed to it as <paramref name="with"/>.</param>
    public static (T? Value, Problem? Problem) Read<TWith, T>(
        in ReadOnlySequence<byte> bytes, TWith with, Func<JsonElement, TWith, (T? Value, Problem? Problem)> use)
    {
        // One piece, because only so can its encoding be checked at once; it is bounded.
        var json = bytes.IsSingleSegment ? bytes.First : bytes.ToArray();
        if (json.Span.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]))
            json = json[3..];
        if (!Utf8.IsValid(json.Span))
            return (default, Malformed("The body is not UTF-8."));
        try
        {
            using var document = JsonDocument.Parse(json, Options);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? use(document.RootElement, with)
                : (default, Malformed("The body is not a JSON object."));
        }
        catch (JsonException fault)
        {
            return (default, Malformed(
                $"The body is not JSON, or names a field twice: line {fault.LineNumber.GetValueOrDefault() + 1}, byte {fault.BytePositionInLine.GetValueOrDefault() + 1}."));
        }
        catch (InvalidOperationException)
        {
            return (default, Malformed("A field's name is not well-formed text."));
        }
    }

    /// <summary>Reads an object of a shape.</summary>
    /// <param name="services">See <see cref="JsonFields.Services"/>.</param>
    public static (TValue? Value, Problem? Problem) Read<TShape, TValue>(in ReadOnlySequence<byte> bytes, IServiceProvider? services = null)
        where TShape : IJsonShape<TValue> => Read<IServiceProvider?, TValue>(bytes, services, static (element, given) =>
        {
            var fields = new JsonFields(element, new FieldFaults()) { Services = given };
            var value = TShape.Read(fields);
            fields.Close();
            return fields.Faults.None ? (value, null) : (default, fields.Faults.ToProblem());
        });

    internal static Problem Malformed(string detail) =>
        Problem.Of(StatusCodes.Status400BadRequest, "malformed-json", detail);
}
