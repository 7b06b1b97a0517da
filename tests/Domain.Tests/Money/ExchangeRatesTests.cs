namespace Loyalty.Domain.Tests;

public class ExchangeRatesTests
{
    private static readonly Currency Chf = Currency.Of("CHF");
    private static readonly Currency Eur = Currency.Of("EUR");

    private static readonly ExchangeRates Rates = Make.Rates(
        ("2026-03-02", "EUR", 0.95m), ("2026-01-05", "EUR", 0.93m), ("2026-02-02", "EUR", 0.94m), ("2026-02-10", "USD", 0.88m));

    [Theory]
    [InlineData("2026-01-05", "0.93", "2026-01-05")]
    [InlineData("2026-01-06", "0.93", "2026-01-05")]
    [InlineData("2026-02-01", "0.93", "2026-01-05")]
    [InlineData("2026-02-02", "0.94", "2026-02-02")]
    [InlineData("2026-03-01", "0.94", "2026-02-02")]
    [InlineData("2026-03-02", "0.95", "2026-03-02")]
    [InlineData("2030-12-31", "0.95", "2026-03-02")]
    public void The_rate_is_that_of_the_latest_day_on_or_before(string day, string rate, string rateDay)
    {
        var found = Rates.On(Make.Day(day), Eur, Chf)!.Value;
        Assert.Equal((rate, Make.Day(rateDay)), (found.Value.ToString(), found.Date));
    }

    [Fact]
    public void Before_the_first_rate_and_for_other_currencies_there_is_none()
    {
        Assert.Null(Rates.On(Make.Day("2026-01-04"), Eur, Chf));
        Assert.Null(Rates.On(Make.Day("2026-02-05"), Currency.Of("USD"), Chf));
        Assert.Null(Rates.On(Make.Day("2026-02-05"), Currency.Of("GBP"), Chf));
    }

    [Fact]
    public void The_programme_s_own_currency_is_always_one_to_one() =>
        Assert.Equal(new ExchangeRate(1, Make.Day("1999-01-01")), ExchangeRates.None.On(Make.Day("1999-01-01"), Chf, Chf));

    [Fact]
    public void A_rate_given_anew_replaces_that_day_s_and_leaves_the_older_table_as_it_was()
    {
        var corrected = Rates.With(Make.Day("2026-02-02"), [KeyValuePair.Create("EUR", 0.5m)]);
        Assert.Equal(0.5m, corrected.On(Make.Day("2026-02-03"), Eur, Chf)!.Value.Value);
        Assert.Equal(0.94m, Rates.On(Make.Day("2026-02-03"), Eur, Chf)!.Value.Value);
        Assert.Equal(0.88m, corrected.On(Make.Day("2026-02-10"), Currency.Of("USD"), Chf)!.Value.Value);
    }

    [Fact]
    public void Days_come_newest_first_with_the_rates_of_each() =>
        Assert.Equal(
            ["2026-03-02 EUR 0.95", "2026-02-10 USD 0.88", "2026-02-02 EUR 0.94", "2026-01-05 EUR 0.93"],
            Rates.Days().Select(d => $"{d.Date:yyyy-MM-dd} {string.Join(' ', d.Rates.Select(r => $"{r.Key} {r.Value}"))}"));
}
