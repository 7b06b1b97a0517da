using System.Collections.Concurrent;
using System.Diagnostics;

namespace Loyalty.Silo.Tests;

/// <summary>Hears the spans of this process that have ended. It asks for none: what is traced is the engine's decision.</summary>
internal sealed class SpanRecorder : IDisposable
{
    private readonly ConcurrentQueue<Activity> _ended = new();
    private readonly ActivityListener _listener;

    public SpanRecorder()
    {
        _listener = new ActivityListener { ShouldListenTo = _ => true, Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.None, ActivityStopped = _ended.Enqueue };
        ActivitySource.AddActivityListener(_listener);
    }

    /// <summary>The recorded spans of a trace.</summary>
    public IReadOnlyList<Activity> Of(ActivityTraceId trace) => [.. _ended.Where(span => span.TraceId == trace && span.Recorded)];

    /// <summary>Recorded spans of a name.</summary>
    public IReadOnlyList<Activity> Named(string name) => [.. _ended.Where(span => span.OperationName == name && span.Recorded)];

    public void Dispose() => _listener.Dispose();
}
