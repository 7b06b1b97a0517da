namespace Loyalty.Domain.Tests;

public class AccountLedgerTests
{
    [Fact]
    public void An_empty_ledger_stands_at_the_lowest_tier_on_the_day_asked_about()
    {
        var replay = new AccountLedger().Replay(Make.Default, Make.Day("2026-01-10"));
        Assert.Equal((TierStanding.Lowest(Make.Day("2026-01-10")), 0L), (replay.Standing, replay.Lifetime));
    }

    [Fact]
    public void The_first_day_is_the_enrolment_or_an_older_imported_posting()
    {
        var live = new LiveMember(Make.Default).Enrolled("2026-06-01");
        Assert.Equal(Make.Day("2026-06-01"), live.Ledger().FirstDay);
        live.AskedToImport(Make.Purchase("a", 1, "2026-01-10"), Make.Day("2026-06-02")).Value.ToString();
        Assert.Equal(Make.Day("2026-01-10"), live.Ledger().FirstDay);
    }

    [Fact]
    public void A_transaction_that_is_there_twice_is_a_damaged_ledger()
    {
        var recorded = new LiveMember(Make.Default).Enrolled("2026-01-01").Buys("2026-01-10", 1, "a");
        var ledger = new AccountLedger();
        ledger.Apply(recorded);
        Assert.Throws<ArgumentException>(() => ledger.Apply(recorded));
    }

    [Fact]
    public void The_replay_of_a_past_day_knows_no_later_posting()
    {
        var live = Bought(("2026-01-10", 1000, "a"), ("2026-03-01", 2000, "b"));
        Assert.Equal((1, 100_000L), Replayed(live, "2026-02-28"));
        Assert.Equal((2, 300_000L), Replayed(live, "2026-03-01"));
        Assert.Equal((0, 0L), Replayed(live, "2025-12-31"));
    }

    [Fact]
    public void The_postings_that_count_are_those_not_left_and_not_taken_back()
    {
        var live = Bought(("2026-01-10", 1, "left"), ("2026-03-01", 2, "taken"), ("2026-03-02", 3, "part"), ("2026-03-03", 0, "zero"), ("2027-01-12", 4, "later"));
        live.Reverses("2027-01-12", "taken");
        live.Reverses("2027-01-12", "part", 1);
        var counting = live.Ledger().CountingOn(Make.Day("2027-01-11")).ToList();
        Assert.Equal(["part", "zero"], counting.Select(e => e.Posting.Purchase.TransactionId.Value));
        Assert.Equal(live.Ledger().CountingOn(Make.Day("2027-01-12")).Sum(e => e.NetCounted), live.On("2027-01-12").Spend);
    }

    private static (int, long) Replayed(LiveMember live, string day)
    {
        var replay = live.Ledger().Replay(live.Programme, Make.Day(day));
        return (replay.Standing.Level, replay.Window.SpendOn(Make.Day(day)));
    }

    private static LiveMember Bought(params (string Day, decimal Amount, string Id)[] purchases)
    {
        var live = new LiveMember(Make.Default).Enrolled("2026-01-01");
        foreach (var (day, amount, id) in purchases)
            live.Buys(day, amount, id);
        return live;
    }
}
