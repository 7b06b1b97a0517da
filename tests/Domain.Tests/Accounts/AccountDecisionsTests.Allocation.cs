namespace Loyalty.Domain.Tests;

/// <summary>The hot path is a purchase in the programme's currency; what it allocates is paid for by every member.</summary>
public partial class AccountDecisionsTests
{
    private static readonly DateOnly Day = Make.Day("2026-06-15");

    [Fact]
    public void Recording_a_purchase_in_the_programme_s_currency_allocates_its_event_and_nothing_else()
    {
        var account = new LiveMember(Make.Default).Enrolled("2026-01-01").Account;
        var purchase = Make.Purchase("a", 100, "2026-06-14");
        var recorded = (SpendRecorded)AccountDecisions.Record(account, purchase, Day, Make.Default, ExchangeRates.None).Value.Change;
        object? kept = null;

        var needed = Allocated(() => kept = recorded with { Posting = recorded.Posting with { } });
        var spent = Allocated(() => kept = AccountDecisions.Record(account, purchase, Day, Make.Default, ExchangeRates.None).Value.Change);
        Assert.NotNull(kept);
        Assert.InRange(spent, 1, needed);
    }

    [Fact]
    public void Applying_a_purchase_to_a_bucket_that_is_there_allocates_nothing()
    {
        var account = new LiveMember(Make.Default).Enrolled("2026-01-01").Account;
        var recorded = AccountDecisions.Record(account, Make.Purchase("a", 1, "2026-06-14"), Day, Make.Default, ExchangeRates.None).Value.Change;
        Assert.Equal(0, Allocated(() => account.Apply(recorded, Make.Instant)));
    }

    // The least of many runs: the runtime's own work, such as compiling the method anew, must not count.
    private static long Allocated(Action action)
    {
        var least = long.MaxValue;
        for (var run = 0; run < 200; run++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            action();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }
}
