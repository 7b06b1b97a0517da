using System.Data.Common;
using Loyalty.Domain;
using Loyalty.Grains;

namespace Loyalty.Journal;

/// <summary>Sums of held tiers and closed months.</summary>
internal sealed class SqlFinance(ISqlTables tables) : IFinanceStore
{
    private const string SumColumns = "height, number, through, at, body";

    private const string ClosingColumns = "month, closing_id, sequence, ends, at, body, lines, sha256";

    private static readonly string EndsOfMembers = $"SELECT number, member, at, through FROM finance_ends WHERE member IN ({NamedMembers.List})";

    public async Task<FinanceSum?> LastAsync() => (await tables.ReadAsync(
        new SqlStatement($"SELECT {SumColumns} FROM finance_sums WHERE height = 0 ORDER BY number DESC LIMIT 1"), ReadSum)).SingleOrDefault();

    public Task<IReadOnlyList<FinanceSum>> SumsAsync(int height, long from, long before) => tables.ReadAsync(
        new SqlStatement(
            $"SELECT {SumColumns} FROM finance_sums WHERE height = @height AND number >= @from AND number < @before ORDER BY number",
            ("@height", height), ("@from", from), ("@before", before)),
        ReadSum);

    public async Task<long?> FirstAfterAsync(DateTimeOffset instant) => (await tables.ReadAsync(
        new SqlStatement(
            "SELECT number FROM finance_sums WHERE height = 0 AND at > @at ORDER BY at, number LIMIT 1", ("@at", Instants.ToMicroseconds(instant))),
        row => (long?)row.GetInt64(0))).SingleOrDefault();

    public Task KeepAsync(IReadOnlyList<FinanceSum> sums, IReadOnlyList<MemberUnearned> unearned, IReadOnlyList<EndedDays> ends) =>
        tables.WriteAsync([.. sums.Select(Keep), .. unearned.Select(Keep), .. ends.SelectMany(Keep)]);

    public Task<IReadOnlyList<UnearnedRun>> UnearnedAsync(MemberId member, long through) => tables.ReadAsync(
        new SqlStatement(
            "SELECT first_day, before_day, version, held, replayed FROM finance_unearned WHERE member = @member AND sequence <= @through ORDER BY sequence, first_day",
            ("@member", member.Value), ("@through", through)),
        row => new UnearnedRun(Day(row, 0), Day(row, 1), (int)row.GetInt64(2), (int)row.GetInt64(3), (int)row.GetInt64(4)));

    public async Task<IReadOnlyList<FinanceEnd>> EndsAsync(IReadOnlyCollection<MemberId> members)
    {
        var found = new List<FinanceEnd>();
        foreach (var names in NamedMembers.Batches(members))
            found.AddRange(await tables.ReadAsync(new SqlStatement(EndsOfMembers, names), ReadEnd));

        return found;
    }

    public Task<IReadOnlyList<FinanceEnd>> OpenEndsAsync(int limit) => tables.ReadAsync(
        new SqlStatement("SELECT number, member, at, through FROM finance_ends WHERE through IS NULL ORDER BY number LIMIT @limit", ("@limit", limit)), ReadEnd);

    public async Task<long> EndsAtAsync(DateTimeOffset? instant)
    {
        var first = instant is not { } at ? null : (await tables.ReadAsync(
            new SqlStatement("SELECT min(number) FROM finance_ends WHERE at > @at", ("@at", Instants.ToMicroseconds(at))), ReadNumber)).Single();
        return first - 1 ?? (await tables.ReadAsync(new SqlStatement("SELECT max(number) FROM finance_ends"), ReadNumber)).Single() ?? 0;
    }

    public async Task<HeldTiers> EndedAsync(long through)
    {
        var held = new HeldTiers();
        var moves = await tables.ReadAsync(
            new SqlStatement(
                "SELECT day, level, CAST(sum(members) AS bigint) FROM finance_end_days WHERE number <= @through GROUP BY day, level", ("@through", through)),
            row => (Day: Day(row, 0), Level: (int)row.GetInt64(1), Members: row.GetInt64(2)));
        foreach (var (day, level, members) in moves)
            held.Add(day, level, members);
        return held;
    }

    public async Task<FinancePosition?> AnsweredAsync(DateTimeOffset instant)
    {
        var least = await tables.ReadAsync(
            new SqlStatement("SELECT min(sequence), min(ends) FROM finance_marks WHERE at >= @at", ("@at", Instants.ToMicroseconds(instant))),
            row => row.IsDBNull(0) ? (FinancePosition?)null : new FinancePosition(row.GetInt64(0), row.GetInt64(1)));
        return least.Single();
    }

    public Task NoteAsync(DateTimeOffset instant, FinancePosition position) => tables.WriteAsync([Note(instant, position)]);

    public Task<IReadOnlyList<FinanceClosing>> ClosingsAsync() =>
        tables.ReadAsync(new SqlStatement($"SELECT {ClosingColumns} FROM finance_closings ORDER BY month"), ReadClosing);

    public async Task<FinanceClosing> CloseAsync(FinanceClosing closing)
    {
        await tables.WriteAsync(
        [
            new SqlStatement(
                """
                INSERT INTO finance_closings (month, closing_id, sequence, ends, at, body, lines, sha256)
                VALUES (@month, @closing, @sequence, @ends, @at, @body, @lines, @sha256)
                ON CONFLICT (month) DO NOTHING
                """,
                ("@month", closing.Month.ToString()),
                ("@closing", closing.ClosingId),
                ("@sequence", closing.Position.Sequence),
                ("@ends", closing.Position.Ends),
                ("@at", Instants.ToMicroseconds(closing.At)),
                ("@body", closing.Body),
                ("@lines", closing.Lines),
                ("@sha256", closing.Sha256)),
            Note(closing.At, closing.Position),
        ]);
        return (await tables.ReadAsync(
            new SqlStatement($"SELECT {ClosingColumns} FROM finance_closings WHERE month = @month", ("@month", closing.Month.ToString())), ReadClosing)).Single();
    }

    public Task ForgetSumsAsync() => tables.WriteAsync(
    [
        new SqlStatement("DELETE FROM finance_sums"),
        new SqlStatement("DELETE FROM finance_unearned"),
        new SqlStatement("DELETE FROM finance_end_days"),
        new SqlStatement("UPDATE finance_ends SET through = NULL"),
    ]);

    /// <summary>Notes the end of a member's days, in the transaction that erases the person.</summary>
    public static SqlStatement End(MemberId member, DateTimeOffset at) => new(
        "INSERT INTO finance_ends (member, at) VALUES (@member, @at) ON CONFLICT (member) DO NOTHING",
        ("@member", member.Value),
        ("@at", Instants.ToMicroseconds(at)));

    private static SqlStatement Note(DateTimeOffset instant, FinancePosition position) => new(
        """
        INSERT INTO finance_marks (at, sequence, ends)
        SELECT @at, @sequence, @ends WHERE NOT EXISTS (SELECT 1 FROM finance_marks WHERE at >= @at)
        """,
        ("@at", Instants.ToMicroseconds(instant)),
        ("@sequence", position.Sequence),
        ("@ends", position.Ends));

    private static SqlStatement Keep(FinanceSum sum) => new(
        """
        INSERT INTO finance_sums (height, number, through, at, body) VALUES (@height, @number, @through, @at, @body)
        ON CONFLICT (height, number) DO UPDATE SET through = excluded.through, at = excluded.at, body = excluded.body
        WHERE finance_sums.through < excluded.through
        """,
        ("@height", sum.Height),
        ("@number", sum.Number),
        ("@through", sum.Through),
        ("@at", Instants.ToMicroseconds(sum.At)),
        ("@body", FinanceSumCodec.Write(sum.Days)));

    private static SqlStatement Keep(MemberUnearned unearned) => new(
        """
        INSERT INTO finance_unearned (member, sequence, first_day, before_day, version, held, replayed)
        VALUES (@member, @sequence, @first, @before, @version, @held, @replayed)
        ON CONFLICT (member, sequence, first_day) DO NOTHING
        """,
        ("@member", unearned.Member.Value),
        ("@sequence", unearned.Sequence),
        ("@first", unearned.Run.From.DayNumber),
        ("@before", unearned.Run.Before.DayNumber),
        ("@version", unearned.Run.Version),
        ("@held", unearned.Run.Held),
        ("@replayed", unearned.Run.Replayed));

    // Who looks into an end first has it; of another who did at the same time nothing is kept.
    private static IEnumerable<SqlStatement> Keep(EndedDays ended) =>
    [
        .. ended.Days.Moves.Select(m => new SqlStatement(
            """
            INSERT INTO finance_end_days (number, day, level, members)
            SELECT @number, @day, @level, @members WHERE EXISTS (SELECT 1 FROM finance_ends WHERE number = @number AND through IS NULL)
            AND NOT EXISTS (SELECT 1 FROM finance_end_days WHERE number = @number AND day = @day AND level = @level)
            """,
            ("@number", ended.Number),
            ("@day", m.Day.DayNumber),
            ("@level", m.Level),
            ("@members", m.Members))),
        new SqlStatement(
            "UPDATE finance_ends SET through = @through WHERE number = @number AND through IS NULL", ("@through", ended.Through), ("@number", ended.Number)),
    ];

    private static FinanceSum ReadSum(DbDataReader row) => new(
        (int)row.GetInt64(0), row.GetInt64(1), row.GetInt64(2), Instants.FromMicroseconds(row.GetInt64(3)), FinanceSumCodec.Read(row.GetString(4)));

    private static FinanceEnd ReadEnd(DbDataReader row) => new(
        row.GetInt64(0), MemberId.Of(row.GetString(1)), Instants.FromMicroseconds(row.GetInt64(2)), row.IsDBNull(3) ? null : row.GetInt64(3));

    private static FinanceClosing ReadClosing(DbDataReader row) => new(
        CivilMonth.Parse(row.GetString(0))!.Value,
        row.GetString(1),
        new FinancePosition(row.GetInt64(2), row.GetInt64(3)),
        Instants.FromMicroseconds(row.GetInt64(4)),
        row.GetString(5),
        row.GetString(6),
        row.GetString(7));

    private static long? ReadNumber(DbDataReader row) => row.IsDBNull(0) ? null : row.GetInt64(0);

    private static DateOnly Day(DbDataReader row, int column) => DateOnly.FromDayNumber((int)row.GetInt64(column));

}
