using Loyalty.Contracts;
using Loyalty.Domain;

namespace Loyalty.Grains.Tests;

public sealed class ExpirySweepTests
{
    [Fact]
    public async Task Days_missed_while_the_engine_was_down_are_caught_up_at_start()
    {
        await using var host = await SiloHost.StartAsync();
        await (await host.EnrolAsync("MEMBER1")).RecordPurchase(HostUnderTest.Francs("a", 1500));
        await host.Sweep.SweepAsync();
        host.Time.TryMoveTo(host.Programme.StartOf(new DateOnly(2027, 6, 1)));
        await host.RestartAsync();

        await host.Sweep.SweepAsync();

        Assert.Equal(
            [(ChangeKind.TierAtRisk, new DateOnly(2027, 1, 11)), (ChangeKind.TierDropped, new DateOnly(2027, 2, 10))],
            host.Hub.Changes.Skip(2).Select(c => (c.Kind, c.Status.AsOf)));
    }

    [Fact]
    public async Task More_members_than_a_page_are_all_visited()
    {
        await using var host = await SiloHost.StartAsync();
        const int members = ExpirySweepGrain.PageSize + 250;
        await Parallel.ForEachAsync(Enumerable.Range(0, members), async (i, _) =>
            await (await host.EnrolAsync($"MEMBER{i}")).RecordPurchase(HostUnderTest.Francs($"t{i}", 1000 + i)));

        await host.MoveToAsync("2027-01-11");

        Assert.Equal(members, host.Hub.Changes.Count(c => c.Kind == ChangeKind.TierAtRisk));
    }

    [Fact]
    public async Task Members_of_the_lowest_tier_are_never_visited()
    {
        await using var host = await SiloHost.StartAsync();
        await (await host.EnrolAsync("MEMBER1")).RecordPurchase(HostUnderTest.Francs("a", 999.99m));

        var due = await host.Journal.ReadDueAsync(new DueQuery(DateOnly.MinValue, DateOnly.MaxValue, 0, null, 10));

        Assert.Empty(due.Members);
    }

    [Fact]
    public async Task A_sweep_of_everyone_finds_those_whom_new_rules_put_at_risk()
    {
        await using var host = await SiloHost.StartAsync();
        await (await host.EnrolAsync("MEMBER1")).RecordPurchase(HostUnderTest.Francs("a", 1500));

        var due = await host.Journal.ReadDueAsync(new DueQuery(DateOnly.MinValue, DateOnly.MaxValue, 0, null, 10));
        await host.Sweep.SweepAsync(everyone: true);

        Assert.Equal([MemberId.Of("MEMBER1")], due.Members);
        Assert.Equal(2, host.Hub.Changes.Count);
    }

    [Fact]
    public async Task A_member_whose_rows_are_damaged_is_named_and_the_others_are_visited()
    {
        await using var host = await SiloHost.StartAsync();
        for (var i = 1; i <= 5; i++)
            await (await host.EnrolAsync($"MEMBER{i}")).RecordPurchase(HostUnderTest.Francs($"t{i}", 1500));
        await host.PassivateAllAsync();
        host.Damage("UPDATE journal SET body = x'7B7D' WHERE member = 'MEMBER2' AND version = 2");
        host.Damage("UPDATE journal SET version = 7 WHERE member = 'MEMBER4' AND version = 2");

        await host.MoveToAsync("2027-01-11");

        Assert.Equal(
            ["MEMBER1", "MEMBER3", "MEMBER5"],
            host.Hub.Changes.Where(c => c.Kind == ChangeKind.TierAtRisk).Select(c => c.MemberId).Order());
        Assert.Contains(host.SweepLog.Collector.GetSnapshot(), line => line.Message.StartsWith("Member MEMBER2 is passed over by the sweep, version 2:", StringComparison.Ordinal));
        Assert.Contains(host.SweepLog.Collector.GetSnapshot(), line => line.Message.StartsWith("Member MEMBER4 is passed over by the sweep, version 2:", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_import_whose_visits_failed_is_completed_by_the_next_sweep()
    {
        await using var host = await SiloHost.StartAsync();
        await ImportAsync(host, "MEMBER1");
        host.Journal.FailReads = true;
        await Assert.ThrowsAsync<JournalUnavailableException>(() => host.Sweep.CompleteImportAsync(0));
        host.Journal.FailReads = false;
        Assert.Equal("0", await host.Store.Facts.ReadAsync("imported-after"));

        await host.Sweep.SweepAsync();

        Assert.Equal([ChangeKind.TierAtRisk, ChangeKind.TierDropped], host.Hub.Changes.TakeLast(2).Select(c => c.Kind));
        Assert.Equal("", await host.Store.Facts.ReadAsync("imported-after"));
    }

    [Fact]
    public async Task An_import_that_succeeds_completes_one_that_failed_beside_it()
    {
        await using var host = await SiloHost.StartAsync();
        await ImportAsync(host, "MEMBER1");
        var second = await host.Sweep.BeginImportAsync();
        host.Journal.FailReads = true;
        await Assert.ThrowsAsync<JournalUnavailableException>(() => host.Sweep.CompleteImportAsync(0));
        host.Journal.FailReads = false;

        await host.Sweep.CompleteImportAsync(second);

        Assert.Equal([ChangeKind.TierAtRisk, ChangeKind.TierDropped], host.Hub.Changes.TakeLast(2).Select(c => c.Kind));
        Assert.Equal("", await host.Store.Facts.ReadAsync("imported-after"));
    }

    [Fact]
    public async Task An_import_that_a_restart_interrupted_is_completed_by_the_next_one_too()
    {
        await using var host = await SiloHost.StartAsync();
        await ImportAsync(host, "MEMBER1");
        await host.RestartAsync();

        // No sweep has run yet.
        await host.Sweep.CompleteImportAsync(await host.Sweep.BeginImportAsync());

        Assert.Equal([ChangeKind.TierAtRisk, ChangeKind.TierDropped], host.Hub.Changes.TakeLast(2).Select(c => c.Kind));
    }

    // A purchase of two years ago: Silver then, dropped by now, which only a visit records.
    private static async Task ImportAsync(SiloHost host, string member)
    {
        Assert.Equal(0, await host.Sweep.BeginImportAsync());
        var outcome = await host.Account(member).Import([new ImportRow(2, HostUnderTest.Francs("h-1", 1500, date: "2024-01-10"))]);
        Assert.Equal(1, outcome.Accepted);
    }
}
