namespace Loyalty.Domain.Tests;

public class BuiltInProgrammeTests
{
    [Fact]
    public void Default_programme_is_chf_zurich_twelve_months_thirty_days() =>
        Assert.Equal(
            ("CHF", "Europe/Zurich", 12, 30, 4),
            (Make.Default.Currency.Code, Make.Default.TimeZone.Id, Make.Default.WindowMonths, Make.Default.GraceDays, Make.Default.Tiers.Length));

    [Theory]
    [InlineData(0, "Member", 0, 0, 0, 0, "member-fares app-features birthday-bonus")]
    [InlineData(1, "Silver", 1000, 10, 20, 40, "priority-boarding extra-bag dedicated-check-in")]
    [InlineData(2, "Gold", 2500, 25, 100, 200, "lounge premium-seat priority-rebooking fast-track")]
    [InlineData(3, "Platinum", 5000, 50, 300, 500, "companion-lounge guaranteed-seat dedicated-line surprise-upgrades")]
    public void Default_tiers_are_those_of_the_table(int level, string name, int threshold, int bonus, int low, int high, string benefits)
    {
        var tier = Make.Default.Tiers[level];
        Assert.Equal((name, threshold * 100L, (decimal)bonus), (tier.Name, tier.Threshold, tier.PartnerBonusPercent));
        Assert.Equal(new CostRange(low, high), tier.YearlyBenefitCost);
        Assert.Equal(benefits.Split(' '), tier.Benefits.ToArray());
    }

    [Fact]
    public void Each_tier_has_all_benefits_of_those_below_it()
    {
        var gold = Make.Default.BenefitsAt(2).ToList();
        Assert.Equal(10, gold.Count);
        Assert.Equal(("member-fares", 0), gold[0]);
        Assert.Contains(("extra-bag", 1), gold);
        Assert.Contains(("lounge", 2), gold);
        Assert.DoesNotContain(gold, b => b.Level == 3);
    }
}
