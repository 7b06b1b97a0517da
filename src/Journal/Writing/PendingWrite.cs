using System.Diagnostics;

namespace Loyalty.Journal;

/// <summary>Something that waits for the writer. It is settled once, after the commit; its caller goes on in that call.</summary>
internal abstract class PendingWrite
{
    /// <summary>The span of who waits, where it is recorded.</summary>
    public virtual Activity? Caller => null;

    /// <summary>Rows it adds to a batch, at least 1.</summary>
    public abstract int Rows { get; }

    /// <summary>Answers the caller; the batch is durable.</summary>
    public abstract void Settle(JournalMetrics metrics);

    /// <summary>Answers the caller that it failed.</summary>
    public abstract void Fail(Exception reason, JournalMetrics metrics);
}
