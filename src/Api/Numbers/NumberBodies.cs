using System.Globalization;
using System.Text.Json;
using Loyalty.Domain;
using Loyalty.Grains;

namespace Loyalty.Api;

/// <summary>The body of <c>PUT /v1/number-schemes/{scheme}</c>.</summary>
public sealed record NumberSchemeBody : IJsonShape<NumberSchemeBody>
{
    public required NumberKind Kind { get; init; }

    public required string Pattern { get; init; }

    public NumberCheck? Check { get; init; }

    public required IReadOnlyList<string> Examples { get; init; }

    public required IReadOnlyList<string> CounterExamples { get; init; }

    public int? PerMember { get; init; }

    public IReadOnlyList<string>? Airlines { get; init; }

    public static NumberSchemeBody? Read(JsonFields fields)
    {
        var kind = Word<NumberKind>(fields, "kind", required: true);
        var pattern = fields.Text("pattern", text => text.Length <= NumberPattern.MaxLength ? null : $"Must have at most {NumberPattern.MaxLength} characters.", required: true);
        var check = Word<NumberCheck>(fields, "check", required: false);
        var (examples, counters) = (ReadExamples(fields, "examples"), ReadExamples(fields, "counterExamples"));
        var perMember = fields.Whole("perMember", 1, NumberScheme.MaxOfMember) ?? 1;
        var airlines = ReadTexts(fields, "airlines", NumberScheme.MaxAirlines) ?? [];
        if (airlines.Any(airline => airline.Length is < 2 or > 3 || !airline.All(c => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c))))
            fields.Refuse("airlines", "Must be designators of airlines, as LH.");
        if (!fields.Faults.None)
            return null;
        var body = new NumberSchemeBody
        {
            Kind = kind!.Value,
            Pattern = pattern!,
            Check = check ?? NumberCheck.None,
            Examples = examples,
            CounterExamples = counters,
            PerMember = (int)perMember,
            Airlines = [.. airlines.Distinct(StringComparer.Ordinal)],
        };
        foreach (var fault in body.For("scheme").Faults())
            fields.Faults.Add(fault);
        return fields.Faults.None ? body : null;
    }

    /// <summary>The scheme that it makes.</summary>
    internal NumberScheme For(string scheme) => new(scheme, Kind, Pattern, Check!.Value, Examples, CounterExamples, PerMember!.Value, Airlines!);

    private static T? Word<T>(JsonFields fields, string name, bool required)
        where T : struct, Enum
    {
        var words = Enum.GetValues<T>().ToDictionary(value => JsonNamingPolicy.CamelCase.ConvertName(value.ToString()), value => value, StringComparer.Ordinal);
        var word = fields.Text(name, text => words.ContainsKey(text) ? null : $"Must be one of {string.Join(", ", words.Keys)}.", required);
        return word is null ? null : words[word];
    }

    // What has too few of them is refused with the pattern that they should have tried.
    private static List<string> ReadExamples(JsonFields fields, string name) => ReadTexts(fields, name, NumberScheme.MaxExamples) ?? [];

    private static List<string>? ReadTexts(JsonFields fields, string name, int most)
    {
        var value = fields.Take(name);
        if (value.ValueKind == JsonValueKind.Undefined)
            return null;
        if (value.ValueKind == JsonValueKind.Array && value.GetArrayLength() <= most
            && value.EnumerateArray().All(item => JsonFields.TextOf(item) is { Length: <= NumberText.MaxWritten }))
        {
            return [.. value.EnumerateArray().Select(item => JsonFields.TextOf(item)!)];
        }

        fields.Refuse(name, string.Create(CultureInfo.InvariantCulture, $"Must be a list of at most {most} texts of at most {NumberText.MaxWritten} characters."));
        return null;
    }
}

/// <summary>The body of <c>PUT /v1/members/{id}/numbers/{scheme}</c>.</summary>
public sealed record NumberBody : IJsonShape<NumberBody>
{
    public required string Number { get; init; }

    public static NumberBody? Read(JsonFields fields)
    {
        var number = fields.Text("number", NumberFields.Fault, required: true);
        return fields.Faults.None ? new NumberBody { Number = number! } : null;
    }
}

/// <summary>A number in its scheme: the body of <c>POST /v1/members/lookups</c>, and how others name a member.</summary>
public sealed record SchemeNumberBody : IJsonShape<SchemeNumber>
{
    public required string Scheme { get; init; }

    public required string Number { get; init; }

    /// <summary>The number without spaces and hyphens.</summary>
    public static SchemeNumber? Read(JsonFields fields)
    {
        var scheme = fields.Text("scheme", text => NumberScheme.IsId(text) ? null : NumberFields.SchemeRule, required: true);
        var number = fields.Text("number", NumberFields.Fault, required: true);
        return scheme is null || number is null ? null : new SchemeNumber(scheme, NumberText.Normalise(number)!);
    }
}

/// <summary>Reads numbers of requests; what is wrong with one is said without it.</summary>
public static class NumberFields
{
    internal const string SchemeRule = "Must be the name of a scheme: small letters, digits and hyphens.";

    /// <summary>The members of an object that is a number in its scheme; null where there is none or it is faulty.</summary>
    public static SchemeNumber? TakeNumber(this JsonFields fields, string name, JsonElement parent)
    {
        var value = fields.Take(name);
        if (value.ValueKind == JsonValueKind.Undefined)
            return null;
        if (value.ValueKind == JsonValueKind.Object)
            return Read(parent.GetProperty(name), fields, name + ".");
        fields.Refuse(name, "Must be an object with scheme and number.");
        return null;
    }

    /// <summary>A list of them.</summary>
    public static IReadOnlyList<SchemeNumber>? TakeNumbers(this JsonFields fields, string name)
    {
        var value = fields.Take(name);
        if (value.ValueKind == JsonValueKind.Undefined)
            return null;
        if (value.ValueKind != JsonValueKind.Array || value.GetArrayLength() > NumberScheme.MaxOfMember || value.EnumerateArray().Any(item => item.ValueKind != JsonValueKind.Object))
        {
            fields.Refuse(name, $"Must be a list of at most {NumberScheme.MaxOfMember} objects with scheme and number.");
            return null;
        }

        var read = value.EnumerateArray().Select((item, i) => Read(item, fields, string.Create(CultureInfo.InvariantCulture, $"{name}[{i}]."))).ToList();
        if (read.OfType<SchemeNumber>().Distinct().Count() < read.OfType<SchemeNumber>().Count())
            fields.Refuse(name, "Must not have a number twice.");
        return [.. read.OfType<SchemeNumber>()];
    }

    internal static string? Fault(string text) => NumberText.Normalise(text) is null
        ? $"Must be a number of 1 to {NumberText.MaxLength} printable ASCII characters without |, beside spaces and hyphens."
        : null;

    private static SchemeNumber? Read(JsonElement item, JsonFields fields, string path)
    {
        var inner = new JsonFields(item, fields.Faults, path) { Services = fields.Services };
        var number = SchemeNumberBody.Read(inner);
        inner.Close();
        return number;
    }
}
