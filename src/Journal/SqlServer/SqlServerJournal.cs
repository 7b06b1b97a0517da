using System.Data.Common;
using Loyalty.Domain;
using Loyalty.Grains;
using Microsoft.Data.SqlClient;

namespace Loyalty.Journal;

/// <summary>Reads of the SQL Server journal.</summary>
internal sealed class SqlServerJournal(
    SqlServerDatabase database, QueryBatcher questions, GroupCommitWriter writer, JournalLimits limits, UnreadableRows unreadable)
    : SqlJournal(writer, limits, unreadable), ISqlTables
{
    public override async Task<IReadOnlyList<RecordedEvent>> ReadAccountAsync(MemberId member, long afterVersion, int limit) => Decoded(
        member, afterVersion, await questions.AskAsync(
            () => Question(SqlServerQueries.Account, ("@member", member.Value), ("@after", afterVersion), ("@limit", Page(limit))), ServerRows.Stored));

    public override Task<AccountRows> AccountRowsAsync(MemberId member, int limit) => ServerAccountRows.ReadAsync(
        this,
        member,
        questions.AskAsync(
            () => Question(SqlServerQueries.AccountWithSnapshot, ("@member", member.Value), ("@limit", Page(limit))), ServerAccountRows.Stored));

    public override async Task<IReadOnlyList<RecordedEvent>> FindAsync(IReadOnlyList<CommandKey> keys) => keys.Count == 0
        ? []
        : Decoded(await questions.AskAsync(
            () =>
            {
                var command = new SqlBatchCommand(SqlServerQueries.ByKey);
                command.Parameters.Add(SqlServerTables.Names("@names", keys.Select(key => ((string?)null, (long?)null, (string?)key.Value))));
                return command;
            },
            ServerRows.Stored));

    protected override Task<IReadOnlyList<string>> MembersAfterAsync(string member, int limit) =>
        RowsAsync(SqlServerQueries.Members, row => row.GetString(0), ("@after", member), ("@limit", limit));

    // No row can commit behind one that has been read: see SqlServerBatch.
    protected override Task<IReadOnlyList<StoredEvent>> StoredAfterAsync(long sequence, int limit) =>
        RowsAsync(SqlServerQueries.All, ServerRows.Stored, ("@after", sequence), ("@limit", limit));

    public override async Task<long> LastSequenceAsync() => (await RowsAsync(SqlServerQueries.Last, row => row.GetInt64(0)))[0];

    public override async Task<DuePage> ReadDueAsync(DueQuery query)
    {
        var page = Page(query.Limit);
        var from = DueCursor.Of(query);
        var rows = await RowsAsync(
            query.AfterSequence == 0 ? SqlServerQueries.AllDue : SqlServerQueries.DueAfterSequence,
            row => (new DueCursor(DateOnly.FromDateTime(row.GetDateTime(0)), row.GetInt64(1)), row.GetString(2)),
            ("@after", query.After),
            ("@through", query.Through),
            ("@fromDue", from?.Due ?? DateOnly.MinValue),
            ("@fromSequence", from?.Sequence ?? 0),
            ("@afterSequence", query.AfterSequence),
            ("@parts", (long)query.Share.Of),
            ("@part", (long)query.Share.Number),
            ("@limit", page));
        return DueCursor.Page(rows, page);
    }

    public override Task<IReadOnlyList<string>> MembersAsync(string prefix, int limit) => RowsAsync(
        SqlServerQueries.MembersFrom, row => row.GetString(0), ("@from", prefix), ("@to", prefix + "~"), ("@limit", limit));

    public override async Task<IReadOnlyList<DateOnly?>> DueAtAsync(IReadOnlyList<(MemberId Member, long Version)> rows) => rows.Count == 0
        ? []
        : await RowsAsync(
            SqlServerQueries.DueAt,
            row => row.IsDBNull(0) ? (DateOnly?)null : DateOnly.FromDateTime(row.GetDateTime(0)),
            [SqlServerTables.Names("@names", rows.Select(row => ((string?)row.Member.Value, (long?)row.Version, (string?)null)))]);

    public Task<IReadOnlyList<T>> ReadAsync<T>(SqlStatement query, Func<DbDataReader, T> map) =>
        questions.AskAsync(() => TransactSqlText.Command(query), map);

    // Rows that are gone lie in the server's files and its log for a while: the server's owner decides on both.
    public Task<bool> ScrubAsync() => Task.FromResult(false);

    private static SqlBatchCommand Question(string text, params ReadOnlySpan<(string Name, object? Value)> values)
    {
        var command = new SqlBatchCommand(text);
        foreach (var (name, value) in values)
            command.Parameters.Add(SqlServerValues.Of(name, value));
        return command;
    }

    private Task<IReadOnlyList<T>> RowsAsync<T>(string text, Func<DbDataReader, T> map, params (string Name, object? Value)[] values) =>
        RowsAsync(text, map, [.. values.Select(pair => SqlServerValues.Of(pair.Name, pair.Value))]);

    private Task<IReadOnlyList<T>> RowsAsync<T>(string text, Func<DbDataReader, T> map, SqlParameter[] parameters) =>
        database.ReadAsync(async connection =>
        {
            await using var command = connection.CreateCommand();
            command.CommandText = text;
            command.Parameters.AddRange(parameters);
            try
            {
                return await command.RowsAsync(map);
            }
            finally
            {
                // A parameter belongs to one command at a time, and the question may be asked again.
                command.Parameters.Clear();
            }
        });
}
