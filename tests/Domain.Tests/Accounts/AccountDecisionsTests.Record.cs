namespace Loyalty.Domain.Tests;

/// <summary>Recording a purchase: when it counts, and what it does to sums.</summary>
public partial class AccountDecisionsTests
{
    [Fact]
    public void A_late_purchase_counts_from_its_posting_and_leaves_by_its_own_date()
    {
        var live = new LiveMember(Make.Default).Enrolled("2026-01-01");
        live.Buys("2026-06-15", Make.Purchase("late", 100, "2025-09-01"));
        Assert.Equal((10_000, 0), (live.On("2026-09-01").Spend, live.On("2026-09-02").Spend));
        Assert.Equal(10_000, live.On("2026-09-02").Lifetime);
    }

    [Theory]
    [InlineData("2025-06-15", 10_000)]
    [InlineData("2025-06-14", 0)]
    public void One_that_has_left_already_adds_to_the_lifetime_alone(string date, long spend)
    {
        var live = new LiveMember(Make.Default).Enrolled("2026-01-01");
        live.Buys("2026-06-15", Make.Purchase("late", 100, date));
        var status = live.On("2026-06-15");
        Assert.Equal((spend, 10_000), (status.Spend, status.Lifetime));
    }

    [Fact]
    public void One_that_has_left_already_reaches_no_tier()
    {
        var live = new LiveMember(Make.Default).Enrolled("2026-01-01");
        Assert.Null(live.Buys("2026-06-15", Make.Purchase("late", 9000, "2025-06-14")).TierChange);
        Assert.Equal((0, null), (live.Account.Standing.Level, live.Account.Due));
    }

    [Fact]
    public void A_purchase_of_tomorrow_counts_from_today_to_its_own_last_day()
    {
        var live = new LiveMember(Make.Default).Enrolled("2026-01-01");
        live.Buys("2026-06-15", Make.Purchase("east", 1000, "2026-06-16"));
        Assert.Equal((1, 100_000), (live.On("2026-06-15").Standing.Level, live.On("2026-06-15").Spend));
        Assert.Equal((100_000, 0), (live.On("2027-06-16").Spend, live.On("2027-06-17").Spend));
    }

    [Fact]
    public void A_purchase_of_the_day_after_tomorrow_is_refused_and_changes_nothing()
    {
        var live = new LiveMember(Make.Default).Enrolled("2026-01-01");
        var before = live.Account.ToSnapshot();
        live.Asked(Make.Purchase("far", 1, "2026-06-17"), Make.Day("2026-06-15")).Refused("date-in-future", "date");
        Same.Snapshot(before, live.Account.ToSnapshot());
    }

    [Fact]
    public void What_time_did_is_recorded_before_the_purchase_and_with_it()
    {
        var live = new LiveMember(Make.Default).Enrolled("2026-01-01");
        live.Buys("2026-01-10", 2500);
        var decision = live.Asked(Make.Purchase("a", 10, "2027-02-10"), Make.Day("2027-02-10")).Value;
        Assert.Equal(
            ["TierAtRisk 2027-01-11", "TierDropped 2027-02-10", "TierAtRisk 2027-02-10", "SpendRecorded 2027-02-10"],
            decision.Events.Select(e => $"{e.Kind} {e.Date:yyyy-MM-dd}"));
        Assert.Equal((6, 6), (live.Account.Version, live.Events.Count));
    }

    [Fact]
    public void A_purchase_of_nothing_is_recorded()
    {
        var live = new LiveMember(Make.Default).Enrolled("2026-01-01");
        live.Buys("2026-01-10", 0, "zero");
        Assert.Equal((2, 0), (live.Account.Version, live.On("2026-01-10").Spend));
        Assert.Empty(live.Account.Window.Buckets);
        Assert.NotNull(live.Ledger().Find(new TransactionId("zero")));
    }

    [Fact]
    public void A_lifetime_that_would_leave_64_bits_is_refused_never_wrapped()
    {
        var full = new LiveMember(Make.Default).Enrolled("2026-01-01").Account.ToSnapshot() with { Lifetime = long.MaxValue - 100 };
        var account = LoyaltyAccount.From(full);
        var day = Make.Day("2026-01-02");
        AccountDecisions.Record(account, Make.Purchase("a", 1.01m), day, Make.Default, ExchangeRates.None).Refused("amount-not-valid", "amount");
        account.Apply(AccountDecisions.Record(account, Make.Purchase("a", 1), day, Make.Default, ExchangeRates.None).Value.Change, Make.Instant);
        Assert.Equal(long.MaxValue, account.Lifetime);
    }
}
