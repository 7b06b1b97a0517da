namespace Loyalty.Domain.Tests;

public sealed class BenefitCostTests
{
    private static readonly Currency Chf = Currency.Of("CHF");

    [Theory]
    [InlineData(20, 10, 2026, 55)]
    [InlineData(40, 10, 2026, 110)]
    [InlineData(20, 41, 2026, 225)]
    [InlineData(40, 41, 2026, 449)]
    [InlineData(20, 182, 2027, 997)]
    [InlineData(40, 182, 2027, 1995)]
    [InlineData(100, 12, 2026, 329)]
    [InlineData(200, 12, 2026, 658)]
    [InlineData(20, 366, 2028, 2000)]
    [InlineData(20, 365, 2027, 2000)]
    [InlineData(20, 365, 2028, 1995)]
    public void A_cost_is_the_yearly_one_in_the_share_of_the_days(int yearly, long days, int year, long minor) =>
        Assert.Equal(minor, BenefitCost.Of(yearly, days, year, Chf));

    // 3.65 × 1 ÷ 365 is a centime; half of it is a tie.
    [Theory]
    [InlineData("1.825", 1, 0)]
    [InlineData("1.825", 3, 2)]
    [InlineData("1.825", 5, 2)]
    [InlineData("1.8251", 1, 1)]
    [InlineData("3.6500", 7, 7)]
    public void Ties_go_to_the_even_centime(string yearly, long days, long minor) =>
        Assert.Equal(minor, BenefitCost.Of(decimal.Parse(yearly, System.Globalization.CultureInfo.InvariantCulture), days, 2027, Chf));

    [Fact]
    public void Ten_million_members_cost_exactly_ten_million_times_the_yearly_amount() =>
        Assert.Equal(10_000_000L * 33_333, BenefitCost.Of(333.33m, 10_000_000L * 365, 2027, Chf));

    [Fact]
    public void A_month_is_read_and_written()
    {
        Assert.Equal("2026-11", CivilMonth.Parse("2026-11")!.Value.ToString());
        Assert.Equal(Make.Day("2026-12-31"), CivilMonth.Parse("2026-12")!.Value.LastDay);
        Assert.Equal(CivilMonth.Parse("2027-01"), CivilMonth.Parse("2026-12")!.Value.Next);
        Assert.Equal(CivilMonth.Parse("2025-12"), CivilMonth.Parse("2026-01")!.Value.Previous);
        Assert.All(["2026-13", "2026-1", "26-11", "2026-11-01", " 2026-11", "2026/11", "", null], text => Assert.Null(CivilMonth.Parse(text)));
    }
}
