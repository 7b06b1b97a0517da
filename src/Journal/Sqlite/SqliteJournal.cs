using System.Data.Common;
using Loyalty.Domain;
using Loyalty.Grains;
using Microsoft.Data.Sqlite;

namespace Loyalty.Journal;

/// <summary>
/// Reads of the SQLite journal. Each asks the tail first and the file after: a row that is moved from the tail to the stored
/// indexes in between is found in both, never in neither.
/// </summary>
internal sealed partial class SqliteJournal(SqliteFile file, SqliteReaders readers, UnindexedTail tail, GroupCommitWriter writer, JournalLimits limits)
    : SqlJournal(writer, limits), ISqlTables
{
    private readonly SqliteScrub _scrub = new(file);

    private const string Columns = "j.sequence, j.member, j.version, j.type, j.body, j.at";

    public override async Task<IReadOnlyList<RecordedEvent>> ReadAccountAsync(MemberId member, long afterVersion, int limit)
    {
        var page = Page(limit);
        var (inTail, all) = tail.MemberRows(member.Value, afterVersion);
        var stored = await readers.ReadAsync(connection =>
        {
            var rows = all
                ? []
                : Query(
                    connection,
                    $"""
                    SELECT {Columns} FROM member_index i CROSS JOIN journal j ON j.sequence = i.sequence
                    WHERE i.member = @1 AND i.version > @2 AND i.version < @3 ORDER BY i.version LIMIT @4
                    """,
                    member.Value, afterVersion, inTail.Count == 0 ? long.MaxValue : inTail[0].Version, page);
            rows.AddRange(BySequence(connection, inTail.Take(page - rows.Count).Select(row => row.Sequence)));
            return rows;
        });
        return Decoded(stored);
    }

    public override async Task<IReadOnlyList<MemberId>> ReadMembersAsync(MemberId? after, int limit)
    {
        var page = Page(limit);
        var from = after?.Value ?? "";
        var members = tail.MembersAfter(from, page);
        await readers.ReadAsync(connection =>
        {
            using var next = Command(connection, "SELECT min(member) FROM member_index WHERE member > @1", from);
            // From one member to the next along the index, not through all their rows.
            for (var found = 0; found < page && next.ExecuteScalar() is string member; found++)
            {
                members.Add(member);
                next.Parameters[0].Value = member;
            }

            return members;
        });
        return Members(members.Take(page));
    }

    public override async Task<IReadOnlyList<RecordedEvent>> ReadAllAsync(long afterSequence, int limit)
    {
        var page = Page(limit);
        return Decoded(await readers.ReadAsync(connection => Query(
            connection, $"SELECT {Columns} FROM journal j WHERE j.sequence > @1 ORDER BY j.sequence LIMIT @2", afterSequence, page)));
    }

    public override async Task<IReadOnlyList<RecordedEvent>> FindAsync(IReadOnlyList<CommandKey> keys)
    {
        var inTail = keys.Select(key => tail.SequenceOf(key.Value)).ToList();
        return Decoded(await readers.ReadAsync(connection =>
        {
            var rows = new List<StoredEvent>();
            for (var i = 0; i < keys.Count; i++)
            {
                rows.AddRange(inTail[i] is { } sequence
                    ? BySequence(connection, [sequence])
                    : Query(
                        connection,
                        $"SELECT {Columns} FROM key_index k CROSS JOIN journal j ON j.sequence = k.sequence WHERE k.key = @1",
                        keys[i].Value));
            }

            return rows;
        }));
    }

    public override Task<long> LastSequenceAsync() => Task.FromResult(tail.LastSequence);

    public Task<IReadOnlyList<T>> ReadAsync<T>(SqlStatement query, Func<DbDataReader, T> map) => readers.ReadAsync(connection =>
    {
        using var command = Command(connection, query.Text);
        query.Bind(command.Parameters, command.CreateParameter);
        using var reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
            rows.Add(map(reader));
        return (IReadOnlyList<T>)rows;
    });

    public Task<bool> ScrubAsync() => _scrub.RunAsync(this);

    private static List<StoredEvent> BySequence(SqliteConnection connection, IEnumerable<long> sequences)
    {
        var rows = new List<StoredEvent>();
        foreach (var sequence in sequences)
            rows.AddRange(Query(connection, $"SELECT {Columns} FROM journal j WHERE j.sequence = @1", sequence));
        return rows;
    }

    private static List<StoredEvent> Query(SqliteConnection connection, string text, params ReadOnlySpan<object?> values)
    {
        using var command = Command(connection, text, values);
        using var reader = command.ExecuteReader();
        var rows = new List<StoredEvent>();
        while (reader.Read())
        {
            rows.Add(new StoredEvent(
                reader.GetInt64(0),
                reader.GetString(1),
                reader.GetInt64(2),
                reader.GetString(3),
                reader.GetFieldValue<byte[]>(4),
                Instants.FromMicroseconds(reader.GetInt64(5))));
        }

        return rows;
    }

    private static SqliteCommand Command(SqliteConnection connection, string text, params ReadOnlySpan<object?> values)
    {
        var command = connection.CreateCommand();
        command.CommandText = text;
        for (var i = 0; i < values.Length; i++)
            command.Parameters.Add(new SqliteParameter { ParameterName = $"@{i + 1}", Value = values[i] ?? DBNull.Value });
        return command;
    }
}
