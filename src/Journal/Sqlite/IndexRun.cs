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
        _byMember = Sorted(_ => true, static (a, b) =>
        {
            var order = string.CompareOrdinal(a.Member, b.Member);
            return order != 0 ? order : a.Version.CompareTo(b.Version);
        });
        _byKey = Sorted(row => row.Key is not null, static (a, b) => string.CompareOrdinal(a.Key, b.Key));
        _byDue = Sorted(row => row.Due is not null, static (a, b) => (a.Due!.Value, a.Sequence).CompareTo((b.Due!.Value, b.Sequence)));
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

    private int[] Sorted(Func<TailRow, bool> belongs, Comparison<TailRow> order)
    {
        var rows = Enumerable.Range(0, Segment.Count).Where(i => belongs(Segment[i])).ToArray();
        Array.Sort(rows, (a, b) => order(Segment[a], Segment[b]));
        return rows;
    }
}

/// <summary>The stored indexes.</summary>
internal enum IndexKind
{
    Member,
    Key,
    Due,
}
