using System.Diagnostics;

namespace Loyalty.Api;

/// <summary>Names the trace in which a record is written.</summary>
internal static class LogTrace
{
    /// <summary>The name of its value in structured forms.</summary>
    public const string Key = "TraceId";

    // Every one of them sees the request of its own flow of control.
    private static readonly HttpContextAccessor Requests = new();

    /// <summary>32 hexadecimal digits: of the trace that is recorded, else of the request; null outside of both.</summary>
    public static string? Id => Activity.Current is { IdFormat: ActivityIdFormat.W3C } span
        ? span.TraceId.ToHexString()
        : Requests.HttpContext is { } request ? TraceIds.Of(request) : null;

    /// <summary>A record's text with the trace behind it, unless it names it itself.</summary>
    public static string Behind(string text) => Id is { } trace && !text.Contains(trace, StringComparison.Ordinal) ? $"{text} [trace {trace}]" : text;
}
