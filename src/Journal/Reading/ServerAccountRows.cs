using System.Data.Common;
using System.Globalization;
using Loyalty.Domain;

namespace Loyalty.Journal;

/// <summary>An account as the database servers give it: the snapshot as a row before those of the journal, and the person beside them.</summary>
internal static class ServerAccountRows
{
    /// <param name="tables">Has the persons.</param>
    /// <param name="asked">The answer under way; the person is asked for while it is, so that both can share a round trip.</param>
    public static async Task<AccountRows> ReadAsync(ISqlTables tables, MemberId member, Task<IReadOnlyList<StoredEvent>> asked)
    {
        var persons = await tables.ReadAsync(SqlPersons.Find(member), row => PersonRow.Read(member, row));
        var rows = await asked;
        var person = persons.Count == 0 ? null : persons[0];
        if (rows.Count == 0 || rows[0].Sequence > 0)
            return new AccountRows(0, null, rows, person);
        var kept = rows[0];
        return new AccountRows(
            kept.Version, SnapshotCodec.Decode(int.Parse(kept.Type, CultureInfo.InvariantCulture), kept.Body), [.. rows.Skip(1)], person);
    }

    /// <summary>A row; one of sequence 0 is the snapshot's, its type the format's number.</summary>
    public static StoredEvent Stored(DbDataReader row) => row.GetInt64(0) > 0
        ? ServerRows.Stored(row)
        : new StoredEvent(0, row.GetString(1), row.GetInt64(2), row.GetString(3), row.GetFieldValue<byte[]>(4), default, null, null, null);
}
