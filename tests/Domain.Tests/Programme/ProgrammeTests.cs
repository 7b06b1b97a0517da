namespace Loyalty.Domain.Tests;

public partial class ProgrammeTests
{
    [Theory]
    [InlineData(0, 0)]
    [InlineData(99_999, 0)]
    [InlineData(100_000, 1)]
    [InlineData(249_999, 1)]
    [InlineData(250_000, 2)]
    [InlineData(499_999, 2)]
    [InlineData(500_000, 3)]
    [InlineData(long.MaxValue, 3)]
    public void A_tier_is_reached_with_the_centime_that_makes_its_threshold(long spend, int level) =>
        Assert.Equal(level, Make.Default.LevelReachedBy(spend));

    [Theory]
    [InlineData("JPY", 1_000_000_000)]
    [InlineData("CHF", 100_000_000_000)]
    [InlineData("KWD", 1_000_000_000_000)]
    public void The_largest_purchase_is_a_billion_in_the_programme_s_currency(string currency, long minor) =>
        Assert.Equal(minor, Make.Ladder([0, 1000], currency).MaxPurchaseMinor);

    [Fact]
    public void A_benefit_that_a_higher_tier_names_again_is_held_from_the_lower_one()
    {
        var programme = Domain.Programme.Create(
            "Test", "CHF", "UTC", 12, 30,
            [new("A", 0, Benefits: ["bag"]), new("B", 1, Benefits: ["lounge", "bag"])]).Value;
        Assert.Equal([("bag", 0), ("lounge", 1)], programme.BenefitsAt(1));
    }
}
