using System.Data.Common;
using Loyalty.Domain;
using Loyalty.Grains;

namespace Loyalty.Journal;

/// <summary>One row a member; a later version replaces an earlier one.</summary>
internal sealed class SqlSnapshots(ISqlTables tables) : ISnapshotStore
{
    public async Task<AccountSnapshot?> LoadAsync(MemberId member)
    {
        var rows = await tables.ReadAsync(Find(member), Read);
        return rows.Count == 0 ? null : rows[0].Snapshot;
    }

    /// <summary>Asks for the row that <see cref="Read"/> takes.</summary>
    public static SqlStatement Find(MemberId member) =>
        new("SELECT version, format, body FROM snapshots WHERE member = @member", ("@member", member.Value));

    /// <summary>A row's version, and its snapshot if that can be read.</summary>
    public static (long Version, AccountSnapshot? Snapshot) Read(DbDataReader row) =>
        (row.GetInt64(0), SnapshotCodec.Decode(row.GetInt32(1), row.GetFieldValue<byte[]>(2)));

    // The same version again replaces too: it may stand there in a format that is not read any more.
    public Task SaveAsync(AccountSnapshot snapshot) => tables.WriteAsync(
    [
        new SqlStatement(
            """
            INSERT INTO snapshots (member, version, format, body) VALUES (@member, @version, @format, @body)
            ON CONFLICT (member) DO UPDATE SET version = excluded.version, format = excluded.format, body = excluded.body
            WHERE excluded.version >= snapshots.version
            """,
            ("@member", snapshot.MemberId.Value),
            ("@version", snapshot.Version),
            ("@format", SnapshotCodec.Format),
            ("@body", SnapshotCodec.Encode(snapshot))),
    ]);
}
