namespace Loyalty.Domain.Tests;

/// <summary>Taking back, and the correction of the status that rested on it.</summary>
public partial class AccountDecisionsTests
{
    [Fact]
    public void Without_an_amount_all_that_is_left_is_taken_back()
    {
        var live = Bought(("2026-01-10", 100, "a"));
        live.Reverses("2026-01-11", "a", 30);
        var rest = live.Reverses("2026-01-12", "a");
        Assert.Equal((Make.Money(70), false, 7_000), (rest.Reversal.Amount, rest.Reversal.AmountGiven, rest.CountedTaken));
        Assert.Equal((0, 0), (live.On("2026-01-12").Spend, live.Account.Lifetime));
    }

    [Fact]
    public void Reversals_of_one_purchase_never_exceed_it()
    {
        var live = Bought(("2026-01-10", 100, "a"));
        Refused(live, "a", 100.01m, "exceeds-purchase");
        live.Reverses("2026-01-11", "a", 60);
        Refused(live, "a", 40.01m, "exceeds-purchase");
        live.Reverses("2026-01-11", "a", 40);
        Refused(live, "a", 0.01m, "exceeds-purchase");
        Refused(live, "a", null, "exceeds-purchase");
    }

    [Theory]
    [InlineData("-0.01")]
    [InlineData("0.001")]
    public void An_amount_that_is_none_of_the_currency_is_refused(string amount) =>
        Refused(Bought(("2026-01-10", 100, "a")), "a", decimal.Parse(amount), "amount-not-valid");

    [Fact]
    public void A_purchase_nobody_made_cannot_be_taken_back() =>
        Bought(("2026-01-10", 100, "a")).Asked(Make.Reversal("r", "b"), Make.Day("2026-01-11")).Refused("unknown-transaction", "transactionId");

    [Fact]
    public void The_amount_is_in_the_purchase_s_currency()
    {
        var live = new LiveMember(Make.Default, Make.Rates(("2026-01-01", "JPY", 0.0061m))).Enrolled("2026-01-01");
        live.Buys("2026-01-10", Make.Purchase("a", 12_345, currency: "JPY"));
        live.Asked(Make.Reversal("r", "a", 0.5m), Make.Day("2026-01-10")).Refused("amount-not-valid", "amount");
        live.Reverses("2026-01-10", "a", 5_000);
        // 75.30 less 75.30 × 5,000 ÷ 12,345 = 30.498…
        Assert.Equal(7530 - 3050, live.On("2026-01-10").Spend);
    }

    [Fact]
    public void A_purchase_of_nothing_can_be_taken_back_and_nothing_changes_but_the_version()
    {
        var live = Bought(("2026-01-10", 0, "a"));
        var reversal = live.Reverses("2026-01-11", "a");
        Assert.Equal((0L, ChangeKind.SpendReversed, 3L), (reversal.CountedTaken, reversal.Kind, live.Account.Version));
    }

    [Fact]
    public void Status_that_rested_on_it_is_corrected_at_once_without_a_soft_landing()
    {
        var live = Bought(("2026-01-10", 2600, "a"));
        var reversal = live.Reverses("2026-02-01", "a", 200);
        Assert.Equal((ChangeKind.TierCorrected, 2, 1), (reversal.Kind, reversal.TierChange!.From.Level, reversal.TierChange.To.Level));
        Assert.Equal((240_000, null), (reversal.TierChange.Spend, live.Account.Standing.ReviewDate));
        Assert.Equal(Make.Day("2026-01-10"), live.Account.Standing.Since);
    }

    [Fact]
    public void A_reversal_the_tier_does_not_rest_on_corrects_nothing()
    {
        var live = Bought(("2026-01-10", 2600, "a"), ("2026-01-11", 100, "b"));
        var reversal = live.Reverses("2026-02-01", "b");
        Assert.Equal((null, ChangeKind.SpendReversed), (reversal.TierChange, reversal.Kind));
        Assert.Equal((2, 260_000), (live.Account.Standing.Level, live.On("2026-02-01").Spend));
    }

    [Fact]
    public void A_correction_is_never_lower_than_the_replay_whose_soft_landing_still_runs()
    {
        // Gold by January; at risk since 2027-01-11, also without the 100 of December: the soft landing stays as it was.
        var live = Bought(("2026-01-10", 2600, "a"), ("2026-12-01", 100, "b"));
        live.Looked(Make.Day("2027-01-11"));
        Assert.Null(live.Reverses("2027-01-20", "b").TierChange);
        Assert.Equal((2, Make.Day("2027-02-10")), (live.Account.Standing.Level, live.Account.Standing.ReviewDate));
    }

    [Fact]
    public void A_correction_while_at_risk_may_take_the_tier_and_leave_another_soft_landing()
    {
        // Without 200 of the January purchase the member was Silver at most, and Silver too is at risk since January left.
        var live = Bought(("2026-01-10", 2600, "a"));
        live.Looked(Make.Day("2027-01-11"));
        var change = live.Reverses("2027-01-20", "a", 200).TierChange!;
        Assert.Equal((2, 1), (change.From.Level, change.To.Level));
        Assert.Equal(Make.Day("2027-02-10"), change.To.ReviewDate);
    }

    [Fact]
    public void A_reversal_can_bring_back_a_review_that_a_purchase_had_cleared()
    {
        var live = Bought(("2026-01-10", 1000, "a"), ("2027-01-15", 1000, "b"));
        Assert.Null(live.Account.Standing.ReviewDate);
        var change = live.Reverses("2027-01-20", "b").TierChange!;
        Assert.Equal((TierChangeKind.Corrected, 1, Make.Day("2027-02-10")), (change.Kind, change.To.Level, change.To.ReviewDate));
    }

    [Fact]
    public void A_reversal_after_the_review_that_was_cleared_drops_the_tier_the_replay_drops()
    {
        var live = Bought(("2026-01-10", 1000, "a"), ("2027-01-15", 1000, "b"));
        var change = live.Reverses("2027-05-01", "b").TierChange!;
        Assert.Equal((1, 0, null), (change.From.Level, change.To.Level, change.To.ReviewDate));
        Assert.Equal(Make.Day("2027-02-10"), live.Account.Standing.Since);
    }

    [Fact]
    public void A_purchase_that_has_left_still_carries_the_tier_it_brought()
    {
        // January has left, and the reversal takes nothing from today's spend; but the soft landing rested on it.
        var live = Bought(("2026-01-10", 2600, "a"));
        var before = live.On("2027-01-20").Spend;
        var reversal = live.Reverses("2027-01-20", "a");
        Assert.Equal((0, 0), (before, live.On("2027-01-20").Spend));
        Assert.Equal((2, 0), (reversal.TierChange!.From.Level, reversal.TierChange.To.Level));
        Assert.Equal(0, live.Account.Lifetime);
    }

    [Fact]
    public void Taking_back_one_of_two_that_each_carried_the_tier_changes_only_since_when()
    {
        var live = new LiveMember(Make.Ladder([0, 1000, 2500])).Enrolled("2026-01-01");
        live.Buys("2026-01-10", 2500, "a");
        live.Buys("2026-03-01", 2400, "b");
        live.Buys("2026-04-01", 100, "c");
        var reversal = live.Reverses("2026-05-01", "a");
        Assert.Null(reversal.TierChange);
        Assert.Equal((2, Make.Day("2026-04-01")), (live.Account.Standing.Level, live.Account.Standing.Since));
        Assert.Equal([Make.Day("2026-01-01"), Make.Day("2026-03-01"), Make.Day("2026-04-01")], live.Account.Standing.HeldSince.ToArray());
    }

    [Fact]
    public void What_the_member_was_shown_stays_in_the_history()
    {
        var live = Bought(("2026-01-10", 2600, "a"));
        live.Reverses("2026-02-01", "a");
        Assert.Equal([ChangeKind.Enrolled, ChangeKind.TierUpgraded, ChangeKind.TierCorrected], live.Events.Select(e => e.Kind));
        Assert.Equal(260_000, ((SpendRecorded)live.Events[1]).Posting.Counted);
    }

    private static LiveMember Bought(params (string Day, decimal Amount, string Id)[] purchases)
    {
        var live = new LiveMember(Make.Default).Enrolled("2026-01-01");
        foreach (var (day, amount, id) in purchases)
            live.Buys(day, amount, id);
        return live;
    }

    private static void Refused(LiveMember live, string id, decimal? amount, string code)
    {
        var before = live.Account.ToSnapshot();
        live.Asked(Make.Reversal("r", id, amount), Make.Day("2026-01-11")).Refused(code, "amount");
        Same.Snapshot(before, live.Account.ToSnapshot());
    }
}
