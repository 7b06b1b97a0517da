using System.Diagnostics;

namespace Loyalty.Api;

/// <summary>The trace that a request belongs to, so that a caller can name to an operator what the log tells of.</summary>
public static class TraceIds
{
    private static readonly object Key = new();

    /// <summary>
    /// 32 hexadecimal digits (W3C Trace Context): of the trace that is recorded, else of the one that the caller has begun, else one of this
    /// request's own. The same whenever a request is asked for it.
    /// </summary>
    public static string Of(HttpContext context)
    {
        if (Activity.Current is { IdFormat: ActivityIdFormat.W3C } activity)
            return activity.TraceId.ToHexString();
        // The lines of a stream are answered, and logged, side by side.
        lock (context)
        {
            if (context.Items[Key] is string known)
                return known;
            var trace = ActivityContext.TryParse(context.Request.Headers.TraceParent, null, out var callers) ? callers.TraceId : ActivityTraceId.CreateRandom();
            context.Items[Key] = known = trace.ToHexString();
            return known;
        }
    }
}
