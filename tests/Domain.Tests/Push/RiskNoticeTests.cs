namespace Loyalty.Domain.Tests;

public sealed class RiskNoticeTests
{
    private static readonly DateOnly Drop = new(2027, 2, 10);

    [Theory]
    [InlineData(200, null, 30)]
    [InlineData(31, null, 30)]
    [InlineData(30, PushKind.RiskIn30Days, 7)]
    [InlineData(8, PushKind.RiskIn30Days, 7)]
    [InlineData(7, PushKind.RiskIn7Days, 0)]
    [InlineData(1, PushKind.RiskIn7Days, 0)]
    public void A_drop_is_told_30_and_7_days_before_it(int daysBefore, PushKind? told, int looksAgain)
    {
        var notice = RiskNotice.On(Drop.AddDays(-daysBefore), [Dropped(Drop, 2), Dropped(Drop.AddDays(30), 1)]);
        Assert.Equal(new RiskNotice(told, Drop, 2, Drop.AddDays(-looksAgain)), notice);
    }

    [Fact]
    public void Where_no_drop_is_in_sight_there_is_nothing_to_tell_and_no_day_to_look_again() =>
        Assert.Equal(new RiskNotice(null, null, 0, null), RiskNotice.On(Drop, [new ForecastItem(Drop, ForecastKind.SpendLeaves, 0, Leaving: 100)]));

    private static ForecastItem Dropped(DateOnly day, int level) => new(
        day, ForecastKind.TierDropped, 0, TierChange: new TierChange(TierChangeKind.Dropped, day, new TierStanding(level, day, null, []), new TierStanding(level - 1, day, null, []), 0));
}
