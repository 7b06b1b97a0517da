namespace Loyalty.Domain.Tests;

public class AccountStatusTests
{
    [Theory]
    [InlineData(0, 0)]
    [InlineData(9.99, 0)]
    [InlineData(10, 1)]
    [InlineData(999.99, 99)]
    [InlineData(1000, 40)]
    [InlineData(2499.99, 99)]
    [InlineData(2500, 50)]
    [InlineData(4999.99, 99)]
    public void Progress_is_spend_by_the_next_threshold_as_a_percentage_rounded_down(double spend, int percent)
    {
        var live = new LiveMember(Make.Default).Enrolled("2026-01-10");
        live.Buys("2026-01-10", (decimal)spend);
        Assert.Equal(percent, live.On("2026-01-10").ProgressPercent);
    }

    [Theory]
    [InlineData(0, 1, 1000)]
    [InlineData(999.99, 1, 0.01)]
    [InlineData(1000, 2, 1500)]
    [InlineData(2600, 3, 2400)]
    public void Next_tier_and_what_is_missing_to_it(double spend, int next, double missing)
    {
        var live = new LiveMember(Make.Default).Enrolled("2026-01-10");
        live.Buys("2026-01-10", (decimal)spend);
        var status = live.On("2026-01-10");
        Assert.Equal((next, Make.Money((decimal)missing).Minor), (status.NextLevel, status.SpendToNextTier));
    }

    [Fact]
    public void At_the_top_there_is_no_next_tier()
    {
        var live = new LiveMember(Make.Default).Enrolled("2026-01-10");
        live.Buys("2026-01-10", 5000);
        var status = live.On("2026-01-10");
        Assert.Equal((null, null, null), (status.NextLevel, status.SpendToNextTier, status.ProgressPercent));
    }

    [Fact]
    public void At_risk_the_next_tier_is_the_one_above_the_tier_held_not_above_the_spend()
    {
        var live = new LiveMember(Make.Default).Enrolled("2026-01-10");
        live.Buys("2026-01-10", 2500);
        var status = live.On("2027-01-11");
        Assert.Equal((3, 500_000, 0), (status.NextLevel, status.SpendToNextTier, status.ProgressPercent));
    }

    [Fact]
    public void Progress_stays_exact_with_the_largest_sums()
    {
        var programme = Make.Ladder([0, 90_000_000_000_000_000m]);
        var window = new SpendWindow();
        window.Add(Make.Day("2026-12-31"), 8_999_999_999_999_999_999);
        var status = AccountStatus.On(Make.Day("2026-01-01"), TierStanding.Lowest(default), window, 0, programme);
        Assert.Equal((99, 1L), (status.ProgressPercent, status.SpendToNextTier));
    }

    [Fact]
    public void Review_date_without_a_risk_is_the_first_day_the_threshold_would_no_longer_be_met()
    {
        // 2,100 is Silver: without January's 1,000 the 1,100 left still make Silver, without February's 600 the 500 do not.
        var live = LiveAfter(("2026-01-10", 1000), ("2026-02-01", 600), ("2026-03-01", 500));
        Assert.Equal(Make.Day("2027-02-02"), live.On("2026-03-01").NextTierReviewDate);
    }

    [Fact]
    public void Review_date_at_risk_is_the_date_of_the_review()
    {
        var live = LiveAfter(("2026-01-10", 1000));
        Assert.Equal(Make.Day("2027-02-10"), live.On("2027-01-11").NextTierReviewDate);
    }

    [Fact]
    public void The_lowest_tier_has_no_review()
    {
        var live = LiveAfter(("2026-01-10", 999.99m));
        Assert.Null(live.On("2026-01-10").NextTierReviewDate);
        Assert.Null(live.On("2027-06-01").NextTierReviewDate);
    }

    [Fact]
    public void Review_date_is_the_day_found_by_waiting_for_it() =>
        Seeded.Check(Histories.Any(), history =>
        {
            var lives = new TwoLives(history).Lived();
            var status = lives.Live.On(history.LastDay);
            DateOnly? waited = lives.Naive.Review;
            var threshold = Money.ToDecimal(history.Programme.Tiers[lives.Naive.Level].Threshold, history.Programme.Currency);
            for (var day = history.LastDay.AddDays(1); waited is null && day < history.LastDay.AddDays(1200); day = day.AddDays(1))
                waited = lives.Naive.SpendOn(day) < threshold ? day : null;
            Assert.Equal(waited, status.NextTierReviewDate);
        });

    [Fact]
    public void Looking_at_the_status_changes_nothing()
    {
        var live = LiveAfter(("2026-01-10", 2600));
        var before = live.Account.ToSnapshot();
        Assert.Equal(0, live.On("2030-01-01").Standing.Level);
        Same.Snapshot(before, live.Account.ToSnapshot());
    }

    private static LiveMember LiveAfter(params (string Day, decimal Amount)[] purchases)
    {
        var live = new LiveMember(Make.Default).Enrolled("2026-01-10");
        foreach (var (day, amount) in purchases)
            live.Buys(day, amount);
        return live;
    }
}
