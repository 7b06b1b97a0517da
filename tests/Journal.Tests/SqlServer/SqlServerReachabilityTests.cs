using Loyalty.Grains;

namespace Loyalty.Journal.Tests;

/// <summary>How callers wait for a server that was lost.</summary>
public sealed class SqlServerReachabilityTests
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task While_nothing_was_lost_nothing_is_tried()
    {
        await new SqlServerReachability(() => throw new InvalidOperationException("Tried."), Long).WaitAsync();
    }

    [Fact]
    public async Task One_connection_is_tried_for_all_and_lets_all_of_them_go_on()
    {
        var tried = 0;
        using var back = new ManualResetEventSlim();
        var reachability = new SqlServerReachability(
            () =>
            {
                Interlocked.Increment(ref tried);
                back.Wait();
            },
            Long);
        reachability.Lose();
        var waiting = Enumerable.Range(0, 20).Select(_ => reachability.WaitAsync()).ToList();
        Assert.All(waiting, one => Assert.False(one.IsCompleted));
        back.Set();
        await Task.WhenAll(waiting);
        await reachability.WaitAsync();
        Assert.Equal(1, tried);
    }

    [Fact]
    public async Task Nobody_waits_for_as_long_as_the_driver_tries()
    {
        using var back = new ManualResetEventSlim();
        var reachability = new SqlServerReachability(back.Wait, TimeSpan.FromMilliseconds(20));
        reachability.Lose();
        await Assert.ThrowsAsync<JournalUnavailableException>(reachability.WaitAsync);
        back.Set();
    }

    [Fact]
    public async Task After_a_failure_the_next_caller_has_it_tried_again()
    {
        var faults = new Queue<bool>([true, false]);
        var reachability = new SqlServerReachability(
            () =>
            {
                if (faults.Dequeue())
                    throw new InvalidOperationException("No.");
            },
            Long);
        reachability.Lose();
        Assert.Contains("No.", (await Assert.ThrowsAsync<JournalUnavailableException>(reachability.WaitAsync)).Message, StringComparison.Ordinal);
        await reachability.WaitAsync();
        Assert.Empty(faults);
    }
}
