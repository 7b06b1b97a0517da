namespace Loyalty.Journal;

/// <summary>The bounds of a journal. The defaults are meant for production; tests make them small.</summary>
public sealed record JournalLimits
{
    public static JournalLimits Default { get; } = new();

    /// <summary>Writes that may wait for the writer; one more is refused as busy.</summary>
    public int QueuedWrites { get; init; } = 16_384;

    /// <summary>Rows that share a transaction, unless a single append has more.</summary>
    public int BatchRows { get; init; } = 512;

    /// <summary>Rows that a read answers at most, whatever limit the caller gives.</summary>
    public int PageRows { get; init; } = 10_000;

    /// <summary>SQLite: rows that are sorted and indexed together. Up to twice as many are held in memory in the usual case.</summary>
    public int IndexRunRows { get; init; } = 200_000;

    /// <summary>SQLite: index entries that are written at once, between two batches.</summary>
    public int IndexChunkRows { get; init; } = 2_048;

    /// <summary>SQLite: runs that may wait for their index; at the bound, appends wait for it too.</summary>
    public int IndexRunsWaiting { get; init; } = 3;

    /// <summary>SQLite: pages of 4 KiB that gather in the write-ahead log before they are moved to the file.</summary>
    public int LogPages { get; init; } = 4_096;

    /// <summary>SQLite: a file of at most so many bytes has the structure of its pages checked at the start: a fraction of a second.</summary>
    public long CheckedAtStart { get; init; } = 64 << 20;

    /// <summary>SQLite: open the journal although changes that were answered are missing from it.</summary>
    public bool AcceptLoss { get; init; }

    /// <summary>PostgreSQL and SQL Server: how long a write is tried again while the server cannot be reached, counted from the first failure.</summary>
    public TimeSpan Outage { get; init; } = TimeSpan.FromSeconds(30);
}
