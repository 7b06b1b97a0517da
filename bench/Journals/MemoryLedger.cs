using Loyalty.Domain;
using Loyalty.Grains;
using Loyalty.Journal;

namespace Loyalty.Bench;

/// <summary>
/// The rows of a journal in memory with the indexes that its reads need. The floor keeps nothing else; the framed file keeps its
/// reads here, as a store that is as fast as the machine would.
/// </summary>
internal sealed class MemoryLedger
{
    private readonly Lock _lock = new();
    private readonly List<StoredEvent> _rows = [];
    private readonly Dictionary<string, List<int>> _accounts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _keys = new(StringComparer.Ordinal);
    private readonly List<(DateOnly Due, int Row)> _due = [];

    /// <summary>The sequence of the last row, or 0.</summary>
    public long LastSequence
    {
        get
        {
            lock (_lock)
                return _rows.Count;
        }
    }

    /// <summary>Decides an append and takes it in if it can be written.</summary>
    public AppendOutcome Append(PendingAppend append)
    {
        lock (_lock)
        {
            var decision = new BatchDecision(LastVersion, _keys.ContainsKey);
            var outcome = decision.Decide(append);
            if (outcome != AppendOutcome.Appended)
                return outcome;
            Add(append);
            return outcome.Through(_rows.Count);
        }
    }

    /// <summary>Decisions on what is held now, for a batch that is taken in later.</summary>
    public BatchDecision DecideBatch() => new(LastVersion, IsTaken);

    /// <summary>Takes in what was decided and is durable.</summary>
    public void AddAll(IEnumerable<PendingAppend> appends)
    {
        lock (_lock)
        {
            foreach (var append in appends)
                Add(append);
        }
    }

    /// <summary>Takes in one row as it was stored before.</summary>
    public void Add(string member, long version, DateTimeOffset at, EncodedEvent stored)
    {
        lock (_lock)
            AddRow(member, version, at, stored);
    }

    public IReadOnlyList<RecordedEvent> ReadAccount(string member, long afterVersion, int limit)
    {
        lock (_lock)
        {
            return _accounts.TryGetValue(member, out var rows) && afterVersion < rows.Count
                ? [.. rows.Skip((int)Math.Max(0, afterVersion)).Take(limit).Select(row => EventCodec.Decode(_rows[row]))]
                : [];
        }
    }

    public IReadOnlyList<RecordedEvent> ReadAll(long afterSequence, int limit)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        lock (_lock)
        {
            var first = (int)Math.Min(afterSequence, _rows.Count);
            return [.. _rows.GetRange(first, Math.Min(limit, _rows.Count - first)).Select(row => EventCodec.Decode(row))];
        }
    }

    public IReadOnlyList<RecordedEvent> Find(IReadOnlyList<CommandKey> keys)
    {
        lock (_lock)
            return [.. keys.Where(key => _keys.ContainsKey(key.Value)).Select(key => EventCodec.Decode(_rows[_keys[key.Value]]))];
    }

    public IReadOnlyList<MemberId> ReadMembers(MemberId? after, int limit)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        lock (_lock)
        {
            return
            [
                .. _accounts.Keys.Where(member => string.CompareOrdinal(member, after?.Value) > 0)
                    .Order(StringComparer.Ordinal).Take(limit).Select(MemberId.Of),
            ];
        }
    }

    public DuePage ReadDue(DueQuery query, int limit)
    {
        var from = DueCursor.Of(query);
        lock (_lock)
        {
            var rows = _due
                .Where(entry => entry.Due > query.After && entry.Due <= query.Through && entry.Row >= query.AfterSequence
                    && (entry.Row + 1) % query.Share.Of == query.Share.Number)
                .Select(entry => (At: new DueCursor(entry.Due, entry.Row + 1), _rows[entry.Row].Member))
                .Where(row => from is not { } after || (row.At.Due, row.At.Sequence).CompareTo((after.Due, after.Sequence)) > 0)
                .OrderBy(row => row.At.Due).ThenBy(row => row.At.Sequence)
                .Take(limit);
            return DueCursor.Page([.. rows], limit);
        }
    }

    private long LastVersion(PendingAppend append)
    {
        lock (_lock)
            return _accounts.TryGetValue(append.Member, out var rows) ? rows.Count : 0;
    }

    private bool IsTaken(string key)
    {
        lock (_lock)
            return _keys.ContainsKey(key);
    }

    private void Add(PendingAppend append)
    {
        for (var i = 0; i < append.Events.Count; i++)
            AddRow(append.Member, append.ExpectedVersion + i + 1, append.At, append.Events[i]);
    }

    private void AddRow(string member, long version, DateTimeOffset at, EncodedEvent stored)
    {
        var row = _rows.Count;
        _rows.Add(new StoredEvent(row + 1, member, version, stored.Type, stored.Body, at, stored.Due, stored.Key, stored.Checksum));
        if (!_accounts.TryGetValue(member, out var account))
            _accounts[member] = account = new List<int>(4);
        account.Add(row);
        if (stored.Key is { } key)
            _keys[key] = row;
        if (stored.Due is { } due)
            _due.Add((due, row));
    }
}
