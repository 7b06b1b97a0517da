namespace Loyalty.Api.Tests;

public class ExactDecimalTests
{
    [Theory]
    [InlineData("0", "0")]
    [InlineData("-0", "0")]
    [InlineData("2500.00", "2500.00")]
    [InlineData("1e2", "100")]
    [InlineData("1.25E+2", "125")]
    [InlineData("125e-2", "1.25")]
    [InlineData("-12.50", "-12.50")]
    [InlineData("1.000", "1.000")]
    [InlineData("1.000e3", "1000")]
    [InlineData("1.0e-2", "0.010")]
    [InlineData("10.0e0", "10.0")]
    [InlineData("0.000", "0.000")]
    [InlineData("0e-5", "0.00000")]
    [InlineData("0.0e2", "0")]
    [InlineData("100e-2", "1.00")]
    [InlineData("9999999999999999999999999999", "9999999999999999999999999999")]
    [InlineData("0.000000000000000000000000001", "0.000000000000000000000000001")]
    public void Reads_what_a_decimal_holds_exactly(string lexeme, string expected)
    {
        Assert.True(ExactDecimal.TryRead(lexeme, out var value));
        Assert.Equal(decimal.Parse(expected), value);
        Assert.Equal(expected.TrimStart('-'), value.ToString().TrimStart('-'));
    }

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData("1e400")]
    [InlineData("1e-30")]
    [InlineData("1e99999999999")]
    [InlineData("1e")]
    [InlineData("1e+")]
    [InlineData("12345678901234567890123456789")]
    [InlineData("0.00000000000000000000000000001")]
    [InlineData("1.0000000000000000000000000000")]
    [InlineData("12345678901234567890.12345678e-28")]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    [InlineData("+5")]
    [InlineData("05")]
    [InlineData(".5")]
    [InlineData("5.")]
    [InlineData("1,000")]
    [InlineData(" 5")]
    [InlineData("5 ")]
    [InlineData("0x10")]
    [InlineData("\u0661")]
    public void Reads_nothing_else(string lexeme) => Assert.False(ExactDecimal.TryRead(lexeme, out _));
}
