namespace Loyalty.Domain.Tests;

/// <summary>A clock that is set back harms nothing: the account lives on in the day it has reached.</summary>
public partial class LoyaltyAccountTests
{
    [Fact]
    public void An_account_never_lives_before_its_last_change()
    {
        var live = new LiveMember(Make.Default).Enrolled("2026-01-01");
        live.Buys("2026-05-05", 100);
        Assert.Equal(Make.Day("2026-05-05"), live.Account.DayFor(Make.Day("2026-05-04")));
        Assert.Equal(Make.Day("2026-05-05"), live.Account.DayFor(Make.Day("2026-05-05")));
        Assert.Equal(Make.Day("2026-05-06"), live.Account.DayFor(Make.Day("2026-05-06")));
    }

    [Fact]
    public void A_purchase_without_a_date_is_posted_on_the_day_the_account_has_reached()
    {
        var live = new LiveMember(Make.Default).Enrolled("2026-05-05");
        var posting = live.Buys("2026-05-01", Make.Purchase("a", 100)).Posting;
        Assert.Equal((Make.Day("2026-05-05"), Make.Day("2026-05-05")), (posting.Date, posting.PostedOn));
    }

    [Fact]
    public void Status_with_the_clock_set_back_is_that_of_the_last_change()
    {
        var live = new LiveMember(Make.Default).Enrolled("2026-01-01");
        live.Buys("2026-01-10", 1000);
        live.Looked(Make.Day("2027-01-11"));
        Assert.Equal(live.On("2027-01-11"), live.On("2027-01-10"));
    }

    [Fact]
    public void Whatever_is_asked_with_the_clock_set_back_is_answered_as_on_the_day_reached() =>
        Seeded.Check(Histories.Any(), history =>
        {
            var live = new TwoLives(history).Lived().Live;
            var (reached, account) = (live.Account.Day, live.Account);
            foreach (var daysBack in new[] { 1, 30, 500 })
            {
                var back = reached.AddDays(-daysBack);
                Assert.Empty(AccountDecisions.Advance(account, back, history.Programme));
                Assert.Equal(live.On(reached), live.On(back));
                Assert.Equal(
                    Outcome(AccountDecisions.Record(account, Made(history), reached, history.Programme, live.Rates)),
                    Outcome(AccountDecisions.Record(account, Made(history), back, history.Programme, live.Rates)));
                if (live.Ledger().Entries is [.., var last])
                {
                    var request = Make.Reversal("r", last.Posting.Purchase.TransactionId.Value);
                    Assert.Equal(
                        Outcome(AccountDecisions.Reverse(account, live.Ledger(), request, reached, history.Programme)),
                        Outcome(AccountDecisions.Reverse(account, live.Ledger(), request, back, history.Programme)));
                }
            }
        });

    private static Purchase Made(History history) => Make.Purchase("late", 700, currency: history.Programme.Currency.Code);

    private static object Outcome(Checked<Decision> decision) => (object?)decision.Refusal ?? decision.Value.Change;
}
