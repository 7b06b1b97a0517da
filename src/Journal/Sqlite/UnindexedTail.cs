namespace Loyalty.Journal;

/// <summary>
/// The end of the journal that its stored indexes do not cover yet. The writer's thread changes it, after the commit; readers ask it
/// before they begin to read the file, so that a row which moves from here to the indexes meanwhile is seen at least once.
/// </summary>
internal sealed class UnindexedTail(int segmentRows)
{
    private readonly Lock _gate = new();
    private List<TailSegment> _segments = [new(segmentRows)];
    private long _lastSequence;

    /// <summary>Sequence of the last durable row, or 0.</summary>
    public long LastSequence => Volatile.Read(ref _lastSequence);

    /// <summary>The oldest segment that is full and may be indexed, or null. For the writer.</summary>
    public TailSegment? OldestFull => _segments[0].IsFull ? _segments[0] : null;

    /// <summary>Segments that wait for their index. For the writer.</summary>
    public int FullSegments => _segments.Count(segment => segment.IsFull);

    /// <summary>Takes durable rows in, in order.</summary>
    public void Add(IReadOnlyList<TailRow> rows)
    {
        if (rows.Count == 0)
            return;
        lock (_gate)
        {
            foreach (var row in rows)
                AddTo(_segments, row);
        }

        Volatile.Write(ref _lastSequence, rows[^1].Sequence);
    }

    /// <summary>Starts over with what the file holds after its watermark.</summary>
    /// <param name="through">The watermark.</param>
    public void Reset(long through, IEnumerable<TailRow> rows)
    {
        var segments = new List<TailSegment> { new(segmentRows) };
        var last = through;
        foreach (var row in rows)
        {
            AddTo(segments, row);
            last = row.Sequence;
        }

        lock (_gate)
            _segments = segments;
        Volatile.Write(ref _lastSequence, last);
    }

    /// <summary>Lets a segment go, because the stored indexes cover it.</summary>
    public void Drop(TailSegment segment)
    {
        lock (_gate)
        {
            _segments.Remove(segment);
            if (_segments.Count == 0)
                _segments.Add(new TailSegment(segmentRows));
        }
    }

    /// <summary>The member's last version here, or null. For the writer, which alone changes the tail, so without the lock.</summary>
    public long? LastVersion(string member)
    {
        for (var i = _segments.Count - 1; i >= 0; i--)
        {
            if (_segments[i].LastVersion(member) is { } version)
                return version;
        }

        return null;
    }

    /// <summary>Whether a key is here. For the writer.</summary>
    public bool HasKey(string key) => _segments.Exists(segment => segment.Find(key) is not null);

    /// <summary>The member's rows after a version, oldest first, and whether these are all that the journal has.</summary>
    public (IReadOnlyList<TailRow> Rows, bool All) MemberRows(string member, long afterVersion)
    {
        var rows = new List<TailRow>();
        var all = false;
        lock (_gate)
        {
            for (var i = _segments.Count - 1; i >= 0 && !all; i--)
                all = _segments[i].AddMemberTo(rows, member, afterVersion);
        }

        rows.Reverse();
        return (rows, all || (rows.Count > 0 && rows[0].Version == afterVersion + 1));
    }

    /// <summary>The first members after one, in order.</summary>
    public SortedSet<string> MembersAfter(string member, int limit)
    {
        var members = new SortedSet<string>(StringComparer.Ordinal);
        lock (_gate)
        {
            foreach (var segment in _segments)
            {
                foreach (var candidate in segment.Members)
                {
                    if (string.CompareOrdinal(candidate, member) <= 0 || (members.Count == limit && string.CompareOrdinal(candidate, members.Max) >= 0))
                        continue;
                    if (members.Add(candidate) && members.Count > limit)
                        members.Remove(members.Max!);
                }
            }
        }

        return members;
    }

    /// <summary>The row of a member's version, or null.</summary>
    public TailRow? Find(string member, long version)
    {
        var (rows, _) = MemberRows(member, version - 1);
        return rows.Count > 0 && rows[0].Version == version ? rows[0] : null;
    }

    /// <summary>The row under a key, or null.</summary>
    public TailRow? Find(string key)
    {
        lock (_gate)
        {
            foreach (var segment in _segments)
            {
                if (segment.Find(key) is { } row)
                    return row;
            }
        }

        return null;
    }

    /// <summary>All rows that pass, oldest first. Looks at every row here, never at the file.</summary>
    public List<TailRow> Where(Func<TailRow, bool> passes)
    {
        var found = new List<TailRow>();
        lock (_gate)
        {
            foreach (var segment in _segments)
            {
                for (var i = 0; i < segment.Count; i++)
                {
                    if (passes(segment[i]))
                        found.Add(segment[i]);
                }
            }
        }

        return found;
    }

    private void AddTo(List<TailSegment> segments, in TailRow row)
    {
        segments[^1].Add(row);
        if (segments[^1].IsFull)
            segments.Add(new TailSegment(segmentRows));
    }
}
