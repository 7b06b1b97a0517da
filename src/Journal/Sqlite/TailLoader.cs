using Loyalty.Grains;

namespace Loyalty.Journal;

/// <summary>
/// Fills the tail with what the file holds after its indexes, and looks at each of these rows while it does: the newest rows are checked
/// at every start.
/// </summary>
internal sealed class TailLoader(UnreadableRows unreadable)
{
    /// <summary>Rows after this sequence have a checksum.</summary>
    public long ChecksumsAfter { get; set; } = long.MaxValue;

    public void Load(UnindexedTail tail, SqliteSession session)
    {
        var through = session.IndexedThrough;
        tail.Reset(through, Rows(session, through));
    }

    private IEnumerable<TailRow> Rows(SqliteSession session, long through)
    {
        foreach (var row in session.RowsAfter(through))
        {
            foreach (var missing in UnreadableRows.Missing(through, row.Sequence))
                unreadable.Add(missing);
            through = row.Sequence;
            if (Fault(row) is { } fault)
                unreadable.Add(new UnreadableRow(row.Member, row.Sequence, row.Version, fault));
            // What is left of a row whose columns cannot be read is its place: whoever reads its member meets the gap.
            yield return new TailRow(row.Sequence, row.Member, row.Version, row.Key, row.Due?.DayNumber);
        }
    }

    private string? Fault(in StoredEvent row)
    {
        try
        {
            EventCodec.RequireUnchanged(row, ChecksumsAfter);
            return null;
        }
        catch (FormatException fault)
        {
            return fault.Message;
        }
    }
}
