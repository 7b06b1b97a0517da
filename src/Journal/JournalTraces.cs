using System.Diagnostics;

namespace Loyalty.Journal;

/// <summary>
/// The journal's part of a trace: a span for each batch that has a traced write, linked with all of them. A batch belongs to many callers,
/// so it is nobody's child.
/// </summary>
public static class JournalTraces
{
    /// <summary>Name of the source.</summary>
    public const string SourceName = "Loyalty.Journal";

    /// <summary>The tag with the rows of a batch.</summary>
    public const string RowsTag = "loyalty.journal.rows";

    /// <summary>The tag with the writes that share a batch.</summary>
    public const string WritesTag = "loyalty.journal.writes";

    private static readonly ActivitySource Source = new(SourceName);

    /// <summary>The caller's span where it is recorded, else null; costs nothing while nobody listens.</summary>
    internal static Activity? Caller => Source.HasListeners() && Activity.Current is { Recorded: true } caller ? caller : null;

    /// <summary>Begins the span of a batch.</summary>
    /// <returns>Null where none of its writes is traced.</returns>
    internal static Activity? Begin(IReadOnlyList<PendingWrite> batch)
    {
        if (!Source.HasListeners())
            return null;
        List<Activity>? callers = null;
        var rows = 0;
        foreach (var write in batch)
        {
            rows += write.Rows;
            if (write.Caller is { } caller)
                (callers ??= []).Add(caller);
        }

        if (callers is null)
            return null;
        var links = callers.ConvertAll(caller => new ActivityLink(caller.Context));
        var span = Source.StartActivity("journal.commit", ActivityKind.Internal, parentContext: default, links: links);
        if (span is null)
            return null;
        span.SetTag(RowsTag, rows).SetTag(WritesTag, batch.Count);
        // Each way: who looks at a purchase finds its batch, who looks at a batch finds its purchases.
        foreach (var caller in callers)
            caller.AddLink(new ActivityLink(span.Context));
        return span;
    }
}
