using System.Diagnostics;

namespace Loyalty.Api;

/// <summary>Names the trace in which a record is written.</summary>
internal static class LogTrace
{
    /// <summary>The name of its value in structured forms.</summary>
    public const string Key = "TraceId";

    /// <summary>32 hexadecimal digits, or null outside of a trace.</summary>
    public static string? Id => Activity.Current is { IdFormat: ActivityIdFormat.W3C } span ? span.TraceId.ToHexString() : null;

    /// <summary>A record's text with the trace behind it, unless it names it itself.</summary>
    public static string Behind(string text) => Id is { } trace && !text.Contains(trace, StringComparison.Ordinal) ? $"{text} [trace {trace}]" : text;
}
