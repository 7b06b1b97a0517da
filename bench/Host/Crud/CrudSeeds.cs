using Loyalty.Domain;
using Npgsql;
using NpgsqlTypes;

namespace Loyalty.Bench;

/// <summary>Fills the CRUD tables with the members that the journals get.</summary>
internal static class CrudSeeds
{
    public static async Task CopyAsync(string connectionString, SeedMembers seeds)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        await ExecuteAsync(source, CrudSchema.Tables);
        await CopyMembersAsync(source, seeds);
        await CopyTransactionsAsync(source, seeds);
        await ExecuteAsync(source, CrudSchema.Indexes);
    }

    private static async Task CopyMembersAsync(NpgsqlDataSource source, SeedMembers seeds)
    {
        await using var connection = await source.OpenConnectionAsync();
        await using var copy = await connection.BeginBinaryImportAsync("COPY members FROM STDIN (FORMAT binary)");
        for (var number = 0; number < seeds.Members; number++)
        {
            var (account, append) = seeds.Of(number);
            var spend = account.Window.SpendOn(account.Day);
            await copy.StartRowAsync();
            await copy.WriteAsync(account.MemberId.Value, NpgsqlDbType.Text);
            await copy.WriteAsync(append.Person!.Profile.DisplayName!, NpgsqlDbType.Text);
            await copy.WriteAsync(account.Version, NpgsqlDbType.Bigint);
            await copy.WriteAsync(spend, NpgsqlDbType.Bigint);
            await copy.WriteAsync(account.Lifetime, NpgsqlDbType.Bigint);
            await copy.WriteAsync(account.Standing.Level, NpgsqlDbType.Integer);
            await copy.WriteAsync(account.Standing.Since, NpgsqlDbType.Date);
            await copy.WriteAsync(account.Standing.Since.AddYears(1), NpgsqlDbType.Date);
            await copy.WriteAsync(account.LastUpdated.UtcDateTime, NpgsqlDbType.TimestampTz);
        }

        await copy.CompleteAsync();
    }

    private static async Task CopyTransactionsAsync(NpgsqlDataSource source, SeedMembers seeds)
    {
        const string Columns =
            "transaction_id, member_id, type, amount, currency, rate, rate_date, converted, counted, bonus_percent, purchase_date, posted_on, last_day_counted, created_at";
        await using var connection = await source.OpenConnectionAsync();
        await using var copy = await connection.BeginBinaryImportAsync($"COPY transactions ({Columns}) FROM STDIN (FORMAT binary)");
        for (var number = 0; number < seeds.Members; number++)
        {
            var append = seeds.Of(number).Append;
            foreach (var posting in append.Events.OfType<SpendRecorded>().Select(spend => spend.Posting))
                await WriteAsync(copy, append.Member, posting, append.At);
        }

        await copy.CompleteAsync();
    }

    private static async Task WriteAsync(NpgsqlBinaryImporter copy, MemberId member, Posting posting, DateTimeOffset at)
    {
        await copy.StartRowAsync();
        await copy.WriteAsync(posting.Purchase.TransactionId.Value, NpgsqlDbType.Text);
        await copy.WriteAsync(member.Value, NpgsqlDbType.Text);
        await copy.WriteAsync(posting.Purchase.Type.ToString(), NpgsqlDbType.Text);
        await copy.WriteAsync(posting.Purchase.Amount.Minor, NpgsqlDbType.Bigint);
        await copy.WriteAsync(posting.Purchase.Amount.Currency.Code, NpgsqlDbType.Text);
        await copy.WriteAsync(posting.Rate.Value, NpgsqlDbType.Numeric);
        await copy.WriteAsync(posting.Rate.Date, NpgsqlDbType.Date);
        await copy.WriteAsync(posting.Converted, NpgsqlDbType.Bigint);
        await copy.WriteAsync(posting.Counted, NpgsqlDbType.Bigint);
        await copy.WriteAsync(posting.BonusPercent, NpgsqlDbType.Numeric);
        await copy.WriteAsync(posting.Date, NpgsqlDbType.Date);
        await copy.WriteAsync(posting.PostedOn, NpgsqlDbType.Date);
        await copy.WriteAsync(posting.LastDayCounted, NpgsqlDbType.Date);
        await copy.WriteAsync(at.UtcDateTime, NpgsqlDbType.TimestampTz);
    }

    private static async Task ExecuteAsync(NpgsqlDataSource source, string text)
    {
        await using var command = source.CreateCommand(text);
        command.CommandTimeout = 0;
        await command.ExecuteNonQueryAsync();
    }
}
