using System.Data.Common;
using Loyalty.Domain;
using Loyalty.Grains;

namespace Loyalty.Journal;

/// <summary>Uses of benefits in a table of their own.</summary>
internal sealed class SqlBenefitUses(ISqlTables tables) : IBenefitUseStore
{
    /// <summary>Rows that are forgotten at once, so that no purchase waits long behind them.</summary>
    public const int ForgottenAtOnce = 500;

    private const string Columns = "id, member, benefit, day, tier, place, companions, cost, currency, at, claim";

    public async Task<BenefitUse?> FindAsync(string useId) =>
        (await tables.ReadAsync(new SqlStatement($"SELECT {Columns} FROM benefit_uses WHERE id = @id", ("@id", useId)), Read)).SingleOrDefault();

    // Counted and written in one statement, of which there is one at a time: of two at once the second sees the first.
    public async Task<BenefitUse?> AddAsync(BenefitUse use, BenefitLimit? limit)
    {
        var (first, last) = limit?.Around(use.Date) ?? (use.Date, use.Date);
        await tables.WriteAsync(
        [
            new SqlStatement(
                """
                INSERT INTO benefit_uses (id, member, benefit, day, tier, place, companions, cost, currency, at, claim)
                SELECT @id, @member, @benefit, @day, @tier, CAST(@place AS text), @companions, CAST(@cost AS bigint), CAST(@currency AS text), @at, @claim
                WHERE NOT EXISTS (SELECT 1 FROM benefit_uses WHERE id = @id)
                AND NOT EXISTS (SELECT 1 FROM persons WHERE member = @member AND erased_at IS NOT NULL)
                AND (SELECT count(*) FROM benefit_uses WHERE member = @member AND benefit = @benefit AND day >= @first AND day <= @last) < @times
                """,
                ("@id", use.UseId),
                ("@member", use.Member!.Value.Value),
                ("@benefit", use.Benefit),
                ("@day", use.Date),
                ("@tier", use.Tier),
                ("@place", use.Place),
                ("@companions", (long)use.Companions),
                ("@cost", use.Cost?.Minor),
                ("@currency", use.Cost?.Currency.Code),
                ("@at", Instants.ToMicroseconds(use.At)),
                ("@claim", use.Claim),
                ("@first", first),
                ("@last", last),
                ("@times", limit is null ? long.MaxValue : limit.Times)),
        ]);
        return await FindAsync(use.UseId);
    }

    public Task<IReadOnlyList<BenefitUseSum>> SumAsync(DateOnly first, DateOnly last) => tables.ReadAsync(
        new SqlStatement(
            """
            SELECT benefit, tier, currency, count(*), CAST(sum(companions) AS bigint), CAST(coalesce(sum(cost), 0) AS bigint) FROM benefit_uses
            WHERE day >= @first AND day <= @last GROUP BY benefit, tier, currency ORDER BY benefit, tier, currency
            """,
            ("@first", first), ("@last", last)),
        row => new BenefitUseSum(
            row.GetString(0), row.GetString(1), row.IsDBNull(2) ? null : row.GetString(2), row.GetInt64(3), row.GetInt64(4), row.GetInt64(5)));

    public Task<IReadOnlyList<BenefitUse>> ReadMemberAsync(MemberId member, int limit) => tables.ReadAsync(
        new SqlStatement(
            $"SELECT {Columns} FROM benefit_uses WHERE member = @member ORDER BY day DESC, id DESC LIMIT @limit", ("@member", member.Value), ("@limit", limit)),
        Read);

    public async Task<bool> ForgetBeforeAsync(DateOnly day)
    {
        await tables.WriteAsync(
        [
            new SqlStatement(
                $"DELETE FROM benefit_uses WHERE id IN (SELECT id FROM benefit_uses WHERE day < @day ORDER BY day LIMIT {ForgottenAtOnce})", ("@day", day)),
        ]);
        return (await tables.ReadAsync(new SqlStatement("SELECT 1 FROM benefit_uses WHERE day < @day LIMIT 1", ("@day", day)), row => row.GetInt32(0))).Count > 0;
    }

    /// <summary>Leaves what was used without the member and the place: sums stay, nobody is in them.</summary>
    public static SqlStatement Leave(MemberId member) => new(
        "UPDATE benefit_uses SET member = NULL, place = NULL, claim = '' WHERE member = @member", ("@member", member.Value));

    private static BenefitUse Read(DbDataReader row) => new(
        row.GetString(0),
        row.IsDBNull(1) ? null : MemberId.Of(row.GetString(1)),
        row.GetString(2),
        row.GetFieldValue<DateOnly>(3),
        row.GetString(4),
        row.IsDBNull(5) ? null : row.GetString(5),
        (int)row.GetInt64(6),
        row.IsDBNull(7) || row.IsDBNull(8) ? null : new Money(row.GetInt64(7), Currency.Of(row.GetString(8))),
        Instants.FromMicroseconds(row.GetInt64(9)),
        row.GetString(10));
}
