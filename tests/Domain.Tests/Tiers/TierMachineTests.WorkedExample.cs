namespace Loyalty.Domain.Tests;

/// <summary>The worked example of the status rules, line by line, with the day before and the day after each line.</summary>
public partial class TierMachineTests
{
    public static TheoryData<string, int, string, string?> Days => new()
    {
        { "2026-01-09", 0, "Member", null },
        { "2026-01-10", 260_000, "Gold", null },
        { "2026-01-11", 260_000, "Gold", null },
        { "2026-05-31", 260_000, "Gold", null },
        { "2026-06-01", 290_000, "Gold", null },
        { "2026-06-02", 290_000, "Gold", null },
        { "2027-01-10", 290_000, "Gold", null },
        { "2027-01-11", 30_000, "Gold", "2027-02-10" },
        { "2027-01-12", 30_000, "Gold", "2027-02-10" },
        { "2027-01-31", 30_000, "Gold", "2027-02-10" },
        { "2027-02-01", 80_000, "Gold", "2027-02-10" },
        { "2027-02-09", 80_000, "Gold", "2027-02-10" },
        { "2027-02-10", 80_000, "Silver", "2027-03-12" },
        { "2027-02-11", 80_000, "Silver", "2027-03-12" },
        { "2027-02-28", 80_000, "Silver", "2027-03-12" },
        { "2027-03-01", 100_000, "Silver", null },
        { "2027-03-12", 100_000, "Silver", null },
        { "2027-06-01", 100_000, "Silver", null },
        { "2027-06-02", 70_000, "Silver", "2027-07-02" },
        { "2027-07-01", 70_000, "Silver", "2027-07-02" },
        { "2027-07-02", 70_000, "Member", null },
        { "2027-07-03", 70_000, "Member", null },
    };

    [Theory]
    [MemberData(nameof(Days))]
    public void Each_day_of_the_example_is_as_written(string day, int spend, string tier, string? review)
    {
        var status = Lived(Make.Day(day), looksDaily: false).On(day);
        Assert.Equal(
            (spend, tier, Make.DayOrNone(review)),
            (status.Spend, Make.Default.Tiers[status.Standing.Level].Name, status.Standing.ReviewDate));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_changes_are_named_as_in_the_rules(bool looksDaily)
    {
        var live = Lived(Make.Day("2027-12-31"), looksDaily);
        live.Looked(Make.Day("2027-12-31"));
        Assert.Equal(
            [
                "2026-01-01 Enrolled", "2026-01-10 TierUpgraded", "2026-06-01 SpendRecorded", "2027-01-11 TierAtRisk", "2027-02-01 SpendRecorded",
                "2027-02-10 TierDropped", "2027-02-10 TierAtRisk", "2027-03-01 TierRetained", "2027-06-02 TierAtRisk", "2027-07-02 TierDropped",
            ],
            live.Events.Select(e => $"{e.Date:yyyy-MM-dd} {e.Kind}"));
    }

    [Fact]
    public void The_upgrade_over_silver_is_one_change()
    {
        var change = Lived(Make.Day("2026-01-10"), looksDaily: false).Moves.Single();
        Assert.Equal((TierChangeKind.Upgraded, 0, 2, 260_000L), (change.Kind, change.From.Level, change.To.Level, change.Spend));
    }

    private static LiveMember Lived(DateOnly to, bool looksDaily)
    {
        var live = new LiveMember(Make.Default).Enrolled("2026-01-01");
        for (var day = Make.Day("2026-01-01"); day <= to; day = day.AddDays(1))
        {
            if (looksDaily)
                live.Looked(day);
            var today = $"{day:yyyy-MM-dd}";
            var amount = today switch
            {
                "2026-01-10" => 2600,
                "2026-06-01" => 300,
                "2027-02-01" => 500,
                "2027-03-01" => 200,
                _ => 0,
            };
            if (amount > 0)
                live.Buys(today, amount);
        }

        return live;
    }
}
