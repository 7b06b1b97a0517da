namespace Loyalty.Domain.Tests;

public class PointRateTests
{
    private static readonly Currency Eur = Currency.Of("EUR");
    private static readonly Currency Chf = Currency.Of("CHF");

    [Theory]
    [InlineData("1", 20950, 209)]
    [InlineData("1", 20000, 200)]
    [InlineData("1", 99, 0)]
    [InlineData("1.5", 333, 4)]
    [InlineData("0.3333", 30003, 99)]
    public void Points_of_an_amount_are_the_floor(string perUnit, long minor, long points) =>
        Assert.Equal(points, PointRate.Of(decimal.Parse(perUnit), Chf)!.Value.PointsOf(minor));

    [Fact]
    public void At_330_points_a_euro_100_000_points_pay_303_03_and_303_03_needs_100_000()
    {
        var rate = PointRate.Of(330, Eur)!.Value;
        Assert.Equal(30303, rate.ValueOf(100_000));
        Assert.Equal(100_000, rate.PointsFor(30303));
        Assert.Equal(100_004, rate.PointsFor(30304));
    }

    [Fact]
    public void Points_for_an_amount_are_the_least_that_are_worth_it()
    {
        var random = new Random(330);
        for (var i = 0; i < 20_000; i++)
        {
            var rate = PointRate.Of(random.Next(1, 5_000_000) / 10_000m, i % 2 == 0 ? Eur : Currency.Of("JPY"))!.Value;
            var minor = random.NextInt64(1, 10_000_000);
            var points = rate.PointsFor(minor);
            // The least points of which the exact worth is not below the amount; floored they may be worth no more.
            Assert.True(rate.PointsOf(minor) is var floor && (points == floor || points == floor + 1));
            Assert.InRange(rate.ValueOf(points), minor, long.MaxValue);
            Assert.True(points == 1 || rate.ValueOf(points - 1) < minor);
        }
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("0.00001")]
    [InlineData("100001")]
    public void A_rate_that_is_not_sane_is_none(string perUnit) => Assert.Null(PointRate.Of(decimal.Parse(perUnit), Eur));
}
