using System.Collections.Immutable;

namespace Loyalty.Domain.Tests;

public class TierStandingTests
{
    private static readonly DateOnly Day = Make.Day("2026-01-01");

    [Fact]
    public void Standings_are_equal_by_what_they_hold()
    {
        var (one, other) = (TierStanding.Lowest(Day).Upgraded(2, Day), TierStanding.Lowest(Day).Upgraded(2, Day));
        Assert.Equal(one, other);
        Assert.Equal(one.GetHashCode(), other.GetHashCode());
        Assert.NotEqual(one, one with { ReviewDate = Day });
        Assert.NotEqual(one, one with { Since = Day.AddDays(1) });
        Assert.NotEqual(one, one with { Level = 1 });
        Assert.NotEqual(one, one with { HeldSince = ImmutableArray.Create(Day, Day, Day.AddDays(1)) });
    }

    [Fact]
    public void Levels_skipped_on_the_way_up_are_held_since_that_day_too() =>
        Assert.Equal([Day, Day.AddDays(5), Day.AddDays(5)], TierStanding.Lowest(Day).Upgraded(2, Day.AddDays(5)).HeldSince.ToArray());

    [Fact]
    public void After_a_drop_the_lower_tiers_are_held_as_long_as_before()
    {
        var dropped = TierStanding.Lowest(Day).Upgraded(1, Day.AddDays(1)).Upgraded(2, Day.AddDays(2)).Dropped(Day.AddDays(9));
        Assert.Equal((1, Day.AddDays(9), null), (dropped.Level, dropped.Since, dropped.ReviewDate));
        Assert.Equal([Day, Day.AddDays(1)], dropped.HeldSince.ToArray());
    }

    [Fact]
    public void A_posting_before_the_first_day_moves_that_day_and_a_later_one_does_not()
    {
        Assert.Equal(TierStanding.Lowest(Day.AddDays(-5)), TierStanding.Lowest(Day).BeganBy(Day.AddDays(-5)));
        Assert.Equal(TierStanding.Lowest(Day), TierStanding.Lowest(Day).BeganBy(Day.AddDays(5)));
    }
}
