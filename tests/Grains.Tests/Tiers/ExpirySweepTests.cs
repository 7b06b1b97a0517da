using Loyalty.Contracts;
using Loyalty.Domain;

namespace Loyalty.Grains.Tests;

public sealed class ExpirySweepTests
{
    [Fact]
    public async Task Days_missed_while_the_engine_was_down_are_caught_up_at_start()
    {
        await using var host = await SingleNodeHost.StartAsync();
        await (await host.EnrolAsync("MEMBER1")).RecordPurchase(HostUnderTest.Francs("a", 1500));
        await host.Sweep.SweepAsync();
        host.Time.TryMoveTo(host.Programme.StartOf(new DateOnly(2027, 6, 1)));
        await host.RestartAsync();

        await host.Sweep.SweepAsync();

        Assert.Equal(
            [(ChangeKind.TierAtRisk, new DateOnly(2027, 1, 11)), (ChangeKind.TierDropped, new DateOnly(2027, 2, 10))],
            host.Feed.Changes.Skip(2).Select(c => (c.Kind, c.Status.AsOf)));
    }

    [Fact]
    public async Task More_members_than_a_page_are_all_visited()
    {
        await using var host = await SingleNodeHost.StartAsync();
        const int members = ExpirySweep.PageSize + 250;
        await Parallel.ForEachAsync(Enumerable.Range(0, members), async (i, _) =>
            await (await host.EnrolAsync($"MEMBER{i}")).RecordPurchase(HostUnderTest.Francs($"t{i}", 1000 + i)));

        await host.MoveToAsync("2027-01-11");

        Assert.Equal(members, host.Feed.Changes.Count(c => c.Kind == ChangeKind.TierAtRisk));
    }

    [Fact]
    public async Task Members_of_the_lowest_tier_are_never_visited()
    {
        await using var host = await SingleNodeHost.StartAsync();
        await (await host.EnrolAsync("MEMBER1")).RecordPurchase(HostUnderTest.Francs("a", 999.99m));

        var due = await host.Journal.ReadDueAsync(new DueQuery(DateOnly.MinValue, DateOnly.MaxValue, 0, null, 10));

        Assert.Empty(due.Members);
    }

    [Fact]
    public async Task A_sweep_of_everyone_finds_those_whom_new_rules_put_at_risk()
    {
        await using var host = await SingleNodeHost.StartAsync();
        await (await host.EnrolAsync("MEMBER1")).RecordPurchase(HostUnderTest.Francs("a", 1500));

        var due = await host.Journal.ReadDueAsync(new DueQuery(DateOnly.MinValue, DateOnly.MaxValue, 0, null, 10));
        await host.Sweep.SweepAsync(everyone: true);

        Assert.Equal([MemberId.Of("MEMBER1")], due.Members);
        Assert.Equal(2, host.Feed.Changes.Count);
    }
}
