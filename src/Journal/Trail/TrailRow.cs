using System.Data.Common;
using Loyalty.Domain;
using Loyalty.Grains;

namespace Loyalty.Journal;

/// <summary>A record of the trail as stored, and the ends of the trail.</summary>
internal static class TrailRow
{
    /// <summary>In the order that <see cref="Read"/> takes them.</summary>
    public const string Columns = "sequence, at, by_kind, who, origin, action, member, subject, reason, detail, previous, hash";

    public const string Head = "head";

    public const string Root = "root";

    /// <summary>
    /// Writes a record where the trail ends with the one it follows, and nothing where another writer was faster or it stands there
    /// already: a record is never put behind one that it does not know.
    /// </summary>
    public static IEnumerable<SqlStatement> Insert(TrailRecord record)
    {
        var entry = record.Entry;
        yield return new SqlStatement(
            $"""
            INSERT INTO trail ({Columns})
            SELECT @sequence, @at, @by, @who, CAST(@origin AS text), @action, CAST(@member AS text), CAST(@subject AS text),
                CAST(@reason AS text), CAST(@detail AS text), @previous, @hash
            WHERE EXISTS (SELECT 1 FROM trail_ends WHERE name = '{Head}' AND sequence = @before AND hash = @previous)
            """,
            ("@sequence", record.Sequence),
            ("@at", Instants.ToMicroseconds(record.At)),
            ("@by", entry.Source.By),
            ("@who", entry.Source.Who),
            ("@origin", entry.Source.From),
            ("@action", entry.Action),
            ("@member", entry.Member?.Value),
            ("@subject", entry.Subject),
            ("@reason", entry.Reason),
            ("@detail", entry.Detail),
            ("@previous", record.Previous),
            ("@hash", record.Hash),
            ("@before", record.Sequence - 1));
        yield return new SqlStatement(
            $"UPDATE trail_ends SET sequence = @sequence, hash = @hash WHERE name = '{Head}' AND sequence = @before AND hash = @previous",
            ("@sequence", record.Sequence),
            ("@hash", record.Hash),
            ("@before", record.Sequence - 1),
            ("@previous", record.Previous));
    }

    /// <exception cref="JournalDamagedException">The row is not what was written.</exception>
    public static TrailRecord Read(DbDataReader row)
    {
        var member = Text(row, 6);
        if (member is not null && MemberId.Parse(member).Refusal is { } refusal)
            throw new JournalDamagedException(member, 0, $"Record {row.GetInt64(0)} of the trail cannot be read: {refusal.Detail}");
        return new TrailRecord(
            row.GetInt64(0),
            Instants.FromMicroseconds(row.GetInt64(1)),
            new TrailEntry(
                new TrailSource(row.GetString(2), row.GetString(3), Text(row, 4)),
                row.GetString(5),
                member is null ? null : MemberId.Of(member),
                Text(row, 7),
                Text(row, 8),
                Text(row, 9)),
            row.GetString(10),
            row.GetString(11));
    }

    private static string? Text(DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}
