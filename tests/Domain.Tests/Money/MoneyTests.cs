using FsCheck.Fluent;

namespace Loyalty.Domain.Tests;

public class MoneyTests
{
    [Theory]
    [InlineData("JPY", "2500", 2500)]
    [InlineData("CHF", "2500.05", 250_005)]
    [InlineData("KWD", "0.001", 1)]
    [InlineData("KWD", "2500.125", 2_500_125)]
    [InlineData("CLF", "0.0001", 1)]
    [InlineData("CLF", "123.4567", 1_234_567)]
    public void An_amount_is_taken_in_its_currency_s_own_minor_units(string currency, string amount, long minor)
    {
        var money = Money.From(Decimal(amount), Currency.Of(currency)).Value;
        Assert.Equal(minor, money.Minor);
        Assert.Equal(amount, money.ToDecimal().ToString());
    }

    [Theory]
    [InlineData("JPY", "0.5")]
    [InlineData("JPY", "2500.01")]
    [InlineData("CHF", "0.001")]
    [InlineData("CHF", "19.995")]
    [InlineData("KWD", "1.0001")]
    [InlineData("CLF", "1.00001")]
    public void More_decimals_than_the_currency_has_are_refused_not_rounded(string currency, string amount) =>
        Money.From(Decimal(amount), Currency.Of(currency)).Refused("amount-not-valid", "amount");

    [Theory]
    [InlineData("JPY", "2500.00")]
    [InlineData("JPY", "0.0")]
    [InlineData("CHF", "1.000")]
    [InlineData("CHF", "12.500")]
    [InlineData("CHF", "2.500000")]
    [InlineData("CHF", "0.000")]
    [InlineData("KWD", "1.0000")]
    [InlineData("CHF", "1.0000000000000000000000000000")]
    public void Zeros_at_the_end_are_decimals_too(string currency, string amount) =>
        Money.From(Decimal(amount), Currency.Of(currency)).Refused("amount-not-valid", "amount");

    [Theory]
    [InlineData("JPY")]
    [InlineData("CHF")]
    [InlineData("CLF")]
    public void Zero_is_an_amount(string currency) => Assert.Equal(0, Money.From(0, Currency.Of(currency)).Value.Minor);

    [Theory]
    [InlineData("-0.01")]
    [InlineData("-1")]
    [InlineData("-79228162514264337593543950335")]
    public void A_negative_amount_is_refused(string amount) =>
        Money.From(Decimal(amount), Currency.Of("CHF")).Refused("amount-not-valid", "amount");

    [Theory]
    [InlineData("JPY", "9223372036854775807")]
    [InlineData("CHF", "92233720368547758.07")]
    [InlineData("CLF", "79228162514264337593543950335")]
    public void What_does_not_fit_64_bits_is_refused_never_wrapped(string currency, string amount) =>
        Money.From(Decimal(amount), Currency.Of(currency)).Refused("amount-not-valid", "amount");

    [Fact]
    public void The_largest_amount_that_fits_is_exact() =>
        Assert.Equal(long.MaxValue - 1, Money.From(92_233_720_368_547_758.06m, Currency.Of("CHF")).Value.Minor);

    [Fact]
    public void A_refusal_names_the_field_it_was_asked_about() =>
        Money.From(-1, Currency.Of("CHF"), "threshold").Refused("amount-not-valid", "threshold");

    [Theory]
    [InlineData(-250_005, "-2500.05")]
    [InlineData(long.MaxValue, "92233720368547758.07")]
    [InlineData(long.MinValue, "-92233720368547758.08")]
    public void Any_count_of_minor_units_is_shown_exactly(long minor, string shown) =>
        Assert.Equal(shown, Money.ToDecimal(minor, Currency.Of("CHF")).ToString());

    [Fact]
    public void Money_reads_as_amount_and_code() => Assert.Equal("2500.00 CHF", Make.Money(2500).ToString());

    [Fact]
    public void What_is_shown_is_read_back_the_same() => Seeded.Check(
        Arb.From(
            from minor in Gen.Choose(0, int.MaxValue)
            from scale in Gen.Choose(1, int.MaxValue)
            from currency in Gen.Elements(Currency.All.Values)
            select new Money((long)minor * scale, currency)),
        money => Assert.Equal(money, Money.From(money.ToDecimal(), money.Currency).Value));

    private static decimal Decimal(string text) => decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
