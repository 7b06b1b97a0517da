namespace Loyalty.Domain.Tests;

public partial class LoyaltyAccountTests
{
    [Fact]
    public void An_account_before_enrolment_is_empty()
    {
        var account = new LoyaltyAccount(Make.Member);
        Assert.Equal((false, 0L, null), (account.IsEnrolled, account.Version, account.LastPostedOn));
        Assert.Empty(AccountDecisions.Advance(account, Make.Day("2030-01-01"), Make.Default));
    }

    [Fact]
    public void Enrolment_begins_the_lowest_tier_on_that_day()
    {
        var account = new LiveMember(Make.Default).Enrolled("2026-01-10").Account;
        Assert.Equal((true, 1L, Make.Day("2026-01-10")), (account.IsEnrolled, account.Version, account.EnrolledOn));
        Assert.Equal(TierStanding.Lowest(Make.Day("2026-01-10")), account.Standing);
    }

    [Fact]
    public void Nothing_comes_before_the_enrolment_and_no_second_one_after_it()
    {
        var live = new LiveMember(Make.Default).Enrolled("2026-01-10");
        Assert.Throws<InvalidOperationException>(() => live.Enrolled("2026-01-11"));
        var posted = live.Buys("2026-01-10", 1);
        Assert.Throws<InvalidOperationException>(() => new LoyaltyAccount(Make.Member).Apply(posted, Make.Instant));
    }

    [Fact]
    public void A_change_carries_its_instant()
    {
        var account = new LoyaltyAccount(Make.Member);
        account.Apply(AccountDecisions.Enrol("web", Make.Day("2026-01-10"), "key"), Make.Instant.AddHours(3));
        Assert.Equal(Make.Instant.AddHours(3), account.LastUpdated);
    }

    [Fact]
    public void Rescheduling_finds_the_due_day_of_the_programme_as_it_is_now()
    {
        var live = new LiveMember(Make.Default).Enrolled("2026-01-10");
        live.Buys("2026-01-10", 1000);
        live.Buys("2026-03-10", 1000);
        Assert.Equal(Make.Day("2027-01-11").AddDays(59), live.Account.Due);
        var stricter = Make.Ladder([0, 1500, 2500]);
        live.Account.Reschedule(stricter);
        Assert.Equal(Make.Day("2027-01-11"), live.Account.Due);
    }

    [Fact]
    public void Rescheduling_under_the_same_programme_changes_nothing() => Seeded.Check(Histories.Any(), history =>
    {
        var account = new TwoLives(history).Lived().Live.Account;
        var due = account.Due;
        account.Reschedule(history.Programme);
        Assert.Equal(due, account.Due);
    });

    [Fact]
    public void A_tier_move_without_a_move_is_no_event() =>
        Assert.Throws<ArgumentNullException>(() => new TierMoved { Date = default, Due = null, TierChange = null! });
}
