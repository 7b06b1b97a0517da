namespace Loyalty.Domain.Tests;

/// <summary>The partner bonus: that of the tier held at posting, rounded once, half to even.</summary>
public partial class PostingTests
{
    [Theory]
    [InlineData(0, "100.00", 10_000)]
    [InlineData(1, "100.00", 11_000)]
    [InlineData(2, "100.00", 12_500)]
    [InlineData(3, "100.00", 15_000)]
    // 10 % of 0.05 is half a centime: 5.5 goes to 6, 16.5 to 16.
    [InlineData(1, "0.05", 6)]
    [InlineData(1, "0.15", 16)]
    [InlineData(1, "0.25", 28)]
    [InlineData(2, "0.02", 2)]
    [InlineData(2, "0.06", 8)]
    [InlineData(3, "0.01", 2)]
    [InlineData(3, "0.03", 4)]
    [InlineData(3, "0.05", 8)]
    public void A_partner_purchase_counts_with_the_bonus_of_the_tier_held(int level, string amount, long counted) =>
        Assert.Equal(counted, Credited(PurchaseType.Partner, amount, level).Counted);

    [Theory]
    [InlineData(PurchaseType.Flight)]
    [InlineData(PurchaseType.Ancillary)]
    public void Other_purchases_count_as_they_are(PurchaseType type)
    {
        var posting = Credited(type, "100.00", 3);
        Assert.Equal((10_000, 0m), (posting.Counted, posting.BonusPercent));
    }

    [Fact]
    public void The_bonus_is_stored_beside_the_converted_amount()
    {
        var posting = Credited(PurchaseType.Partner, "100.00", 2);
        Assert.Equal((10_000, 25m, 12_500), (posting.Converted, posting.BonusPercent, posting.Counted));
    }

    [Fact]
    public void A_bonus_of_broken_percents_is_exact()
    {
        var programme = Domain.Programme.Create("Test", "CHF", "UTC", 12, 30, [new("A", 0, 12.25m), new("B", 1)]).Value;
        Assert.Equal(11_225, Posting.Of(Make.Purchase("a", 100, type: PurchaseType.Partner), Make.Day("2026-01-01"), programme, ExchangeRates.None, 0).Value.Counted);
    }

    [Fact]
    public void The_purchase_that_upgrades_earns_the_bonus_of_the_tier_before()
    {
        var live = new LiveMember(Make.Default).Enrolled("2026-01-01");
        Assert.Equal(100_000, Partner(live, "2026-01-01", 1000));
        Assert.Equal(110_000, Partner(live, "2026-01-01", 1000));
    }

    [Fact]
    public void At_risk_the_bonus_of_the_tier_stays_and_after_the_drop_it_is_the_lower_one()
    {
        var live = new LiveMember(Make.Default).Enrolled("2026-01-01");
        live.Buys("2026-01-01", 2500);
        Assert.Equal(12_500, Partner(live, "2027-01-31", 100));
        Assert.Equal(11_000, Partner(live, "2027-02-01", 100));
        Assert.Equal(10_000, Partner(live, "2027-03-03", 100));
    }

    [Fact]
    public void What_was_counted_stays_counted_when_the_tier_is_corrected()
    {
        var live = new LiveMember(Make.Default).Enrolled("2026-01-01");
        live.Buys("2026-01-01", 5000, "big");
        Assert.Equal(15_000, Partner(live, "2026-01-02", 100));
        live.Reverses("2026-01-03", "big");
        Assert.Equal((0, 15_000), (live.Account.Standing.Level, live.On("2026-01-03").Spend));
    }

    private static long Partner(LiveMember live, string day, decimal amount) =>
        live.Buys(day, Make.Purchase($"p-{live.Events.Count}", amount, day, PurchaseType.Partner)).Posting.Counted;

    private static Posting Credited(PurchaseType type, string amount, int level) =>
        Posting.Of(Make.Purchase("a", decimal.Parse(amount), type: type), Make.Day("2026-01-01"), Make.Default, ExchangeRates.None, level).Value;
}
