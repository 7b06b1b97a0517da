using Loyalty.Domain;

namespace Loyalty.Grains.Tests;

public sealed class NextTierRangeTests
{
    private static readonly DateOnly Day = new(2026, 11, 21);

    [Theory]
    [InlineData(2000_00, 500_00, true)]
    [InlineData(1999_99, 500_01, false)]
    [InlineData(0, 1000_00, false)]
    [InlineData(long.MaxValue - 1, 1, true)]
    public void Near_is_who_lacks_at_most_a_fifth_of_the_next_threshold(long spend, long missing, bool isNear) =>
        Assert.Equal(isNear, NextTierRange.IsNear(spend, missing));

    [Fact]
    public void Nobody_is_near_a_tier_above_the_highest() => Assert.False(NextTierRange.IsNear(9000_00, null));

    [Fact]
    public void It_holds_until_the_day_before_too_much_leaves()
    {
        Assert.Equal(Day.AddDays(8), NextTierRange.Until(2100_00, 400_00, [Leaves(3, 2050_00), Leaves(9, 1999_99)]));
        Assert.Equal(DateOnly.MaxValue, NextTierRange.Until(2100_00, 400_00, [Leaves(3, 2000_00)]));
    }

    private static ForecastItem Leaves(int days, long left) => new(Day.AddDays(days), ForecastKind.SpendLeaves, left, 1, null, null);
}
