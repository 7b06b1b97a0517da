using FsCheck.Fluent;

namespace Loyalty.Domain.Tests;

public class ExchangeRateTests
{
    [Theory]
    // Within two decimals, exact halves to the even neighbour below and above.
    [InlineData("EUR", "0.01", "0.5", "CHF", "0.00")]
    [InlineData("EUR", "0.03", "0.5", "CHF", "0.02")]
    [InlineData("EUR", "0.05", "0.5", "CHF", "0.02")]
    [InlineData("EUR", "0.07", "0.5", "CHF", "0.04")]
    [InlineData("EUR", "100.00", "0.94315", "CHF", "94.32")]
    [InlineData("EUR", "300.00", "0.94315", "CHF", "282.94")]
    [InlineData("EUR", "10.00", "0.94325", "CHF", "9.43")]
    [InlineData("EUR", "50.00", "0.9433", "CHF", "47.16")]
    // From no decimals to two and back.
    [InlineData("JPY", "1", "0.005", "CHF", "0.00")]
    [InlineData("JPY", "3", "0.005", "CHF", "0.02")]
    [InlineData("JPY", "12345", "0.0061", "CHF", "75.30")]
    [InlineData("CHF", "0.50", "1", "JPY", "0")]
    [InlineData("CHF", "1.50", "1", "JPY", "2")]
    [InlineData("CHF", "2.50", "1", "JPY", "2")]
    [InlineData("CHF", "2.51", "1", "JPY", "3")]
    [InlineData("CHF", "19.95", "165.4", "JPY", "3300")]
    // From three and four decimals to two and back.
    [InlineData("KWD", "0.005", "1", "CHF", "0.00")]
    [InlineData("KWD", "0.015", "1", "CHF", "0.02")]
    [InlineData("KWD", "1.001", "2.5", "CHF", "2.50")]
    [InlineData("CHF", "0.01", "0.35", "KWD", "0.004")]
    [InlineData("CHF", "0.01", "0.45", "KWD", "0.004")]
    [InlineData("CLF", "0.0001", "37.5", "CHF", "0.00")]
    [InlineData("CLF", "0.0010", "37.5", "CHF", "0.04")]
    [InlineData("CHF", "1.00", "0.02665", "CLF", "0.0266")]
    [InlineData("CHF", "1.00", "0.02675", "CLF", "0.0268")]
    public void An_amount_is_converted_with_one_rounding_half_to_even(string from, string amount, string rate, string to, string converted)
    {
        var exact = new ExchangeRate(Decimal(rate), default).Convert(Make.Money(Decimal(amount), from), Currency.Of(to));
        Assert.Equal($"{converted} {to}", exact.ToString());
    }

    [Fact]
    public void Conversion_agrees_with_decimal_arithmetic_in_every_pair_of_minor_units() => Seeded.Check(
        Arb.From(
            from minor in Gen.Choose(0, 100_000)
            from mantissa in Gen.OneOf(Gen.Choose(1, 100_000).Select(i => (long)i), Gen.Choose(1, int.MaxValue).Select(i => 2L * i))
            from scale in Gen.Choose(0, 8)
            from source in Gen.Elements("JPY", "CHF", "KWD", "CLF")
            from target in Gen.Elements("JPY", "USD", "BHD", "UYW")
            select (Amount: new Money(minor, Currency.Of(source)), Rate: mantissa / (decimal)Math.Pow(10, scale), Target: Currency.Of(target))),
        x => Assert.Equal(
            Math.Round(x.Amount.ToDecimal() * x.Rate, x.Target.MinorUnits, MidpointRounding.ToEven),
            new ExchangeRate(x.Rate, default).Convert(x.Amount, x.Target).ToDecimal()), runs: 2000);

    [Fact]
    public void A_rate_of_the_most_digits_is_exact() =>
        Assert.Equal(
            123_456_789_012_345_678, new ExchangeRate(1.23456789012345678m, default).Convert(Make.Money(1_000_000_000_000_000m, "EUR"), Currency.Of("CHF")).Minor);

    [Fact]
    public void A_conversion_beyond_64_bits_is_an_error_never_a_wrap() =>
        Assert.Throws<OverflowException>(() => new ExchangeRate(999_999_999_999_999_999m, default).Convert(Make.Money(1_000_000_000m, "EUR"), Currency.Of("CLF")));

    [Fact]
    public void A_rate_whose_digits_fill_a_machine_word_converts_like_any_other() =>
        Assert.Equal("2.15 CHF", new ExchangeRate(2.147483648m, default).Convert(Make.Money(1, "EUR"), Currency.Of("CHF")).ToString());

    [Theory]
    [InlineData("0.000000000000000001")]
    [InlineData("999999999999999999")]
    [InlineData("123456789.123456789")]
    [InlineData("1.0000000000000000000000")]
    public void A_rate_may_have_18_digits(string rate) => Assert.Null(ExchangeRate.Check(Decimal(rate), "EUR"));

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("0.0000000000000000001")]
    [InlineData("1000000000000000000")]
    [InlineData("1234567890.123456789")]
    public void A_rate_that_is_not_above_zero_or_too_fine_is_refused(string rate)
    {
        var refusal = ExchangeRate.Check(Decimal(rate), "EUR");
        Assert.Equal(("rate-not-valid", "EUR"), (refusal?.Code, refusal?.Field));
    }

    private static decimal Decimal(string text) => decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
