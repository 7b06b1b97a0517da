using System.Collections;
using System.Globalization;

namespace Loyalty.Api;

/// <summary>What a record or a scope says, in words and in values, made safe.</summary>
internal sealed class SafeRecord(string text, object? state) : IReadOnlyList<KeyValuePair<string, object?>>
{
    private readonly IReadOnlyList<KeyValuePair<string, object?>> _values =
        state is IEnumerable<KeyValuePair<string, object?>> values ? [.. values.Select(value => KeyValuePair.Create(value.Key, Safe(value.Value)))] : [];

    public int Count => _values.Count;

    public KeyValuePair<string, object?> this[int index] => _values[index];

    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator() => _values.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public override string ToString() => text;

    // Numbers and the like hold no secret, and are written as such.
    private static object? Safe(object? value) => value switch
    {
        null => null,
        string words => LogText.WithoutSecrets(words),
        IConvertible or DateTimeOffset or TimeSpan => value,
        _ => LogText.WithoutSecrets(Convert.ToString(value, CultureInfo.InvariantCulture) ?? ""),
    };
}

/// <summary>An exception of which only the text is printed.</summary>
#pragma warning disable CA1064 // Nobody catches it.
internal sealed class PrintedException(string text) : Exception
{
    public override string ToString() => text;
}
#pragma warning restore CA1064
