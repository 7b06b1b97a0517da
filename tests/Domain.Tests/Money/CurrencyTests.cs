namespace Loyalty.Domain.Tests;

public class CurrencyTests
{
    [Theory]
    [InlineData("JPY", 0), InlineData("KRW", 0), InlineData("VND", 0), InlineData("CLP", 0), InlineData("ISK", 0), InlineData("UGX", 0)]
    [InlineData("XAF", 0), InlineData("XOF", 0), InlineData("XPF", 0), InlineData("PYG", 0), InlineData("RWF", 0), InlineData("UYI", 0)]
    [InlineData("CHF", 2), InlineData("EUR", 2), InlineData("USD", 2), InlineData("GBP", 2), InlineData("SEK", 2), InlineData("HUF", 2)]
    [InlineData("CZK", 2), InlineData("TWD", 2), InlineData("IDR", 2), InlineData("MGA", 2), InlineData("MRU", 2), InlineData("XCG", 2)]
    [InlineData("BHD", 3), InlineData("IQD", 3), InlineData("JOD", 3), InlineData("KWD", 3), InlineData("LYD", 3), InlineData("OMR", 3)]
    [InlineData("TND", 3), InlineData("CLF", 4), InlineData("UYW", 4)]
    public void Minor_units_are_those_of_iso_4217(string code, int minorUnits) =>
        Assert.Equal(minorUnits, Currency.Of(code).MinorUnits);

    [Fact]
    public void The_table_holds_every_payable_code_of_list_one_and_those_withdrawn_lately()
    {
        // 17 without decimals, 139 with two, 7 with three, 2 with four, and 4 withdrawn within the longest window.
        Assert.Equal(
            [(0, 17), (2, 143), (3, 7), (4, 2)],
            Currency.All.Values.GroupBy(c => c.MinorUnits).OrderBy(g => g.Key).Select(g => (g.Key, g.Count())));
    }

    [Fact]
    public void No_code_is_there_twice_and_all_are_three_capitals()
    {
        Assert.Equal(Currency.All.Count, Iso4217Codes().Count);
        Assert.All(Currency.All, c => Assert.Equal((c.Key, true), (c.Value.Code, c.Key.Length == 3 && c.Key.All(char.IsAsciiLetterUpper))));
    }

    [Theory]
    [InlineData("XAU"), InlineData("XDR"), InlineData("XTS"), InlineData("XXX"), InlineData("HRK"), InlineData("DEM"), InlineData("CUC"), InlineData("MRO")]
    [InlineData("chf"), InlineData("Chf"), InlineData(" CHF"), InlineData("CH"), InlineData(""), InlineData(null)]
    public void What_is_no_currency_to_pay_in_is_not_found(string? code)
    {
        Assert.False(Currency.TryFind(code, out var currency));
        Assert.Null(currency);
    }

    [Theory]
    [InlineData("SLL"), InlineData("ANG"), InlineData("BGN"), InlineData("ZWL")]
    public void What_was_withdrawn_within_the_longest_window_is_taken(string code) => Assert.True(Currency.TryFind(code, out _));

    [Theory]
    [InlineData("HRK", "HRK, the Croatian kuna, was withdrawn in 2023-01")]
    [InlineData("DEM", "Deutsche Mark")]
    [InlineData("CUC", "2021-06")]
    [InlineData("ZWR", "Zimbabwe dollar")]
    public void What_is_history_is_refused_by_name(string code, string words) => Assert.Contains(words, Currency.FaultOf(code), StringComparison.Ordinal);

    [Fact]
    public void No_code_is_both_taken_and_history() => Assert.All(WithdrawnCurrencies.Codes, code =>
    {
        Assert.False(Currency.TryFind(code, out _));
        Assert.Equal(3, code.Length);
    });

    [Fact]
    public void A_row_that_was_written_while_a_currency_was_taken_stays_readable() => Assert.Equal(2, Currency.Of("CUC").MinorUnits);

    [Fact]
    public void An_unknown_code_taken_for_known_is_an_error_that_names_it() =>
        Assert.Contains("XYZ", Assert.Throws<ArgumentException>(() => Currency.Of("XYZ")).Message, StringComparison.Ordinal);

    // Currency.All is a dictionary and could not hold a code twice: the source list is what might.
    private static HashSet<string> Iso4217Codes()
    {
        var codes = new HashSet<string>(StringComparer.Ordinal);
        var table = typeof(Currency).Assembly.GetType("Loyalty.Domain.Iso4217")!.GetProperty("MinorUnitsByCode")!.GetValue(null);
        foreach (var (code, _) in (IEnumerable<KeyValuePair<string, int>>)table!)
            Assert.True(codes.Add(code), $"{code} is there twice.");
        return codes;
    }
}
