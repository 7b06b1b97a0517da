using Loyalty.Grains;

namespace Loyalty.Journal;

/// <summary>One row a day and currency.</summary>
internal sealed class SqlRates(ISqlTables tables) : IRateStore
{
    public Task<IReadOnlyList<(DateOnly Date, string Currency, decimal Rate)>> LoadAsync() => tables.ReadAsync(
        new SqlStatement("SELECT day, currency, rate FROM rates ORDER BY day, currency"),
        row => (row.GetFieldValue<DateOnly>(0), row.GetString(1), row.GetDecimal(2)));

    public Task SaveAsync(DateOnly date, IReadOnlyDictionary<string, decimal> rates) =>
        rates.Count == 0 ? Task.CompletedTask : tables.WriteAsync([.. rates.Select(rate => Upsert(date, rate.Key, rate.Value))]);

    private static SqlStatement Upsert(DateOnly date, string currency, decimal rate) => new(
        """
        INSERT INTO rates (day, currency, rate) VALUES (@day, @currency, @rate)
        ON CONFLICT (day, currency) DO UPDATE SET rate = excluded.rate
        """,
        ("@day", date),
        ("@currency", currency),
        ("@rate", rate));
}
