using System.Collections;
using System.Globalization;

namespace Loyalty.Api;

/// <summary>What a record or a scope says, in words and in values, made safe.</summary>
/// <param name="trace">The trace it is written in, which becomes one of its values; null for none.</param>
internal sealed class SafeRecord(string text, object? state, string? trace = null) : IReadOnlyList<KeyValuePair<string, object?>>
{
    private readonly List<KeyValuePair<string, object?>> _values = Values(state, trace);

    public int Count => _values.Count;

    public KeyValuePair<string, object?> this[int index] => _values[index];

    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator() => _values.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public override string ToString() => text;

    private static List<KeyValuePair<string, object?>> Values(object? state, string? trace)
    {
        var values = state is IEnumerable<KeyValuePair<string, object?>> own ? own.Select(value => KeyValuePair.Create(value.Key, Safe(value.Value))).ToList() : [];
        if (trace is not null && !values.Exists(value => value.Key == LogTrace.Key))
            values.Add(KeyValuePair.Create(LogTrace.Key, (object?)trace));
        return values;
    }

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
