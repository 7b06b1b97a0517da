using Loyalty.Grains;

namespace Loyalty.Grains.Tests;

public sealed class NextTierRangeTests
{
    private static readonly DateOnly Day = new(2026, 11, 21);

    [Theory]
    [InlineData(2000, 500, true)]
    [InlineData(1999.99, 500.01, false)]
    [InlineData(0, 1000, false)]
    public void Near_is_who_lacks_at_most_a_fifth_of_the_next_threshold(double spend, double missing, bool isNear) =>
        Assert.Equal(isNear, NextTierRange.IsNear(Spend((decimal)spend, (decimal)missing)));

    [Fact]
    public void Nobody_is_near_a_tier_above_the_highest() => Assert.False(NextTierRange.IsNear(Spend(9000, null)));

    [Fact]
    public void It_holds_until_the_day_before_too_much_leaves()
    {
        var forecast = new ForecastView(
            "M", 1, Day, "CHF", "Silver", 2100, [Leaves(3, 2050), Leaves(9, 1999.99m)], null);
        Assert.Equal(Day.AddDays(8), NextTierRange.Until(Spend(2100, 400), forecast));
        Assert.Equal(DateOnly.MaxValue, NextTierRange.Until(Spend(2100, 400), forecast with { Items = [Leaves(3, 2000)] }));
    }

    private static ForecastEntry Leaves(int days, decimal left) => new(Day.AddDays(days), Domain.ForecastKind.SpendLeaves, left, 1, null, null, null, null);

    private static SpendView Spend(decimal spend, decimal? missing) => new("CHF", spend, spend, missing, null, null, default);
}
