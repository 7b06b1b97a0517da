namespace Loyalty.Journal;

/// <summary>What the indexes need to know of a row of the journal.</summary>
/// <param name="Due">The due day's number, or null.</param>
internal readonly record struct TailRow(long Sequence, string Member, long Version, string? Key, int? Due);

/// <summary>
/// Rows of the journal that are not in its stored indexes yet, with the same three ways in. It only grows, and once it is full it
/// does not change.
/// </summary>
internal sealed class TailSegment(int capacity)
{
    private readonly List<(TailRow Row, int Before)> _rows = new(Math.Min(capacity, 1024));
    private readonly Dictionary<string, int> _lastOfMember = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _byKey = new(StringComparer.Ordinal);

    public int Count => _rows.Count;

    public bool IsFull => _rows.Count >= capacity;

    public TailRow this[int index] => _rows[index].Row;

    /// <summary>Whoever has a row here, each once.</summary>
    public IEnumerable<string> Members => _lastOfMember.Keys;

    public void Add(in TailRow row)
    {
        var index = _rows.Count;
        _rows.Add((row, _lastOfMember.GetValueOrDefault(row.Member, -1)));
        _lastOfMember[row.Member] = index;
        // A key that comes twice is that of a damaged row: the first has it.
        if (row.Key is not null)
            _byKey.TryAdd(row.Key, index);
    }

    /// <summary>The member's last version here, or null.</summary>
    public long? LastVersion(string member) => _lastOfMember.TryGetValue(member, out var index) ? _rows[index].Row.Version : null;

    /// <summary>The row under a key, or null.</summary>
    public TailRow? Find(string key) => _byKey.TryGetValue(key, out var index) ? _rows[index].Row : null;

    /// <summary>Adds the member's rows after a version, newest first.</summary>
    /// <returns>Whether one of that version or before was met, so that there can be no more.</returns>
    public bool AddMemberTo(List<TailRow> rows, string member, long afterVersion)
    {
        for (var index = _lastOfMember.GetValueOrDefault(member, -1); index >= 0; index = _rows[index].Before)
        {
            if (_rows[index].Row.Version <= afterVersion)
                return true;
            rows.Add(_rows[index].Row);
        }

        return false;
    }
}
