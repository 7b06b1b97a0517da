using System.Globalization;
using System.Text.Json;
using Loyalty.Domain;

namespace Loyalty.Api;

/// <summary>
/// Reads the fields of one JSON object by name and notes everything that is wrong with them. An optional field may be absent or
/// null. What is read is only to be used when <see cref="Faults"/> are none after <see cref="Close"/>.
/// </summary>
/// <param name="source">The object.</param>
/// <param name="faults">Receives what is wrong.</param>
/// <param name="path">What stands before a field's name: empty, or such as <c>lines[0].</c></param>
public sealed class JsonFields(JsonElement source, FieldFaults faults, string path = "")
{
    private readonly List<string> _asked = new(capacity: 8);

    public FieldFaults Faults { get; } = faults;

    /// <summary>Where a shape finds what a value is held to and no request says, such as today; null outside a request.</summary>
    public IServiceProvider? Services { get; init; }

    /// <summary>The field is there, perhaps as null.</summary>
    public bool Has(string name) => source.TryGetProperty(name, out _);

    /// <summary>The names of all fields that are there.</summary>
    public IReadOnlyList<string> Names() => [.. source.EnumerateObject().Select(property => property.Name)];

    /// <summary>The value of a field; undefined when absent or null.</summary>
    public JsonElement Take(string name)
    {
        _asked.Add(name);
        return source.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : default;
    }

    /// <summary>A text that a check finds nothing wrong with.</summary>
    /// <param name="check">Gives the message for a text that cannot be taken, or null.</param>
    public string? Text(string name, Func<string, string?> check, bool required = false)
    {
        var value = Take(name);
        if (Missing(name, value, required))
            return null;
        var text = TextOf(value);
        var fault = text is null ? "Must be text." : check(text);
        if (fault is null)
            return text;
        Refuse(name, fault);
        return null;
    }

    /// <summary>A text of at most so many characters.</summary>
    public string? Text(string name, int maxLength, bool required = false) =>
        Text(name, text => Texts.Fault(text, maxLength), required);

    /// <summary>A required field that a type of the domain reads from text.</summary>
    public T? Parsed<T>(string name, Func<string?, Checked<T>> parse)
        where T : struct
    {
        var value = Take(name);
        if (Missing(name, value, required: true))
            return null;
        var parsed = parse(TextOf(value));
        if (parsed.Refusal is null)
            return parsed.Value;
        Refuse(name, parsed.Refusal.Detail);
        return null;
    }

    /// <summary>A number, exactly as written.</summary>
    public decimal? Number(string name, bool required = false)
    {
        var value = Take(name);
        if (Missing(name, value, required))
            return null;
        if (value.ValueKind == JsonValueKind.Number && ExactDecimal.TryRead(value.GetRawText(), out var number))
            return number;
        Refuse(name, ExactDecimal.Rule);
        return null;
    }

    /// <summary>A whole number between two, both taken.</summary>
    public long? Whole(string name, long least, long most)
    {
        var number = Number(name);
        if (number is null || (number == decimal.Truncate(number.Value) && number >= least && number <= most))
            return (long?)number;
        Refuse(name, string.Create(CultureInfo.InvariantCulture, $"Must be a whole number of {least} to {most}."));
        return null;
    }

    /// <summary>Yes or no.</summary>
    public bool? Flag(string name)
    {
        var value = Take(name);
        if (value.ValueKind is JsonValueKind.True or JsonValueKind.False)
            return value.GetBoolean();
        if (value.ValueKind != JsonValueKind.Undefined)
            Refuse(name, "Must be true or false.");
        return null;
    }

    /// <summary>An optional object, read by its own fields; what nobody asked for in it is noted.</summary>
    public T? Inner<T>(string name, Func<JsonFields, T> read)
        where T : class
    {
        var value = Take(name);
        if (value.ValueKind == JsonValueKind.Undefined)
            return null;
        if (value.ValueKind != JsonValueKind.Object)
        {
            Refuse(name, "Must be an object.");
            return null;
        }

        var inner = Within(value, name);
        var result = read(inner);
        inner.Close();
        return result;
    }

    /// <summary>A civil date.</summary>
    public DateOnly? Date(string name)
    {
        var value = Take(name);
        if (Missing(name, value, required: false))
            return null;
        if (Instants.TryReadDate(TextOf(value), out var date))
            return date;
        Refuse(name, Instants.DateRule);
        return null;
    }

    /// <summary>The fields of an object that is the value of one.</summary>
    public JsonFields Within(JsonElement value, string name) => new(value, Faults, $"{path}{name}.") { Services = Services };

    /// <summary>Notes that a field cannot be taken.</summary>
    public void Refuse(string name, string message) => Faults.NotValid(path + name, message);

    /// <summary>Notes a refusal of the domain against a field.</summary>
    public void Refuse(string name, Refusal refusal) => Faults.Add(refusal with { Field = path + name });

    /// <summary>Notes the fields that nobody asked for. To be called when all others are read.</summary>
    public void Close()
    {
        foreach (var property in source.EnumerateObject())
        {
            if (!IsAsked(property))
                Faults.Unknown(path + property.Name);
        }
    }

    private bool IsAsked(JsonProperty property)
    {
        foreach (var name in _asked)
        {
            if (property.NameEquals(name))
                return true;
        }

        return false;
    }

    private bool Missing(string name, JsonElement value, bool required)
    {
        if (value.ValueKind != JsonValueKind.Undefined)
            return false;
        if (required)
            Refuse(name, "Is required.");
        return true;
    }

    // An escape such as \uD800 is valid JSON but no text.
    internal static string? TextOf(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.String)
            return null;
        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
