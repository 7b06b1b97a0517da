using System.Runtime.InteropServices;

namespace Loyalty.Journal;

/// <summary>A full segment in the three orders of the stored indexes, and how far it has been written.</summary>
/// <remarks>
/// Sorted, a run touches each leaf of an index once instead of once a row; that is what keeps random keys from costing an append
/// anything.
/// </remarks>
internal sealed class IndexRun
{
    private readonly int[] _byMember;
    private readonly int[] _byKey;
    private readonly int[] _byDue;

    public IndexRun(TailSegment segment)
    {
        Segment = segment;
        // Versions of a member stand in the segment in their order.
        _byMember = ByText(row => row.Member);
        _byKey = ByText(row => row.Key);
        _byDue = ByDue();
    }

    public TailSegment Segment { get; }

    /// <summary>Index entries in all.</summary>
    public int Entries => _byMember.Length + _byKey.Length + _byDue.Length;

    /// <summary>Index entries written, and committed.</summary>
    public int Written { get; set; }

    /// <summary>The entry at a place in the order of writing: its row and which index it belongs to.</summary>
    public (IndexKind Kind, TailRow Row) this[int entry]
    {
        get
        {
            if (entry < _byMember.Length)
                return (IndexKind.Member, Segment[_byMember[entry]]);
            entry -= _byMember.Length;
            return entry < _byKey.Length
                ? (IndexKind.Key, Segment[_byKey[entry]])
                : (IndexKind.Due, Segment[_byDue[entry - _byKey.Length]]);
        }
    }

    // The texts are taken out of the rows before they are sorted, and the comparer is a struct: this runs beside the callers, on
    // cores that they need.
    private int[] ByText(Func<TailRow, string?> text)
    {
        var entries = new List<(string Text, int Row)>(Segment.Count);
        for (var row = 0; row < Segment.Count; row++)
        {
            if (text(Segment[row]) is { } own)
                entries.Add((own, row));
        }

        CollectionsMarshal.AsSpan(entries).Sort(default(TextThenRow));
        return [.. entries.Select(entry => entry.Row)];
    }

    // The day above, the row below: one number sorts as the pair does.
    private int[] ByDue()
    {
        var entries = new List<long>(Segment.Count);
        for (var row = 0; row < Segment.Count; row++)
        {
            if (Segment[row].Due is { } due)
                entries.Add(((long)due << 32) | (uint)row);
        }

        entries.Sort();
        return [.. entries.Select(entry => (int)(entry & uint.MaxValue))];
    }

    private readonly struct TextThenRow : IComparer<(string Text, int Row)>
    {
        public int Compare((string Text, int Row) x, (string Text, int Row) y)
        {
            var order = string.CompareOrdinal(x.Text, y.Text);
            return order != 0 ? order : x.Row.CompareTo(y.Row);
        }
    }
}

/// <summary>The stored indexes.</summary>
internal enum IndexKind
{
    Member,
    Key,
    Due,
}
