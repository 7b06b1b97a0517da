using System.Data.Common;

namespace Loyalty.Journal;

/// <summary>What a database holds of the members, keys and rows that some appends are about.</summary>
internal sealed class ExistingRows
{
    private readonly Dictionary<string, long> _versions = new(StringComparer.Ordinal);
    private readonly HashSet<string> _keys = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Member, long Version), (string Type, byte[] Body, DateTime At, long Sequence)> _rows = [];

    /// <summary>Reads three results: members with their last versions, keys that are taken, and rows with member, version, type, body, instant and sequence.</summary>
    public static ExistingRows Read(DbDataReader reader)
    {
        var held = new ExistingRows();
        while (reader.Read())
            held._versions[reader.GetString(0)] = reader.GetInt64(1);
        reader.NextResult();
        while (reader.Read())
            held._keys.Add(reader.GetString(0));
        reader.NextResult();
        while (reader.Read())
            held._rows[(reader.GetString(0), reader.GetInt64(1))] = (reader.GetString(2), reader.GetFieldValue<byte[]>(3), ServerRows.Utc(reader, 4), reader.GetInt64(5));
        return held;
    }

    /// <summary>The member's last version, 0 for none.</summary>
    public long LastVersion(PendingAppend append) => _versions.GetValueOrDefault(append.Member);

    public bool IsTaken(string key) => _keys.Contains(key);

    /// <summary>The sequence of the last row of an append that is held.</summary>
    public long LastSequence(PendingAppend append) => _rows[(append.Member, append.ExpectedVersion + append.Events.Count)].Sequence;

    /// <summary>Whether every row of the append stands there to the byte: then it was written by a commit whose answer was lost.</summary>
    public bool Holds(PendingAppend append) => append.Events.Select((stored, i) => (stored, Version: append.ExpectedVersion + i + 1)).All(
        wanted => _rows.TryGetValue((append.Member, wanted.Version), out var row)
            && row.Type == wanted.stored.Type
            && row.At == append.At.UtcDateTime
            && row.Body.AsSpan().SequenceEqual(wanted.stored.Body));
}
