namespace Loyalty.Domain.Tests;

/// <summary>Most of what an event says follows from the rest of it, so that a digit that changed is found without any checksum.</summary>
public sealed class EventAuditTests
{
    private static readonly Programme Programme = BuiltInProgramme.Value;

    private static readonly SpendRecorded Partner = Bought(PurchaseType.Partner, "EUR");

    [Fact]
    public void Of_any_history_nothing_differs() => Seeded.Check(Histories.Any(), history =>
    {
        var live = new TwoLives(history).Lived().Live;
        live.Looked(history.LastDay.AddDays(400));
        var audit = new AccountAudit(Make.Member, null, null);
        foreach (var change in live.Events)
        {
            var at = live.Programme.StartOf(change.Date).AddHours(3);
            audit.Reckon(change, at, live.Versions, sameWindow: true);
            audit.Take(change, at);
        }

        Assert.Empty(audit.Differences);
    });

    [Fact]
    public void What_does_not_follow_is_named()
    {
        var posting = Partner.Posting;
        Assert.Empty(Found(Partner));
        Assert.Equal(["converted", "counted"], Found(With(posting with { Converted = posting.Converted + 3000 })));
        Assert.Equal(["converted"], Found(With(posting with { Rate = posting.Rate with { Value = 8.9m } })));
        Assert.Equal(["counted"], Found(With(posting with { Counted = posting.Counted + 3000 })));
        Assert.Equal(["counted"], Found(With(posting with { BonusPercent = 20 })));
        Assert.Equal(["converted"], Found(With(posting with { Purchase = posting.Purchase with { Amount = Make.Money(99.99m, "EUR") } })));
        Assert.Equal(["converted"], Found(With(posting with { Rate = posting.Rate with { Value = 99_999_999_999_999_999m }, Purchase = posting.Purchase with { Amount = new Money(long.MaxValue, Currency.Of("EUR")) } })));
        Assert.Equal(["lastDayCounted"], Found(With(posting with { LastDayCounted = posting.LastDayCounted.AddYears(400) })));
        Assert.Equal(["lastDayCounted"], Found(With(posting with { LastDayCounted = posting.LastDayCounted.AddDays(1) })));
        Assert.Equal(["rateDate"], Found(With(posting with { Rate = posting.Rate with { Date = posting.Date.AddDays(1) } })));
        Assert.Equal(["postedOn"], Found(With(posting with { PostedOn = posting.PostedOn.AddDays(3) })));
        Assert.Equal(["purchaseDate", "lastDayCounted"], Found(With(posting with { Date = posting.Date.AddDays(-3) })));
        Assert.Equal(["postedOn", "date"], Found(Partner with { Date = Partner.Date.AddYears(10) }).Order(StringComparer.Ordinal).Reverse());
        Assert.Equal(["bonusPercent"], Found(With(posting with { Purchase = posting.Purchase with { Type = PurchaseType.Flight } })));
    }

    [Fact]
    public void An_account_that_lives_ahead_of_a_clock_set_back_is_well()
    {
        var at = Programme.StartOf(Partner.Date).AddDays(-40);
        Assert.Equal(["date"], EventAudit.Of(Partner, at, Programme, sameWindow: true, day: null).Select(found => found.What));
        Assert.Empty(EventAudit.Of(Partner, at, Programme, sameWindow: true, day: Partner.Date));
    }

    [Fact]
    public void An_enrolment_is_of_its_day_unless_it_came_by_an_import()
    {
        var enrolled = new MemberEnrolled { Date = Make.Day("2020-05-01"), Due = null, Channel = "web" };
        var at = Programme.StartOf(Make.Day("2026-05-01"));
        Assert.Equal(["date"], EventAudit.Of(enrolled, at, Programme, sameWindow: true, day: null).Select(found => found.What));
        Assert.Empty(EventAudit.Of(enrolled with { Channel = "import" }, at, Programme, sameWindow: true, day: null));
    }

    [Fact]
    public void Of_a_window_that_may_have_been_another_only_whole_months_are_asked()
    {
        var posting = Partner.Posting;
        Assert.Empty(Found(With(posting with { LastDayCounted = posting.Date.AddMonths(24) }), sameWindow: false));
        Assert.Equal(["lastDayCounted"], Found(With(posting with { LastDayCounted = posting.Date.AddMonths(24).AddDays(1) }), sameWindow: false));
        Assert.Equal(["lastDayCounted"], Found(With(posting with { LastDayCounted = posting.Date.AddMonths(37) }), sameWindow: false));
    }

    [Fact]
    public void A_reversal_leaves_on_the_day_of_its_purchase()
    {
        var live = new LiveMember(Programme).Enrolled("2026-01-10");
        live.Buys("2026-01-10", 2600);
        var reversal = new SpendReversed
        {
            Date = Make.Day("2026-01-12"),
            Due = null,
            Reversal = new Reversal(new ReversalId("r1"), ((SpendRecorded)live.Events[^1]).Posting.Purchase.TransactionId, Make.Money(1), AmountGiven: true, "x"),
            CountedTaken = 100,
            LastDayCounted = Make.Day("2027-01-11"),
            Standing = live.Account.Standing,
        };
        var audit = new AccountAudit(Make.Member, null, null);
        foreach (var change in live.Events)
            audit.Take(change, Make.Instant);
        audit.Reckon(reversal, Programme.StartOf(reversal.Date), Programme, sameWindow: true);
        Assert.Equal(
            [new AuditDifference(AuditedState.Ledger, live.Account.Version + 1, "lastDayCounted", "2027-01-10", "2027-01-11")], audit.Differences);
    }

    private static SpendRecorded Bought(PurchaseType type, string currency)
    {
        var day = Make.Day("2026-03-01");
        var posting = Posting.Of(
            Make.Purchase("t1", 118.09m, "2026-02-28", type, currency), day, Programme, Make.Rates(("2026-01-01", "EUR", 0.93m)), levelHeld: 1).Value;
        return new SpendRecorded { Date = day, Due = null, Posting = posting };
    }

    private static SpendRecorded With(Posting posting) => Partner with { Posting = posting };

    private static IEnumerable<string> Found(SpendRecorded change, bool sameWindow = true) =>
        EventAudit.Of(change, Programme.StartOf(Partner.Date), Programme, sameWindow, day: null).Select(found => found.What);
}
