namespace Loyalty.Journal;

/// <summary>What a database holds of the members, keys and rows that some appends are about.</summary>
internal sealed class HeldRows
{
    private readonly Dictionary<string, long> _versions = new(StringComparer.Ordinal);
    private readonly HashSet<string> _keys = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Member, long Version), (string Type, byte[] Body, DateTime At)> _rows = [];

    public void AddVersion(string member, long last) => _versions[member] = last;

    public void AddKey(string key) => _keys.Add(key);

    /// <param name="at">UTC.</param>
    public void AddRow(string member, long version, string type, byte[] body, DateTime at) => _rows[(member, version)] = (type, body, at);

    /// <summary>The member's last version, 0 for none.</summary>
    public long LastVersion(PendingAppend append) => _versions.GetValueOrDefault(append.Member);

    public bool IsTaken(string key) => _keys.Contains(key);

    /// <summary>Whether every row of the append stands there to the byte: then it was written by a commit whose answer was lost.</summary>
    public bool Holds(PendingAppend append) => append.Events.Select((stored, i) => (stored, Version: append.ExpectedVersion + i + 1)).All(
        wanted => _rows.TryGetValue((append.Member, wanted.Version), out var row)
            && row.Type == wanted.stored.Type
            && row.At == append.At.UtcDateTime
            && row.Body.AsSpan().SequenceEqual(wanted.stored.Body));
}
