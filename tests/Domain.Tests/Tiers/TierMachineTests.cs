namespace Loyalty.Domain.Tests;

/// <summary>Rules 1 to 5, one by one.</summary>
public partial class TierMachineTests
{
    [Theory]
    [InlineData("999.99", 0)]
    [InlineData("1000.00", 1)]
    [InlineData("2499.99", 1)]
    [InlineData("2500.00", 2)]
    [InlineData("4999.99", 2)]
    [InlineData("5000.00", 3)]
    [InlineData("1000000000", 3)]
    public void Rule_4_a_posting_lifts_to_the_highest_tier_reached_at_once(string amount, int level)
    {
        var live = new LiveMember(Make.Default).Enrolled("2026-01-01");
        var recorded = live.Buys("2026-01-10", decimal.Parse(amount));
        Assert.Equal(level, live.Account.Standing.Level);
        Assert.Equal(level == 0 ? ChangeKind.SpendRecorded : ChangeKind.TierUpgraded, recorded.Kind);
        Assert.Equal(level + 1, live.Account.Standing.HeldSince.Length);
    }

    [Fact]
    public void Rule_4_the_postings_of_a_day_work_one_after_the_other()
    {
        var live = new LiveMember(Make.Default).Enrolled("2026-01-01");
        Assert.Equal(
            [ChangeKind.SpendRecorded, ChangeKind.TierUpgraded, ChangeKind.SpendRecorded, ChangeKind.TierUpgraded],
            new[] { 999.99m, 0.01m, 1499.99m, 0.01m }.Select(amount => live.Buys("2026-01-10", amount).Kind));
    }

    [Fact]
    public void Rule_4_an_upgrade_out_of_a_soft_landing_clears_the_review()
    {
        var live = AtRiskSilver();
        var upgrade = live.Buys("2027-01-20", 2500);
        Assert.Equal((ChangeKind.TierUpgraded, 2, null), (upgrade.Kind, live.Account.Standing.Level, live.Account.Standing.ReviewDate));
    }

    [Fact]
    public void Rule_3_the_soft_landing_keeps_tier_and_benefits()
    {
        var standing = AtRiskSilver().On("2027-01-11").Standing;
        Assert.Equal((1, true, Make.Day("2027-02-10")), (standing.Level, standing.AtRisk, standing.ReviewDate));
        Assert.Equal(Make.Day("2026-01-10"), standing.HeldSince[1]);
    }

    [Fact]
    public void Rule_5_spend_back_at_the_threshold_retains_the_tier_since_its_first_day()
    {
        var live = AtRiskSilver();
        Assert.Equal(ChangeKind.SpendRecorded, live.Buys("2027-01-20", 999.99m).Kind);
        Assert.Equal(ChangeKind.TierRetained, live.Buys("2027-01-21", 0.01m).Kind);
        Assert.Equal((null, Make.Day("2026-01-10")), (live.Account.Standing.ReviewDate, live.Account.Standing.Since));
    }

    [Theory]
    [InlineData("2027-02-09", 1)]
    [InlineData("2027-02-10", 0)]
    public void Rule_2_the_eve_of_the_review_is_the_last_day_to_retain(string day, int level)
    {
        var live = AtRiskSilver();
        live.Buys(day, 999);
        live.Buys(day, 1, "last");
        Assert.Equal(ChangeKind.TierRetained == live.Events[^1].Kind, level == 1);
        Assert.Equal(1, live.Account.Standing.Level);
        Assert.Equal(level == 1 ? Make.Day("2026-01-10") : Make.Day(day), live.Account.Standing.Since);
    }

    [Fact]
    public void Rule_2_a_review_that_finds_the_threshold_met_clears_itself()
    {
        // A purchase would have cleared it; only a threshold that was lowered since brings this about.
        var day = Make.Day("2026-01-10");
        var standing = TierStanding.Lowest(day).Upgraded(1, day) with { ReviewDate = day.AddDays(30) };
        var window = new SpendWindow();
        window.Add(day.AddDays(300), 100_000);
        var changes = new List<TierChange>();
        var after = TierMachine.StartDay(Make.Default, standing, window.SpendOn(day.AddDays(30)), day.AddDays(30), changes);
        Assert.Equal(standing with { ReviewDate = null }, after);
        Assert.Equal((TierChangeKind.Retained, day.AddDays(30)), (changes.Single().Kind, changes[0].Date));
    }

    [Fact]
    public void Rule_2_each_review_takes_exactly_one_tier_and_rule_3_gives_the_next_its_own_grace()
    {
        var live = new LiveMember(Make.Default).Enrolled("2026-01-01");
        live.Buys("2026-01-10", 5000);
        live.Looked(Make.Day("2030-01-01"));
        Assert.Equal(
            [
                "Upgraded 2026-01-10 0>3", "AtRisk 2027-01-11 3>3", "Dropped 2027-02-10 3>2", "AtRisk 2027-02-10 2>2", "Dropped 2027-03-12 2>1",
                "AtRisk 2027-03-12 1>1", "Dropped 2027-04-11 1>0",
            ],
            Plain(live));
    }

    [Fact]
    public void With_grace_0_the_member_falls_on_one_day_to_the_tier_that_is_sustained()
    {
        var live = new LiveMember(Make.Ladder([0, 1000, 2500, 5000], grace: 0)).Enrolled("2026-01-01");
        live.Buys("2026-01-10", 4000);
        live.Buys("2026-03-01", 1000);
        live.Looked(Make.Day("2027-02-28"));
        Assert.Equal(
            ["Upgraded 2026-01-10 0>2", "Upgraded 2026-03-01 2>3", "AtRisk 2027-01-11 3>3", "Dropped 2027-01-11 3>2", "AtRisk 2027-01-11 2>2", "Dropped 2027-01-11 2>1"],
            Plain(live));
        Assert.Equal((1, null), (live.On("2027-03-01").Standing.Level, live.On("2027-03-01").Standing.ReviewDate));
        Assert.Equal(0, live.On("2027-03-02").Standing.Level);
    }

    [Fact]
    public void With_grace_365_the_review_is_a_year_later()
    {
        var live = new LiveMember(Make.Ladder([0, 1000], grace: 365)).Enrolled("2026-01-01");
        live.Buys("2026-01-10", 1000);
        Assert.Equal(Make.Day("2028-01-11"), live.On("2027-01-11").Standing.ReviewDate);
        Assert.Equal((1, 0), (live.On("2028-01-10").Standing.Level, live.On("2028-01-11").Standing.Level));
    }

    [Theory]
    [InlineData("JPY", "Asia/Tokyo")]
    [InlineData("KWD", "Asia/Kuwait")]
    [InlineData("USD", "America/Los_Angeles")]
    public void Two_tiers_climb_and_fall_in_any_currency_and_zone(string currency, string zone)
    {
        var live = new LiveMember(Make.Ladder([0, 300], currency, zone, window: 1, grace: 10)).Enrolled("2026-01-01");
        live.Buys("2026-01-31", 300);
        live.Looked(Make.Day("2026-12-31"));
        Assert.Equal(["Upgraded 2026-01-31 0>1", "AtRisk 2026-03-01 1>1", "Dropped 2026-03-11 1>0"], Plain(live));
    }

    [Fact]
    public void Ten_tiers_are_climbed_at_once_and_lost_one_by_one()
    {
        var live = new LiveMember(Make.Ladder([0, 1, 2, 3, 4, 5, 6, 7, 8, 9], grace: 7)).Enrolled("2026-01-01");
        live.Buys("2026-01-10", 9);
        Assert.Equal(9, live.Account.Standing.Level);
        live.Looked(Make.Day("2030-01-01"));
        var drops = live.Moves.Where(m => m.Kind == TierChangeKind.Dropped).ToList();
        Assert.Equal(Enumerable.Range(1, 9).Select(i => Make.Day("2027-01-11").AddDays(7 * i)), drops.Select(d => d.Date));
        Assert.All(drops, drop => Assert.Equal(drop.From.Level - 1, drop.To.Level));
    }

    [Fact]
    public void A_member_who_drops_and_climbs_again_the_same_day_holds_the_tier_anew()
    {
        var live = new LiveMember(Make.Default).Enrolled("2026-01-01");
        live.Buys("2026-01-10", 2500);
        live.Buys("2027-02-10", 2500);
        Assert.Equal(2, live.Account.Standing.Level);
        Assert.Equal([Make.Day("2026-01-01"), Make.Day("2026-01-10"), Make.Day("2027-02-10")], live.Account.Standing.HeldSince.ToArray());
    }

    private static LiveMember AtRiskSilver()
    {
        var live = new LiveMember(Make.Default).Enrolled("2026-01-01");
        live.Buys("2026-01-10", 1000);
        return live;
    }

    private static IEnumerable<string> Plain(LiveMember live) =>
        live.Moves.Select(m => $"{m.Kind} {m.Date:yyyy-MM-dd} {m.From.Level}>{m.To.Level}");
}
