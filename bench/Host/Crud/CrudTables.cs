using Loyalty.Domain;
using Npgsql;
using NpgsqlTypes;

namespace Loyalty.Bench;

/// <summary>The statements of the baseline.</summary>
internal sealed class CrudTables(NpgsqlDataSource source, Programme programme) : IStoredPurchases
{
    private const string Columns = "display_name, version, period_spend, lifetime_spend, tier_level, tier_since, review_date";

    // The tier is reckoned in the statement, so that two purchases at once cannot overtake each other between a read and a write.
    private readonly string _update =
        $"""
        UPDATE members SET version = version + 1, period_spend = period_spend + $2, lifetime_spend = lifetime_spend + $2, updated_at = $3,
            tier_level = greatest(tier_level, {Level(programme)}),
            tier_since = CASE WHEN {Level(programme)} > tier_level THEN $4 ELSE tier_since END,
            review_date = CASE WHEN {Level(programme)} > tier_level THEN $5 ELSE review_date END
        WHERE member_id = $1 RETURNING {Columns}
        """;

    private const string Insert =
        """
        INSERT INTO transactions (transaction_id, member_id, type, amount, currency, rate, rate_date, converted, counted, bonus_percent,
            purchase_date, posted_on, last_day_counted, booking_reference, partner, created_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)
        """;

    /// <summary>Stores a purchase and gives the member's row right after, or null when there is no such member.</summary>
    /// <exception cref="PostgresException">The transaction id is taken.</exception>
    public async Task<CrudMember?> RecordAsync(MemberId member, Posting posting, DateTimeOffset at)
    {
        await using var connection = await source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        CrudMember? row;
        await using (var batch = new NpgsqlBatch(connection, transaction) { BatchCommands = { Update(member, posting, at), Inserted(member, posting, at) } })
        await using (var reader = await batch.ExecuteReaderAsync())
        {
            row = await reader.ReadAsync() ? Row(reader) : null;
            await reader.NextResultAsync();
        }

        if (row is not null)
            await transaction.CommitAsync();
        return row;
    }

    /// <summary>A member's row, or null.</summary>
    public async Task<CrudMember?> FindAsync(MemberId member)
    {
        await using var command = source.CreateCommand($"SELECT {Columns} FROM members WHERE member_id = $1");
        command.Parameters.Add(Value(member.Value));
        await using var reader = await command.ExecuteReaderAsync();
        return await reader.ReadAsync() ? Row(reader) : null;
    }

    public async Task<StoredPurchases> AfterAsync(long? place)
    {
        await using var command = source.CreateCommand(
            "SELECT coalesce(max(id), 0), count(*) FILTER (WHERE id > $1), count(DISTINCT transaction_id) FILTER (WHERE id > $1) FROM transactions WHERE id >= $1");
        command.Parameters.Add(Value(place ?? 0L));
        await using var reader = await command.ExecuteReaderAsync();
        await reader.ReadAsync();
        return new StoredPurchases(reader.GetInt64(0), reader.GetInt64(1), reader.GetInt64(2));
    }

    private static string Level(Programme programme) => "CASE"
        + string.Concat(programme.Tiers.Select((tier, level) => $" WHEN period_spend + $2 >= {tier.Threshold} THEN {level}").Reverse()) + " END";

    private NpgsqlBatchCommand Update(MemberId member, Posting posting, DateTimeOffset at) => new(_update)
    {
        Parameters =
        {
            Value(member.Value), Value(posting.Counted), Value(at.UtcDateTime), Value(posting.PostedOn),
            Value(posting.PostedOn.AddMonths(programme.WindowMonths)),
        },
    };

    private static NpgsqlBatchCommand Inserted(MemberId member, Posting posting, DateTimeOffset at)
    {
        var purchase = posting.Purchase;
        return new NpgsqlBatchCommand(Insert)
        {
            Parameters =
            {
                Value(purchase.TransactionId.Value), Value(member.Value), Value(purchase.Type.ToString()), Value(purchase.Amount.Minor),
                Value(purchase.Amount.Currency.Code), Value(posting.Rate.Value), Value(posting.Rate.Date), Value(posting.Converted),
                Value(posting.Counted), Value(posting.BonusPercent), Value(posting.Date), Value(posting.PostedOn), Value(posting.LastDayCounted),
                Text(purchase.BookingReference), Text(purchase.Partner), Value(at.UtcDateTime),
            },
        };
    }

    private static NpgsqlParameter<T> Value<T>(T value) => new() { TypedValue = value };

    private static NpgsqlParameter<string?> Text(string? value) => new() { TypedValue = value, NpgsqlDbType = NpgsqlDbType.Text };

    private static CrudMember Row(NpgsqlDataReader reader) => new(
        reader.IsDBNull(0) ? null : reader.GetString(0),
        reader.GetInt64(1),
        reader.GetInt64(2),
        reader.GetInt64(3),
        reader.GetInt32(4),
        reader.GetFieldValue<DateOnly>(5),
        reader.IsDBNull(6) ? null : reader.GetFieldValue<DateOnly>(6));
}
