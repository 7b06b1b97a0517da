using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Loyalty.Api.Tests;

/// <summary>
/// Holds JSON to a schema of the API document, more strictly than JSON Schema does: a property that the document does not name is a fault too, so
/// that nothing is served that a client would not know of.
/// </summary>
internal sealed class SchemaCheck(DocumentUnderTest document)
{
    /// <summary>What is wrong, by the path of where it is; empty is well.</summary>
    public IReadOnlyList<string> Faults(JsonElement value, JsonElement schema)
    {
        var faults = new List<string>();
        Check(value, schema, "$", faults);
        return faults;
    }

    private void Check(JsonElement value, JsonElement given, string path, List<string> faults)
    {
        var schema = document.Resolve(given);
        if (schema.TryGetProperty("oneOf", out var either))
        {
            if (either.EnumerateArray().Count(one => Faults(value, one).Count == 0) != 1)
                faults.Add($"{path}: not one of {string.Join(" | ", either.EnumerateArray().SelectMany(one => Faults(value, one)))}");
            return;
        }

        if (schema.TryGetProperty("type", out var type) && !IsOfType(value, type))
        {
            faults.Add($"{path}: {value.ValueKind} is not {type.GetRawText()}");
            return;
        }

        if (schema.TryGetProperty("enum", out var words) && !words.EnumerateArray().Any(word => word.ToString() == value.ToString()))
            faults.Add($"{path}: {value.GetRawText()} is none of {words.GetRawText()}");
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                CheckObject(value, schema, path, faults);
                break;
            case JsonValueKind.Array:
                CheckArray(value, schema, path, faults);
                break;
            case JsonValueKind.String:
                CheckText(value.GetString()!, schema, path, faults);
                break;
            case JsonValueKind.Number:
                CheckNumber(value.GetDecimal(), schema, path, faults);
                break;
        }
    }

    private void CheckObject(JsonElement value, JsonElement schema, string path, List<string> faults)
    {
        if (schema.TryGetProperty("required", out var required))
            faults.AddRange(required.EnumerateArray().Where(name => !value.TryGetProperty(name.GetString()!, out _)).Select(name => $"{path}.{name}: is not there"));
        var hasNames = schema.TryGetProperty("properties", out var names);
        var hasOthers = schema.TryGetProperty("additionalProperties", out var others) && others.ValueKind == JsonValueKind.Object;
        foreach (var property in value.EnumerateObject())
        {
            if (hasNames && names.TryGetProperty(property.Name, out var named))
                Check(property.Value, named, $"{path}.{property.Name}", faults);
            else if (hasOthers)
                Check(property.Value, others, $"{path}.{property.Name}", faults);
            else if (hasNames)
                faults.Add($"{path}.{property.Name}: the document has no such property");
        }
    }

    private void CheckArray(JsonElement value, JsonElement schema, string path, List<string> faults)
    {
        var length = value.GetArrayLength();
        if (Number(schema, "minItems") > length || Number(schema, "maxItems") < length)
            faults.Add($"{path}: {length} items");
        if (!schema.TryGetProperty("items", out var items))
            return;
        for (var i = 0; i < length; i++)
            Check(value[i], items, $"{path}[{i}]", faults);
    }

    private static void CheckText(string text, JsonElement schema, string path, List<string> faults)
    {
        if (Number(schema, "minLength") > text.Length || Number(schema, "maxLength") < text.Length)
            faults.Add($"{path}: '{text}' has {text.Length} characters");
        if (schema.TryGetProperty("pattern", out var pattern) && !Regex.IsMatch(text, pattern.GetString()!, RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1)))
            faults.Add($"{path}: '{text}' does not match {pattern}");
        var isWell = (schema.TryGetProperty("format", out var format) ? format.GetString() : null) switch
        {
            "date" => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
            "date-time" => DateTimeOffset.TryParseExact(text, "yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _),
            _ => true,
        };
        if (!isWell)
            faults.Add($"{path}: '{text}' is no {format}");
    }

    private static void CheckNumber(decimal number, JsonElement schema, string path, List<string> faults)
    {
        if (Number(schema, "minimum") > number || Number(schema, "maximum") < number || Number(schema, "exclusiveMinimum") >= number)
            faults.Add($"{path}: {number} is out of bounds");
    }

    private static decimal? Number(JsonElement schema, string name) => schema.TryGetProperty(name, out var bound) ? bound.GetDecimal() : null;

    private static bool IsOfType(JsonElement value, JsonElement type) => type.ValueKind == JsonValueKind.Array
        ? type.EnumerateArray().Any(one => IsOfType(value, one))
        : value.ValueKind switch
        {
            JsonValueKind.Object => type.GetString() == "object",
            JsonValueKind.Array => type.GetString() == "array",
            JsonValueKind.String => type.GetString() == "string",
            JsonValueKind.True or JsonValueKind.False => type.GetString() == "boolean",
            JsonValueKind.Null => type.GetString() == "null",
            _ => type.GetString() == "number" || (type.GetString() == "integer" && value.TryGetInt64(out _)),
        };
}
