using System.Data.Common;
using Loyalty.Domain;
using Loyalty.Grains;
using Microsoft.Data.Sqlite;
using static Loyalty.Journal.SqliteRows;

namespace Loyalty.Journal;

/// <summary>
/// Reads of the SQLite journal. Each asks the tail first and the file after: a row that is moved from the tail to the stored
/// indexes in between is found in both, never in neither.
/// </summary>
internal sealed partial class SqliteJournal(
    SqliteReaders readers, UnindexedTail tail, GroupCommitWriter writer, JournalLimits limits, UnreadableRows unreadable, long checksumsAfter)
    : SqlJournal(writer, limits, unreadable, checksumsAfter), ISqlTables
{
    /// <summary>Overwrites what is erased; set once, when the file is open.</summary>
    public SqliteScrub? Scrub { get; set; }

    public override bool IsOwn => true;

    public override async Task<IReadOnlyList<RecordedEvent>> ReadAccountAsync(MemberId member, long afterVersion, int limit)
    {
        var page = Page(limit);
        var (inTail, all) = tail.MemberRows(member.Value, afterVersion);
        return Decoded(member, afterVersion, await readers.ReadAsync(connection => Rows(connection, member, afterVersion, inTail, all, page)));
    }

    public override Task<AccountRows> AccountRowsAsync(MemberId member, int limit)
    {
        var page = Page(limit);
        var (inTail, all) = tail.MemberRows(member.Value, afterVersion: 0);
        return readers.ReadAsync(connection =>
        {
            var (after, snapshot) = connection.Ask(SqlSnapshots.Find(member), row => row.Read() ? SqlSnapshots.Read(row) : (0, null));
            var later = inTail.SkipWhile(row => row.Version <= after).ToList();
            var rows = Rows(connection, member, after, later, all || later.Count < inTail.Count || (later.Count > 0 && later[0].Version == after + 1), page);
            var person = connection.Ask(SqlPersons.Find(member), row => row.Read() ? PersonRow.Read(member, row) : null);
            return new AccountRows(after, snapshot, rows, person);
        });
    }

    protected override async Task<IReadOnlyList<string>> MembersAfterAsync(string member, int limit)
    {
        var members = tail.MembersAfter(member, limit);
        await readers.ReadAsync(connection =>
        {
            using var next = Command(connection, "SELECT min(member) FROM member_index WHERE member > @1", member);
            // From one member to the next along the index, not through all their rows.
            for (var found = 0; found < limit && next.ExecuteScalar() is string stored; found++)
            {
                members.Add(stored);
                next.Parameters[0].Value = stored;
            }

            return members;
        });
        return [.. members.Take(limit)];
    }

    protected override Task<IReadOnlyList<StoredEvent>> StoredAfterAsync(long sequence, int limit) => readers.ReadAsync(connection =>
    {
        try
        {
            return Query(connection, $"SELECT {SqliteRows.Columns} FROM journal j WHERE j.sequence > @1 ORDER BY j.sequence LIMIT @2", sequence, limit);
        }
        catch (SqliteException e) when (e.SqliteErrorCode == SQLitePCL.raw.SQLITE_CORRUPT)
        {
            return (IReadOnlyList<StoredEvent>)SqliteRows.OneByOne(connection, sequence, tail.LastSequence, limit);
        }
    });

    public override async Task<IReadOnlyList<RecordedEvent>> FindAsync(IReadOnlyList<CommandKey> keys)
    {
        var inTail = keys.Select(key => tail.Find(key.Value)).ToList();
        return Decoded(await readers.ReadAsync(connection =>
        {
            var rows = new List<StoredEvent>();
            for (var i = 0; i < keys.Count; i++)
            {
                if (inTail[i] is { } row)
                {
                    rows.Add(Row(connection, row));
                    continue;
                }

                rows.AddRange(Query(
                    connection,
                    $"SELECT {SqliteRows.IndexedByKey} FROM key_index i LEFT JOIN journal j ON j.sequence = i.sequence WHERE i.key = @1",
                    keys[i].Value));
            }

            return rows;
        }));
    }

    public override Task<long> LastSequenceAsync() => Task.FromResult(tail.LastSequence);

    public Task<IReadOnlyList<T>> ReadAsync<T>(SqlStatement query, Func<DbDataReader, T> map) =>
        readers.ReadAsync(connection => connection.Ask(query, reader =>
        {
            var rows = new List<T>();
            while (reader.Read())
                rows.Add(map(reader));
            return (IReadOnlyList<T>)rows;
        }));

    public bool CanScrub => true;

    public Task<bool> ScrubAsync() => Scrub?.RunAsync() ?? Task.FromResult(false);

    /// <summary>A member's rows after a version, those of the tail behind those that are indexed.</summary>
    /// <param name="all">Whether the tail has them all.</param>
    private static List<StoredEvent> Rows(
        ReadConnection connection, MemberId member, long afterVersion, IReadOnlyList<TailRow> inTail, bool all, int page)
    {
        var rows = all
            ? []
            : Query(
                connection,
                $"""
                SELECT {SqliteRows.Indexed} FROM member_index i LEFT JOIN journal j ON j.sequence = i.sequence
                WHERE i.member = @1 AND i.version > @2 AND i.version < @3 ORDER BY i.version LIMIT @4
                """,
                member.Value, afterVersion, inTail.Count == 0 ? long.MaxValue : inTail[0].Version, page);
        foreach (var row in inTail.Take(page - rows.Count))
            rows.Add(Row(connection, row));
        return rows;
    }

    private static StoredEvent Row(ReadConnection connection, TailRow row) =>
        Query(connection, $"SELECT {SqliteRows.Columns} FROM journal j WHERE j.sequence = @1", row.Sequence) is [var stored]
            ? stored
            : SqliteRows.Gone(row.Sequence, row.Member, row.Version, "The row is gone.");
}
