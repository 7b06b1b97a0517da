using System.Data.Common;
using Loyalty.Domain;
using Loyalty.Grains;
using Npgsql;

namespace Loyalty.Journal;

/// <summary>Reads of the PostgreSQL journal.</summary>
internal sealed class PostgresJournal(
    PostgresDatabase database, QueryBatcher questions, GroupCommitWriter writer, JournalLimits limits, UnreadableRows unreadable)
    : SqlJournal(writer, limits, unreadable), ISqlTables
{
    private const string Columns = "sequence, member, version, type, body, at, due, key, checksum";

    public override async Task<IReadOnlyList<RecordedEvent>> ReadAccountAsync(MemberId member, long afterVersion, int limit) => Decoded(
        member, afterVersion, await AskAsync(
            $"SELECT {Columns} FROM journal WHERE member = $1 AND version > $2 ORDER BY version LIMIT $3",
            member.Value,
            afterVersion,
            Page(limit)));

    public override Task<AccountRows> AccountRowsAsync(MemberId member, int limit) =>
        ServerAccountRows.ReadAsync(this, member, AskAsync(AccountWithSnapshot, ServerAccountRows.Stored, member.Value, Page(limit)));

    public override async Task<IReadOnlyList<RecordedEvent>> FindAsync(IReadOnlyList<CommandKey> keys) => Decoded(
        await AskAsync($"SELECT {Columns} FROM journal WHERE key = ANY ($1)", [keys.Select(key => key.Value).ToArray()]));

    // From one member to the next along the index, not through all their rows.
    protected override Task<IReadOnlyList<string>> MembersAfterAsync(string member, int limit) => RowsAsync(
        """
        WITH RECURSIVE members (member) AS (
            SELECT min(member) FROM journal WHERE member > $1
            UNION ALL
            SELECT (SELECT min(j.member) FROM journal j WHERE j.member > members.member) FROM members WHERE members.member IS NOT NULL
        )
        SELECT member FROM members WHERE member IS NOT NULL LIMIT $2
        """,
        row => row.GetString(0),
        member,
        limit);

    // No row can commit behind one that has been read: see PostgresBatch.
    protected override Task<IReadOnlyList<StoredEvent>> StoredAfterAsync(long sequence, int limit) =>
        RowsAsync($"SELECT {Columns} FROM journal WHERE sequence > $1 ORDER BY sequence LIMIT $2", ServerRows.Stored, sequence, limit);

    public override async Task<long> LastSequenceAsync() =>
        (await RowsAsync("SELECT coalesce(max(sequence), 0) FROM journal", row => row.GetInt64(0)))[0];

    public override async Task<DuePage> ReadDueAsync(DueQuery query)
    {
        var page = Page(query.Limit);
        var from = DueCursor.Of(query);
        var rows = await RowsAsync(
            query.AfterSequence == 0 ? AllDue : DueAfterSequence,
            row => (new DueCursor(row.GetFieldValue<DateOnly>(0), row.GetInt64(1)), row.GetString(2)),
            query.After,
            query.Through,
            from?.Due ?? DateOnly.MinValue,
            from?.Sequence ?? 0,
            page,
            query.AfterSequence,
            (long)query.Share.Of,
            (long)query.Share.Number);
        return DueCursor.Page(rows, page);
    }

    public override Task<IReadOnlyList<string>> MembersAsync(string prefix, int limit) =>
        RowsAsync(MembersFrom, row => row.GetString(0), prefix, prefix + "~", limit);

    public override async Task<IReadOnlyList<DateOnly?>> DueAtAsync(IReadOnlyList<(MemberId Member, long Version)> rows) => await RowsAsync(
        """
        SELECT (SELECT due FROM journal WHERE journal.member = asked.member AND journal.version = asked.version)
        FROM unnest($1::text[], $2::bigint[]) WITH ORDINALITY AS asked (member, version, place) ORDER BY place
        """,
        row => row.IsDBNull(0) ? (DateOnly?)null : row.GetFieldValue<DateOnly>(0),
        rows.Select(row => row.Member.Value).ToArray(),
        rows.Select(row => row.Version).ToArray());

    public Task<IReadOnlyList<T>> ReadAsync<T>(SqlStatement query, Func<DbDataReader, T> map) => questions.AskAsync(
        () =>
        {
            var command = new NpgsqlBatchCommand(query.Text);
            query.Bind(command.Parameters, () => new NpgsqlParameter());
            return command;
        },
        map);

    // Rows that are gone lie in the server's files until a vacuum, and in its log: the server's owner decides on both.
    public Task<bool> ScrubAsync() => Task.FromResult(false);

    // From member to member through the index of versions: a member's many rows are jumped over, not read.
    private const string MembersFrom =
        """
        WITH RECURSIVE found (member) AS (
            (SELECT member FROM journal WHERE member >= $1 AND member < $2 ORDER BY member LIMIT 1)
            UNION ALL
            SELECT (SELECT next.member FROM journal next WHERE next.member > found.member AND next.member < $2 ORDER BY next.member LIMIT 1)
            FROM found WHERE found.member IS NOT NULL
        )
        SELECT member FROM found WHERE member IS NOT NULL LIMIT $3
        """;

    // One range of the index.
    private const string AllDue =
        """
        SELECT due, sequence, member FROM journal
        WHERE due > $1 AND due <= $2 AND (due, sequence) > ($3, $4) AND sequence > $6 AND sequence % $7 = $8
        ORDER BY due, sequence LIMIT $5
        """;

    // Day by day: within a day the index goes by sequence, so that rows before AfterSequence are jumped over, not read.
    private const string DueAfterSequence =
        """
        WITH RECURSIVE days (due) AS (
            SELECT min(due) FROM journal WHERE due > $1 AND due >= $3 AND due <= $2
            UNION ALL
            SELECT (SELECT min(j.due) FROM journal j WHERE j.due > days.due AND j.due <= $2) FROM days WHERE days.due IS NOT NULL
        )
        SELECT days.due, found.sequence, found.member
        FROM days, LATERAL (
            SELECT sequence, member FROM journal
            WHERE journal.due = days.due AND sequence > $6 AND (journal.due > $3 OR sequence > $4) AND sequence % $7 = $8
            ORDER BY sequence LIMIT $5
        ) found
        ORDER BY days.due, found.sequence LIMIT $5
        """;

    // In one statement, so that no newer snapshot comes between. What comes first has sequence 0.
    private const string AccountWithSnapshot =
        $"""
        (SELECT 0::bigint AS sequence, member, version, format::text AS type, body, NULL::timestamptz AS at, NULL::date AS due,
            NULL::text AS key, NULL::bigint AS checksum FROM snapshots WHERE member = $1)
        UNION ALL
        (SELECT {Columns} FROM journal
            WHERE member = $1 AND version > coalesce((SELECT version FROM snapshots WHERE member = $1), 0) ORDER BY version LIMIT $2)
        ORDER BY sequence
        """;

    private Task<IReadOnlyList<StoredEvent>> AskAsync(string text, params object[] values) => AskAsync(text, ServerRows.Stored, values);

    private Task<IReadOnlyList<StoredEvent>> AskAsync(string text, Func<DbDataReader, StoredEvent> map, params object[] values) => questions.AskAsync(
        () =>
        {
            var command = new NpgsqlBatchCommand(text);
            AddAll(command.Parameters, values);
            return command;
        },
        map);

    private Task<IReadOnlyList<T>> RowsAsync<T>(string text, Func<DbDataReader, T> map, params object[] values) =>
        database.ReadAsync(async connection =>
        {
            await using var command = connection.CreateCommand();
            command.CommandText = text;
            AddAll(command.Parameters, values);
            return await command.RowsAsync(map);
        });

    private static void AddAll(DbParameterCollection parameters, object[] values)
    {
        foreach (var value in values)
            parameters.Add(new NpgsqlParameter { Value = value });
    }
}
