namespace Loyalty.Domain.Tests;

/// <summary>A programme that is not sane is refused with one clear message that names the field.</summary>
public partial class ProgrammeTests
{
    private static readonly TierDefinition[] TwoTiers = [new("Member", 0), new("Silver", 1000)];

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData(null)]
    public void Name_is_not_empty(string? name) => Refused("name", name: name!);

    [Theory]
    [InlineData("XXX")]
    [InlineData("chf")]
    [InlineData("")]
    [InlineData(null)]
    public void Currency_is_one_of_iso_4217(string? currency) => Refused("currency", currency: currency!);

    [Theory]
    [InlineData("Europe/Zuerich")]
    [InlineData("europe/zurich")]
    [InlineData("W. Europe Standard Time")]
    [InlineData("")]
    [InlineData(null)]
    public void Time_zone_is_one_of_the_iana_database(string? zone) => Refused("timeZone", zone: zone!);

    [Theory]
    [InlineData(0)]
    [InlineData(-12)]
    [InlineData(37)]
    public void Window_is_1_to_36_months(int months) => Refused("windowMonths", window: months);

    [Theory]
    [InlineData(-1)]
    [InlineData(366)]
    public void Grace_is_0_to_365_days(int days) => Refused("graceDays", grace: days);

    [Theory]
    [InlineData(1, 0)]
    [InlineData(36, 365)]
    public void The_limits_themselves_are_sane(int months, int days)
    {
        var programme = Domain.Programme.Create("Test", "CHF", "UTC", months, days, TwoTiers).Value;
        Assert.Equal((months, days), (programme.WindowMonths, programme.GraceDays));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(11)]
    public void There_are_2_to_10_tiers(int count) => Refused("tiers", tiers: Tiers(count));

    [Theory]
    [InlineData(2)]
    [InlineData(10)]
    public void Two_tiers_and_ten_are_sane(int count) =>
        Assert.Equal(count, Domain.Programme.Create("Test", "CHF", "UTC", 12, 30, Tiers(count)).Value.Tiers.Length);

    [Fact]
    public void The_lowest_threshold_is_0() => Refused("tiers[0].threshold", tiers: [new("A", 1), new("B", 2)]);

    [Theory]
    [InlineData(1000, 1000)]
    [InlineData(1000, 999.99)]
    [InlineData(1000, 0)]
    public void Thresholds_rise_strictly(double second, double third) =>
        Refused("tiers[2].threshold", tiers: [new("A", 0), new("B", (decimal)second), new("C", (decimal)third)]);

    [Theory]
    [InlineData(-1)]
    [InlineData(0.001)]
    [InlineData(1e20)]
    public void A_threshold_is_an_amount_of_the_currency(double threshold) =>
        Refused("tiers[1].threshold", tiers: [new("A", 0), new("B", (decimal)threshold)]);

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("A")]
    [InlineData("a")]
    public void A_tier_has_a_name_of_its_own(string? name) => Refused("tiers[1].name", tiers: [new("A", 0), new(name, 1)]);

    [Theory]
    [InlineData(-0.01)]
    [InlineData(1000.01)]
    [InlineData(0.001)]
    public void A_partner_bonus_is_0_to_1000_with_two_decimals(double bonus) =>
        Refused("tiers[1].partnerBonusPercent", tiers: [new("A", 0), new("B", 1, (decimal)bonus)]);

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("bag")]
    public void Benefits_have_codes_and_none_twice(string? code) =>
        Refused("tiers[1].benefits", tiers: [new("A", 0), new("B", 1, Benefits: ["bag", code!])]);

    [Theory]
    [InlineData(-1, 5)]
    [InlineData(5, 4)]
    public void A_cost_runs_from_low_to_high(int low, int high) =>
        Refused("tiers[1].yearlyBenefitCost", tiers: [new("A", 0), new("B", 1, YearlyBenefitCost: new CostRange(low, high))]);

    [Fact]
    public void A_tier_that_is_nothing_is_refused() => Refused("tiers[1]", tiers: [new("A", 0), null!]);

    private static TierDefinition[] Tiers(int count) => [.. Enumerable.Range(0, count).Select(i => new TierDefinition($"T{i}", i))];

    private static void Refused(
        string field,
        string name = "Test",
        string currency = "CHF",
        string zone = "Europe/Zurich",
        int window = 12,
        int grace = 30,
        TierDefinition[]? tiers = null)
    {
        var refusal = Domain.Programme.Create(name, currency, zone, window, grace, tiers ?? TwoTiers).Refused("programme-not-valid", field);
        Assert.StartsWith(field, refusal.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("lounge", "year", 4, null)]
    [InlineData("bag", "day", 0, null)]
    [InlineData("spa", "year", 4, "tiers[1].limits")]
    [InlineData("lounge", "week", 4, "tiers[1].limits.lounge.per")]
    [InlineData("lounge", "Year", 4, "tiers[1].limits.lounge.per")]
    [InlineData("lounge", "month", -1, "tiers[1].limits.lounge.times")]
    [InlineData("lounge", "month", 10_001, "tiers[1].limits.lounge.times")]
    public void Limits_are_of_benefits_that_the_tier_has(string benefit, string per, int times, string? field)
    {
        var limits = new Dictionary<string, BenefitLimit> { [benefit] = new(per, times) };
        var programme = Domain.Programme.Create(
            "Test", "CHF", "Europe/Zurich", 12, 30, [new("Low", 0, Benefits: ["bag"]), new("High", 100, Benefits: ["lounge"], Limits: limits)]);
        Assert.Equal(field, programme.Refusal?.Field);
        if (field is null)
            Assert.Equal(limits[benefit], ProgrammeFile.Parse(ProgrammeFile.Write(programme.Value)).Value.Tiers[1].Limits![benefit]);
    }
}
