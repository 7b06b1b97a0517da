using System.Data.Common;
using Loyalty.Domain;
using Loyalty.Grains;

namespace Loyalty.Journal;

/// <summary>An event of a stream as stored. Its sequence is given under the journal's lock, so in the order of commits.</summary>
internal static class StreamRow
{
    /// <summary>In the order that <see cref="Read"/> takes them.</summary>
    public const string Columns = "sequence, ledger_sequence, member, type, day, at, tier, body, checksum";

    /// <summary>Adds an event to a stream where a condition holds, which a statement behind it in the same transaction must end: it is then added once.</summary>
    /// <param name="condition">With <c>@member</c> for the member, and what else <paramref name="parameters"/> has.</param>
    public static SqlStatement Insert(string stream, StreamEntry entry, string condition, params (string Name, object? Value)[] parameters)
    {
        var (type, body) = StreamCodec.Encode(entry.Event);
        var at = Instants.Truncate(entry.At);
        return new SqlStatement(
            $"""
            INSERT INTO stream_events (stream, sequence, ledger_sequence, member, type, day, at, tier, body, checksum)
            SELECT @stream, (SELECT coalesce(max(told.sequence), 0) + 1 FROM stream_events told WHERE told.stream = @stream),
                (SELECT coalesce(max(journal.sequence), 0) FROM journal), @member, @type, @day, @instant, @tier, @body, @checksum
            WHERE {condition}
            """,
            [
                ("@stream", stream),
                ("@member", entry.Member.Value),
                ("@type", type),
                ("@day", entry.Date),
                ("@instant", Instants.ToMicroseconds(at)),
                ("@tier", entry.Tier),
                ("@body", body),
                ("@checksum", StreamCodec.Checksum(entry with { At = at }, type, body)),
                .. parameters,
            ]);
    }

    /// <summary>The row, or why it cannot be read, with what can.</summary>
    public static (RecordedStreamEvent? Event, long Sequence, string Member, string? Fault) Read(string stream, DbDataReader row)
    {
        var (sequence, member) = (row.GetInt64(0), row.GetValue(2) as string ?? "");
        try
        {
            var (type, body) = (row.GetString(3), row.GetString(7));
            var entry = new StreamEntry(
                member.Length == 0 ? default : MemberId.Of(member),
                row.GetFieldValue<DateOnly>(4),
                Instants.FromMicroseconds(row.GetInt64(5)),
                row.IsDBNull(6) ? null : row.GetString(6),
                StreamCodec.Decode(type, body));
            return StreamCodec.Checksum(entry, type, body) == row.GetInt64(8)
                ? (new RecordedStreamEvent(stream, sequence, row.GetInt64(1), entry), sequence, member, null)
                : (null, sequence, member, "The row has changed since it was written: its checksum is another.");
        }
        catch (Exception e) when (e is InvalidCastException or InvalidOperationException or ArgumentException or OverflowException or FormatException)
        {
            return (null, sequence, member, e.Message);
        }
    }
}
