namespace Loyalty.Domain.Tests;

public class RollingWindowTests
{
    [Theory]
    [InlineData("2026-01-15", "2027-01-15", "2027-01-16")]
    [InlineData("2027-02-28", "2028-02-28", "2028-02-29")]
    [InlineData("2028-02-29", "2029-02-28", "2029-03-01")]
    [InlineData("2026-12-31", "2027-12-31", "2028-01-01")]
    public void A_purchase_leaves_on_the_day_of_the_table(string date, string lastDay, string firstDayWithout)
    {
        var live = new LiveMember(Make.Default).Enrolled(date);
        live.Buys(date, 1);
        Assert.Equal(Make.Day(lastDay), RollingWindow.LastDayCounted(Make.Day(date), 12));
        Assert.Equal((100, 0), (live.On(lastDay).Spend, live.On(firstDayWithout).Spend));
        Assert.Equal(Make.Day(lastDay).AddDays(1), Make.Day(firstDayWithout));
    }

    [Theory]
    [InlineData("2026-01-31", 1, "2026-02-28")]
    [InlineData("2028-01-31", 1, "2028-02-29")]
    [InlineData("2026-08-31", 1, "2026-09-30")]
    [InlineData("2026-08-31", 18, "2028-02-29")]
    [InlineData("2025-02-28", 36, "2028-02-28")]
    [InlineData("2028-02-29", 36, "2031-02-28")]
    [InlineData("2026-12-15", 24, "2028-12-15")]
    public void A_window_of_months_ends_on_the_same_day_of_the_month_or_on_its_last(string date, int months, string lastDay) =>
        Assert.Equal(Make.Day(lastDay), RollingWindow.LastDayCounted(Make.Day(date), months));

    [Fact]
    public void Every_day_and_every_window_agrees_with_counting_months_by_hand()
    {
        for (var months = 1; months <= 36; months++)
        {
            for (var day = Make.Day("2023-01-01"); day < Make.Day("2032-01-01"); day = day.AddDays(1))
                Assert.Equal(NaivePosting.LastDayOf(day, months), RollingWindow.LastDayCounted(day, months));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(6)]
    [InlineData(12)]
    [InlineData(13)]
    [InlineData(24)]
    [InlineData(36)]
    public void The_qualifying_period_starts_with_the_first_date_that_still_counts(int months)
    {
        for (var day = Make.Day("2024-01-01"); day < Make.Day("2032-01-01"); day = day.AddDays(1))
        {
            var searched = day.AddDays(-31 * months - 3);
            while (NaivePosting.LastDayOf(searched, months) < day)
                searched = searched.AddDays(1);
            Assert.Equal(searched, RollingWindow.FirstDateCounting(day, months));
        }
    }

    [Theory]
    [InlineData("2027-01-15", "2026-01-15")]
    [InlineData("2028-02-28", "2027-02-28")]
    [InlineData("2028-02-29", "2027-03-01")]
    [InlineData("2029-02-28", "2028-02-28")]
    [InlineData("2029-03-01", "2028-03-01")]
    public void The_status_shows_that_start(string today, string start) =>
        Assert.Equal(Make.Day(start), new LiveMember(Make.Default).Enrolled("2026-01-01").On(today).QualifyingStart);
}
