namespace Loyalty.Domain.Tests;

/// <summary>Lots and holds by the tables of the rules.</summary>
public sealed class RewardDecisionTests
{
    private readonly RewardsUnderTest _rewards = new(BuiltInProgramme.Value);

    [Fact]
    public void Lots_are_spent_soonest_expiry_first_and_what_is_not_captured_goes_back()
    {
        _rewards.Voucher("b", 50_00, "2027-06-30");
        _rewards.Voucher("a", 30_00, "2026-12-31");
        Assert.Null(_rewards.Hold("h", 60_00));
        Assert.Equal((0, 30_00, 20_00, 30_00), (_rewards.Lot("a").Available, _rewards.Lot("a").Held, _rewards.Lot("b").Available, _rewards.Lot("b").Held));
        Assert.Null(_rewards.Capture("h", "c", 45_00));
        Assert.Equal((30_00, 15_00, 35_00), (_rewards.Lot("a").Used, _rewards.Lot("b").Used, _rewards.Lot("b").Available));
        // The last that was spent comes back first, as if less had been captured.
        Assert.Null(_rewards.Refund("c", "r-1", 20_00));
        Assert.Equal((25_00, 5_00, 50_00), (_rewards.Lot("a").Used, _rewards.Lot("a").Available, _rewards.Lot("b").Available));
        Assert.Equal("exceeds-capture", _rewards.Refund("c", "r-2", 25_01)?.Code);
        Assert.Null(_rewards.Refund("c", "r-2"));
        Assert.Equal("exceeds-capture", _rewards.Refund("c", "r-3")?.Code);
        Assert.Equal("unknown-capture", _rewards.Refund("d", "r-3")?.Code);
    }

    [Fact]
    public void A_hold_ends_once_and_open_means_before_its_end()
    {
        _rewards.Voucher("a", 30_00, "2026-12-31");
        foreach (var hold in new[] { "h-1", "h-2", "h-3" })
            _rewards.Hold(hold, 10_00);
        _rewards.Now += HoldWish.DefaultFor - TimeSpan.FromMilliseconds(1);
        _rewards.Advance();
        Assert.Equal("exceeds-hold", _rewards.Capture("h-1", "c", 10_01)?.Code);
        Assert.Null(_rewards.Capture("h-1", "c"));
        Assert.Null(_rewards.Void("h-2"));
        Assert.Equal(("hold-ended", "captured"), (_rewards.Void("h-1")?.Code, _rewards.Void("h-1")?.Became));
        Assert.Equal("voided", _rewards.Capture("h-2", "c-2")?.Became);
        _rewards.Now += TimeSpan.FromMilliseconds(1);
        _rewards.Advance();
        Assert.Equal("expired", _rewards.Capture("h-3", "c-3")?.Became);
        Assert.Equal((20_00, 10_00), (_rewards.Lot("a").Available, _rewards.Lot("a").Used));
        Assert.Equal("unknown-hold", _rewards.Void("h-4")?.Code);
    }

    [Fact]
    public void A_lot_that_expires_while_held_is_captured_all_the_same_and_what_goes_back_expires()
    {
        _rewards.Voucher("a", 30_00, "2026-11-21");
        _rewards.Hold(_rewards.Wish("h", 20_00) with { For = TimeSpan.FromDays(1) });
        _rewards.Now = new DateTimeOffset(2026, 11, 21, 23, 30, 0, TimeSpan.Zero);
        _rewards.Advance();
        Assert.Equal((0, 20_00, 10_00), (_rewards.Lot("a").Available, _rewards.Lot("a").Held, _rewards.Lot("a").Expired));
        Assert.Null(_rewards.Capture("h", "c", 15_00));
        Assert.Equal((15_00, 15_00), (_rewards.Lot("a").Used, _rewards.Lot("a").Expired));
        // What is refunded lives for 30 days more.
        Assert.Null(_rewards.Refund("c", "r", 5_00));
        Assert.Equal((5_00, _rewards.Today.AddDays(30)), (_rewards.Lot("a").Available, _rewards.Lot("a").To));
        _rewards.Now = _rewards.Now.AddDays(30);
        _rewards.Advance();
        Assert.Equal(5_00, _rewards.Lot("a").Available);
        _rewards.Now = _rewards.Now.AddDays(1);
        _rewards.Advance();
        Assert.Equal((0, 20_00), (_rewards.Lot("a").Available, _rewards.Lot("a").Expired));
    }

    [Fact]
    public void A_hold_of_the_last_day_that_nobody_ended_gives_back_in_time_and_expires_with_the_rest()
    {
        _rewards.Voucher("a", 30_00, "2026-11-21");
        _rewards.Hold("h", 30_00);
        _rewards.Now = _rewards.Now.AddDays(3);
        _rewards.Advance();
        Assert.Equal(30_00, _rewards.Lot("a").Expired);
        Assert.Equal(["HoldExpired 2026-11-21", "LotExpired 2026-11-22"], _rewards.Events.Skip(2).Select(change => $"{change.GetType().Name} {change.Day:yyyy-MM-dd}"));
        Assert.Null(RewardDays.Next(_rewards.Account, BuiltInProgramme.Value));
    }

    [Fact]
    public void What_is_refused_says_why()
    {
        Assert.Equal("not-enough", _rewards.Hold("h", 1_00)?.Code);
        _rewards.Voucher("a", 30_00, "2026-12-31");
        Assert.Equal("not-enough", _rewards.Hold("h", 30_01)?.Code);
        Assert.Equal("amount-not-valid", _rewards.Hold("h", 0)?.Code);
        Assert.Equal("currency-not-valid", _rewards.Hold(_rewards.Wish("h", 1_00) with { Currency = Currency.Of("EUR") })?.Code);
        Assert.Equal("lots-not-valid", _rewards.Hold(_rewards.Wish("h", 1_00) with { Lots = [new LotId("z")] })?.Code);
        Assert.Equal("amount-not-valid", _rewards.Hold(_rewards.Wish("h", 20_00) with { Lines = [new BasketLine(10_00, 0)] })?.Code);
        Assert.Equal("to-not-valid", _rewards.Voucher("b", 1, "2026-11-20")?.Code);
        _rewards.Voucher("later", 30_00, "2027-12-31", from: "2027-01-01");
        Assert.Equal("not-enough", _rewards.Hold("h", 40_00)?.Code);
        _rewards.Voucher("shop", 30_00, "2026-12-31", only: new LotRestrictions([PurchaseType.Flight], ["KIOSK"], 50.00m, ["gold"]));
        Assert.Equal("restricted", _rewards.Hold("h", 40_00)?.Code);
        var fits = _rewards.Wish("h", 40_00) with { Type = PurchaseType.Flight, Merchant = "KIOSK", Tier = "gold", Lines = [new BasketLine(50_00, 0)] };
        Assert.Equal("restricted", _rewards.Hold(fits with { Tier = "silver" })?.Code);
        Assert.Equal("restricted", _rewards.Hold(fits with { Lines = [new BasketLine(49_99, 0)] })?.Code);
        Assert.Null(_rewards.Hold(fits));
        Assert.Null(_rewards.Hold(fits with { Id = new HoldId("h-2"), Amount = null, UpTo = 99_00 }));
        Assert.Equal(20_00, _rewards.Account.Holds[new HoldId("h-2")].Amount);
    }

    [Fact]
    public void Five_wrong_codes_void_a_hold_and_three_are_sent_for_one()
    {
        _rewards.Voucher("a", 30_00, "2026-12-31");
        _rewards.Hold(_rewards.Wish("h", 10_00) with { Confirm = true });
        Assert.Equal("confirmation-required", _rewards.Capture("h", "c")?.Code);
        Assert.Null(_rewards.Send("h"));
        Assert.Null(_rewards.Send("h"));
        Assert.Equal("too-many-codes", _rewards.Send("h")?.Code);
        for (var i = 0; i < 4; i++)
            Assert.Null(_rewards.Confirm("h", isRight: false));
        Assert.True(_rewards.Account.Holds[new HoldId("h")].IsOpen);
        _rewards.Confirm("h", isRight: false);
        Assert.Equal("voided", _rewards.Confirm("h", isRight: true)?.Became);
        Assert.Equal(30_00, _rewards.Lot("a").Available);

        _rewards.Hold(_rewards.Wish("h-2", 10_00) with { Confirm = true });
        _rewards.Now += RewardHold.CodeFor;
        _rewards.Confirm("h-2", isRight: true);
        Assert.Equal(RewardHoldState.Unconfirmed, _rewards.Account.Holds[new HoldId("h-2")].State);
        _rewards.Send("h-2");
        _rewards.Confirm("h-2", isRight: true);
        Assert.Null(_rewards.Capture("h-2", "c"));
        for (var i = 5; i < RewardHold.MaxSendsADay; i++)
            Assert.Null(_rewards.Hold(_rewards.Wish($"h-{i + 3}", 1_00) with { Confirm = true }));
        Assert.Equal("too-many-codes", _rewards.Hold(_rewards.Wish("h-99", 1_00) with { Confirm = true })?.Code);
        _rewards.Now = _rewards.Now.AddDays(1);
        _rewards.Advance();
        Assert.Null(_rewards.Hold(_rewards.Wish("h-99", 1_00) with { Confirm = true }));
    }

    [Fact]
    public void A_coupon_for_many_is_used_as_often_as_it_says_in_all_and_by_a_member()
    {
        _rewards.Issue(new LotTerms(
            new LotId("ten"), LotKind.Coupon, null, 0, 12.5m, null, new DateOnly(2026, 1, 1), new DateOnly(2026, 12, 31), LotRestrictions.None, 3, 1, "ABCD", "operator"));
        HoldWish Use(string id, string member) => _rewards.Wish(id) with { Member = member, Lines = [new BasketLine(10_04, 8.1m)] };
        Assert.Null(_rewards.Hold(Use("h-1", "ADA1")));
        Assert.Equal(1_26, _rewards.Account.Holds[new HoldId("h-1")].Amount);
        Assert.Equal("restricted", _rewards.Hold(Use("h-2", "ADA1"))?.Code);
        Assert.Null(_rewards.Void("h-1"));
        Assert.Null(_rewards.Hold(Use("h-2", "ADA1")));
        Assert.Null(_rewards.Capture("h-2", "c-2"));
        Assert.Equal("restricted", _rewards.Hold(Use("h-3", "ADA1"))?.Code);
        // Half of it is no use that comes back.
        Assert.Null(_rewards.Refund("c-2", "r-1", 1_00));
        Assert.Equal(1, _rewards.Lot("ten").Used);
        Assert.Null(_rewards.Refund("c-2", "r-2"));
        Assert.Equal(3, _rewards.Lot("ten").Available);
        foreach (var member in new[] { "ADA1", "BOB1", "CAT1" })
            Assert.Null(_rewards.Hold(Use($"h-{member}", member)));
        Assert.Equal("not-enough", _rewards.Hold(Use("h-9", "DAN1"))?.Code);
    }

    [Fact]
    public void An_erasure_voids_what_is_held_and_takes_everything_back()
    {
        _rewards.Voucher("a", 30_00, "2026-12-31");
        _rewards.Hold("h", 10_00);
        _rewards.Hold("h-2", 5_00);
        _rewards.Capture("h-2", "c");
        _rewards.Take(RewardDecisions.Erase(_rewards.Account, _rewards.Now, _rewards.Today));
        Assert.Equal((25_00, 5_00, RewardHoldState.Voided), (_rewards.Lot("a").Revoked, _rewards.Lot("a").Used, _rewards.Account.Holds[new HoldId("h")].State));
        Assert.Empty(RewardDecisions.Erase(_rewards.Account, _rewards.Now, _rewards.Today));
    }
}
