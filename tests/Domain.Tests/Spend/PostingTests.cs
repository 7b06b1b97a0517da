namespace Loyalty.Domain.Tests;

/// <summary>Crediting one purchase: its date, its conversion, its bounds.</summary>
public partial class PostingTests
{
    private static readonly DateOnly Today = Make.Day("2026-06-15");

    private static readonly ExchangeRates Rates = Make.Rates(
        ("2026-05-01", "EUR", 0.94m), ("2026-06-10", "EUR", 0.95m), ("2020-01-01", "JPY", 0.0061m), ("2020-01-01", "USD", 0.5m), ("2020-01-01", "KWD", 2.5m));

    [Fact]
    public void Without_a_date_the_purchase_is_of_the_day_it_is_posted()
    {
        var posting = Of(Make.Purchase("a", 10)).Value;
        Assert.Equal((Today, Today, Make.Day("2027-06-15")), (posting.Date, posting.PostedOn, posting.LastDayCounted));
    }

    [Theory]
    [InlineData("2026-06-16")]
    [InlineData("2026-06-15")]
    [InlineData("2026-06-14")]
    [InlineData("1970-01-01")]
    public void A_date_up_to_tomorrow_is_taken(string date)
    {
        var posting = Of(Make.Purchase("a", 10, date)).Value;
        Assert.Equal((Make.Day(date), Today), (posting.Date, posting.PostedOn));
    }

    [Fact]
    public void A_date_after_tomorrow_is_refused() => Of(Make.Purchase("a", 10, "2026-06-17")).Refused("date-in-future", "date");

    [Fact]
    public void A_date_before_1970_is_refused() => Of(Make.Purchase("a", 10, "1969-12-31")).Refused("date-not-valid", "date");

    [Theory]
    [InlineData("2026-06-15", "0.95", "2026-06-10", 9500)]
    [InlineData("2026-06-10", "0.95", "2026-06-10", 9500)]
    [InlineData("2026-06-09", "0.94", "2026-05-01", 9400)]
    [InlineData("2026-05-01", "0.94", "2026-05-01", 9400)]
    public void The_rate_is_that_of_the_purchase_date_and_is_kept_with_its_day(string date, string rate, string rateDay, long converted)
    {
        var posting = Of(Make.Purchase("a", 100, date, currency: "EUR")).Value;
        Assert.Equal((rate, Make.Day(rateDay)), (posting.Rate.Value.ToString(), posting.Rate.Date));
        Assert.Equal((converted, converted, 0m), (posting.Converted, posting.Counted, posting.BonusPercent));
    }

    [Fact]
    public void Without_a_rate_on_or_before_the_date_the_purchase_is_refused()
    {
        Of(Make.Purchase("a", 100, "2026-04-30", currency: "EUR")).Refused("currency-rate-missing", "currency");
        Of(Make.Purchase("a", 100, currency: "GBP")).Refused("currency-rate-missing", "currency");
        Of(Make.Purchase("a", 0, currency: "GBP")).Refused("currency-rate-missing", "currency");
    }

    [Fact]
    public void Zero_is_credited_as_zero() => Assert.Equal(0, Of(Make.Purchase("a", 0)).Value.Counted);

    [Theory]
    [InlineData("CHF", "1000000000", true)]
    [InlineData("CHF", "1000000000.01", false)]
    [InlineData("USD", "2000000000", true)]
    [InlineData("USD", "2000000000.01", true)]
    [InlineData("USD", "2000000000.02", false)]
    [InlineData("KWD", "400000000", true)]
    [InlineData("KWD", "400000000.003", false)]
    [InlineData("JPY", "163934426229", true)]
    [InlineData("JPY", "163934426230", true)]
    [InlineData("JPY", "163934426231", false)]
    [InlineData("JPY", "9000000000000000000", false)]
    public void A_purchase_is_at_most_a_billion_in_the_programme_s_currency(string currency, string amount, bool accepted)
    {
        var outcome = Of(Make.Purchase("a", decimal.Parse(amount), currency: currency));
        if (accepted)
            Assert.InRange(outcome.Value.Converted, 99_999_999_999, 100_000_000_000);
        else
            outcome.Refused("amount-not-valid", "amount");
    }

    [Fact]
    public void The_bound_is_on_what_was_bought_not_on_the_bonus() =>
        Assert.Equal(150_000_000_000, Of(Make.Purchase("a", 1_000_000_000, type: PurchaseType.Partner), level: 3).Value.Counted);

    [Fact]
    public void A_product_that_leaves_127_bits_is_refused_as_too_large()
    {
        var rates = Make.Rates(("2026-01-01", "JPY", 999_999_999_999_999_999m));
        Posting.Of(Make.Purchase("a", 9_000_000_000_000_000_000, currency: "JPY"), Today, Make.Ladder([0, 1], "CLF"), rates, 0)
            .Refused("amount-not-valid", "amount");
    }

    [Fact]
    public void The_same_purchase_counts_in_yen_or_francs_as_the_programme_says()
    {
        var rates = Make.Rates(("2026-01-01", "CHF", 165.4m));
        var yen = Posting.Of(Make.Purchase("a", 19.95m), Today, Make.Ladder([0, 1000], "JPY"), rates, 0).Value;
        Assert.Equal((3300, 3300), (yen.Converted, yen.Counted));
        Assert.Equal(1995, Of(Make.Purchase("a", 19.95m)).Value.Converted);
    }

    private static Checked<Posting> Of(Purchase purchase, int level = 0) => Posting.Of(purchase, Today, Make.Default, Rates, level);
}
