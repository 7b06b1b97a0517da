using Loyalty.Contracts;
using Loyalty.Domain;

namespace Loyalty.Grains.Tests;

public sealed class DeactivationTests
{
    [Fact]
    public async Task An_account_in_use_stays()
    {
        await using var host = await SiloHost.StartAsync();
        var account = await host.EnrolAsync("MEMBER1");
        host.Journal.Hold();
        var purchase = account.RecordPurchase(HostUnderTest.Francs("t1", 10));
        await Eventually.IsTrue(() => host.Journal.Waiting == 1, "the purchase is at the journal");

        for (var round = 0; round < 5; round++)
            await host.CollectAsync();

        Assert.Equal(1, host.LiveCount);
        host.Journal.Release();
        Assert.Equal(2, (await purchase).Value!.Version);
    }

    [Fact]
    public async Task Deactivation_under_load_loses_no_request_and_no_state()
    {
        await using var host = await SiloHost.StartAsync();
        var account = await host.EnrolAsync("MEMBER1");
        using var stop = new CancellationTokenSource();
        var collecting = Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested)
                await host.CollectAsync();
        });

        for (var i = 0; i < 300; i++)
            Assert.Equal(i + 2, (await account.RecordPurchase(HostUnderTest.Francs($"t{i}", 1))).Value!.Version);

        await stop.CancelAsync();
        await collecting;
    }

    [Fact]
    public async Task A_snapshot_bounds_the_replay_and_gives_the_same_account()
    {
        await using var host = await SiloHost.StartAsync();
        var account = await host.EnrolAsync("MEMBER1");
        for (var i = 0; i < LoyaltyAccountGrain.SnapshotEvery + 10; i++)
            await account.RecordPurchase(HostUnderTest.Francs($"t{i}", 12.34m));
        var member = MemberId.Of("MEMBER1");

        var snapshot = await host.Store.Snapshots.LoadAsync(member);

        Assert.NotNull(snapshot);
        Assert.InRange(snapshot.Version, LoyaltyAccountGrain.SnapshotEvery, LoyaltyAccountGrain.SnapshotEvery + 11);
        var replayed = new LoyaltyAccount(member);
        await foreach (var recorded in AccountHistory.ReadAsync(host.Journal, member))
        {
            replayed.Apply(recorded.Event, recorded.At);
            if (replayed.Version == snapshot.Version)
                break;
        }

        Assert.Equal(replayed.ToSnapshot() with { Buckets = [] }, snapshot with { Buckets = [] });
        Assert.Equal(replayed.ToSnapshot().Buckets.ToArray(), snapshot.Buckets.ToArray());
    }

    [Fact]
    public async Task A_snapshot_that_fails_costs_no_answer_and_no_memory()
    {
        await using var host = await SiloHost.StartAsync();
        host.Snapshots = new BrokenSnapshots();
        await host.RestartAsync();
        var account = await host.EnrolAsync("MEMBER1");

        for (var i = 2; i <= LoyaltyAccountGrain.SnapshotEvery + 10; i++)
            Assert.Equal(i, (await account.RecordPurchase(HostUnderTest.Francs($"t{i}", 1))).Value!.Version);
        await host.PassivateAllAsync();

        Assert.Contains(host.Log.Collector.GetSnapshot(), line => line.Message == "No snapshot of MEMBER1 could be kept");
        Assert.Equal(LoyaltyAccountGrain.SnapshotEvery + 10, (await account.GetStatus(new StatusQuery())).Value!.Version);
    }

    private sealed class BrokenSnapshots : ISnapshotStore
    {
        public Task<AccountSnapshot?> LoadAsync(MemberId member) => Task.FromResult<AccountSnapshot?>(null);

        public Task SaveAsync(AccountSnapshot snapshot) => throw new NotSupportedException("The test's snapshots are broken.");
    }
}
