namespace Loyalty.Domain.Tests;

public sealed class TierOutlookTests
{
    [Fact]
    public void A_basket_costs_what_the_rules_say()
    {
        var member = new LiveMember(Make.Default).Enrolled("2026-06-01");
        member.Buys("2026-06-01", 600);
        member.Looked(Make.Day("2026-11-21"));
        Assert.Empty(TierOutlook.Of(member.Account, Make.Day("2026-11-21"), Make.Default));

        member.Buys("2026-11-21", 480);
        Assert.Equal(
            [new OutlookLine(2026, "silver", 41, 225, 449), new OutlookLine(2027, "silver", 182, 997, 1995)],
            TierOutlook.Of(member.Account, Make.Day("2026-11-21"), Make.Default));
    }

    [Fact]
    public void Every_tier_on_the_way_down_is_told_up_to_the_last_change()
    {
        var member = new LiveMember(Make.Default).Enrolled("2026-01-10");
        member.Buys("2026-01-10", 2500);

        // Gold to 2027-02-09, Silver to 2027-03-11.
        Assert.Equal(
            [(2026, "gold", 356L), (2027, "gold", 40L), (2027, "silver", 30L)],
            TierOutlook.Of(member.Account, Make.Day("2026-01-10"), Make.Default).Select(l => (l.Year, l.Code, l.Days)));
    }
}
