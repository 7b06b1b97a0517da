namespace Loyalty.Domain.Tests;

/// <summary>The pending year of programme-rules.md A.4, and what else can become of a credit that waits.</summary>
public partial class AccountDecisionsTests
{
    private static readonly Programme Holding = EarningRulesTests.With("""
        "rules": [
          { "id": "return", "effect": "hold", "when": { "type": ["partner"] }, "until": { "after": ["purchase"], "days": 30 } },
          { "id": "shop", "effect": "hold", "when": { "type": ["ancillary"] }, "until": { "after": ["paid", "shipped"], "days": 14 }, "atMost": 120, "then": "cancel" },
          { "id": "trip", "effect": "hold", "when": { "type": ["flight"], "cabin": ["tour"] },
            "until": { "after": ["service"], "days": 1 }, "dated": "service" } ]
        """);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_pending_year_day_by_day_and_at_once(bool daily)
    {
        var live = Year(daily, out var at);
        at("2026-02-10", 900, 200, 0);
        at("2026-02-11", 1100, 0, 1);
        Assert.Equal(Make.Day("2026-02-11"), live.On("2026-02-11").Standing.Since);
        live.Looked(Make.Day("2026-02-20"));
        Assert.Equal(ChangeKind.TierUpgraded, live.Events[^1].Kind);
        Assert.IsType<CreditReleased>(live.Events[^1]);
        Assert.Equal(ChangeKind.TierCorrected, live.Reverses("2026-02-20", "hotel", 150).Kind);
        at("2026-02-20", 950, 0, 0);
        at("2027-01-11", 50, 0, 0);
        at("2027-01-12", 50, 0, 0);
        at("2027-01-13", 0, 0, 0);
    }

    [Fact]
    public void A_reversal_before_the_release_moves_no_tier()
    {
        var live = Year(daily: false, out var at);
        var reversed = live.Reverses("2026-02-01", "hotel", 150);
        Assert.Equal((ChangeKind.SpendReversed, CreditState.Pending), (reversed.Kind, reversed.State));
        at("2026-02-01", 900, 50, 0);
        at("2026-02-11", 950, 0, 0);
        live.Looked(Make.Day("2026-12-01"));
        Assert.Empty(live.Moves);
    }

    [Fact]
    public void A_reversal_in_full_ends_the_wait()
    {
        var live = Year(daily: false, out var at);
        live.Reverses("2026-02-01", "hotel");
        at("2026-02-01", 900, 0, 0);
        live.Looked(Make.Day("2026-12-01"));
        Assert.DoesNotContain(live.Events, change => change is CreditReleased);
    }

    [Fact]
    public void A_release_on_the_day_of_the_review_saves_the_tier()
    {
        var live = new LiveMember(Holding).Enrolled("2026-01-01");
        live.Buys("2026-01-10", 2600);
        live.Asked(Make.Purchase("hotel", 2000, "2027-01-11", PurchaseType.Partner), Make.Day("2027-01-11"));
        live.Looked(Make.Day("2027-02-10"));
        Assert.Equal(Make.Day("2027-02-10"), live.Account.Day);
        Assert.Equal((ChangeKind.TierRetained, 2), (live.Events[^1].Kind, live.Account.Standing.Level));
    }

    [Fact]
    public void An_event_that_makes_the_release_day_today_releases_at_once()
    {
        var live = new LiveMember(Holding).Enrolled("2026-01-01");
        live.Asked(Make.Purchase("seat", 1200, "2026-03-01", PurchaseType.Ancillary), Make.Day("2026-03-01"));
        Assert.Equal(Make.Day("2026-06-29"), live.Account.Due);
        Assert.IsType<CreditUpdated>(Told(live, "paid", PurchaseEventKind.Paid, "2026-03-02", "2026-03-02")!.Value.Change);
        Assert.Null(Told(live, "again", PurchaseEventKind.Paid, "2026-03-03", "2026-03-03"));
        var released = Assert.IsType<CreditReleased>(Told(live, "sent", PurchaseEventKind.Shipped, "2026-03-03", "2026-03-20")!.Value.Change);
        Assert.Equal((ChangeKind.TierUpgraded, 1), (released.Kind, live.Account.Standing.Level));
        Assert.Equal(Make.Day("2026-03-20"), live.Ledger().Entries[0].CountsFrom);
        Assert.Null(Told(live, "late", PurchaseEventKind.Shipped, "2026-03-04", "2026-03-21"));
    }

    [Fact]
    public void An_event_in_time_sets_the_day_and_the_credit_is_no_longer_cancelled()
    {
        var live = new LiveMember(Holding).Enrolled("2026-01-01");
        live.Asked(Make.Purchase("seat", 1200, "2026-03-01", PurchaseType.Ancillary), Make.Day("2026-03-01"));
        Told(live, "paid", PurchaseEventKind.Paid, "2026-03-02", "2026-03-02");
        Told(live, "sent", PurchaseEventKind.Shipped, "2026-06-28", "2026-06-28");
        Assert.Equal((Make.Day("2026-07-12"), Make.Day("2026-07-12")), (live.Account.Due, live.On("2026-06-29").Pending.Next));
        live.Looked(Make.Day("2026-07-12"));
        Assert.Equal((0, 120_000L), (live.Account.Pending.Count, live.Account.Lifetime));
    }

    [Fact]
    public void A_credit_that_has_waited_too_long_ends_without_counting()
    {
        var live = new LiveMember(Holding).Enrolled("2026-01-01");
        live.Asked(Make.Purchase("seat", 1200, "2026-03-01", PurchaseType.Ancillary), Make.Day("2026-03-01"));
        live.Looked(Make.Day("2026-06-29"));
        Assert.Equal((ChangeKind.CreditCancelled, 0L, 0), (live.Events[^1].Kind, live.Account.Lifetime, live.Account.Pending.Count));
        Refused(live, "late", PurchaseEventKind.Paid);
        Assert.Equal((CreditState.Cancelled, 0L), (live.Reverses("2026-07-01", "seat").State, live.Account.Lifetime));
    }

    [Fact]
    public void A_rebooking_moves_the_service_date_while_the_credit_waits()
    {
        var live = new LiveMember(Holding).Enrolled("2026-01-01");
        var trip = Make.Purchase("tour", 700, "2026-03-01") with { Details = new PurchaseDetails { Cabin = "tour", ServiceDate = Make.Day("2026-05-01") } };
        var posting = ((CreditPended)live.Asked(trip, Make.Day("2026-03-01")).Value.Change).Posting;
        Assert.Equal((Make.Day("2026-05-02"), Make.Day("2027-05-01")), (posting.Earned!.Hold!.Dates.Release, posting.LastDayCounted));
        Told(live, "later", PurchaseEventKind.Rebooked, "2026-03-05", "2026-03-05", "2026-06-01");
        Assert.Equal(Make.Day("2026-06-02"), live.Account.Due);
        live.Looked(Make.Day("2026-06-02"));
        Assert.Equal((70_000L, 0L), (live.On("2027-06-01").Spend, live.On("2027-06-02").Spend));
        Refused(live, "again", PurchaseEventKind.Rebooked, "2026-07-01");
    }

    [Fact]
    public void What_never_waited_takes_no_event()
    {
        var live = new LiveMember(Holding).Enrolled("2026-01-01");
        live.Buys("2026-03-01", Make.Purchase("seat", 10, "2026-03-01"));
        Refused(live, "paid", PurchaseEventKind.Paid);
        live.Told(new PurchaseEvent(new EventId("x"), new TransactionId("other"), PurchaseEventKind.Paid, Make.Day("2026-03-01")), Make.Day("2026-03-01"))
            .Refused("unknown-transaction", "transactionId");
    }

    [Fact]
    public void At_most_1000_credits_of_a_member_wait()
    {
        var live = new LiveMember(Holding).Enrolled("2026-01-01");
        for (var i = 0; i < 1000; i++)
            live.Asked(Make.Purchase($"p{i}", 1, "2026-03-01", PurchaseType.Partner), Make.Day("2026-03-01"));
        live.Asked(Make.Purchase("more", 1, "2026-03-01", PurchaseType.Partner), Make.Day("2026-03-01")).Refused("too-many-pending", null);
        Assert.Equal((1000, 100_000L), (live.On("2026-03-01").Pending.Items, live.On("2026-03-01").Pending.Amount));
        live.Looked(Make.Day("2026-03-31"));
        Assert.Equal(1000, Assert.IsType<CreditReleased>(live.Events[^1]).Credits.Count);
    }

    [Fact]
    public void An_imported_row_is_never_held_and_takes_no_cap()
    {
        var programme = EarningRulesTests.With("""
            "groups": [ { "id": "promo", "mode": "sum" } ],
            "rules": [
              { "id": "double", "effect": "bonus", "group": "promo", "percent": 100, "cap": { "amount": 50, "per": "year" } },
              { "id": "wait", "effect": "hold", "until": { "after": ["paid"] } } ]
            """);
        var live = new LiveMember(programme).Enrolled("2026-01-01");
        for (var day = 1; day <= 2; day++)
        {
            var posting = ((SpendRecorded)live.AskedToImport(Make.Purchase($"i{day}", 100, $"2026-02-0{day}"), Make.Day("2026-03-01")).Value.Change).Posting;
            Assert.Equal(15_000, posting.Counted);
        }

        Assert.True(live.Account.Caps.IsEmpty);
    }

    private static LiveMember Year(bool daily, out Action<string, decimal, decimal, int> at)
    {
        var live = new LiveMember(Holding).Enrolled("2026-01-01");
        live.Buys("2026-01-10", 900);
        live.Asked(Make.Purchase("hotel", 200, "2026-01-12", PurchaseType.Partner), Make.Day("2026-01-12"));
        var reached = Make.Day("2026-01-12");
        at = (day, spend, pending, level) =>
        {
            for (; daily && reached < Make.Day(day); reached = reached.AddDays(1))
                live.Looked(reached.AddDays(1));
            var status = live.On(day);
            Assert.Equal(
                (spend * 100, pending * 100, level), (status.Spend, status.Pending.Amount, status.Standing.Level));
        };
        return live;
    }

    private static Decision? Told(LiveMember live, string id, PurchaseEventKind kind, string date, string today, string? service = null) =>
        live.Told(Happened(live, id, kind, date, service), Make.Day(today)).Value;

    private static void Refused(LiveMember live, string id, PurchaseEventKind kind, string? service = null) =>
        live.Told(Happened(live, id, kind, "2026-07-01", service), Make.Day("2026-07-01")).Refused("credit-not-pending", "event");

    private static PurchaseEvent Happened(LiveMember live, string id, PurchaseEventKind kind, string date, string? service) =>
        new(new EventId(id), live.Ledger().Entries[^1].Posting.Purchase.TransactionId, kind, Make.Day(date), Make.DayOrNone(service));
}
