using Loyalty.Contracts;
using Loyalty.Domain;

namespace Loyalty.Grains.Tests;

public sealed class PassivationTests
{
    [Fact]
    public async Task Live_accounts_stay_within_the_bound_and_the_oldest_go_first()
    {
        await using var host = await SingleNodeHost.StartAsync(options: new SingleNodeOptions { MaxLive = 50 });
        for (var i = 0; i < 300; i++)
            await host.EnrolAsync($"MEMBER{i:D3}");

        await Eventually.IsTrue(() => host.Runtime.LiveCount <= 50, "the surplus has gone");
        Assert.Equal(1, (await host.Account("MEMBER000").GetStatus(new StatusQuery())).Value!.Version);
    }

    [Fact]
    public async Task An_account_in_use_stays()
    {
        await using var host = await SingleNodeHost.StartAsync();
        var account = await host.EnrolAsync("MEMBER1");
        host.Journal.Hold();
        var purchase = account.RecordPurchase(HostUnderTest.Francs("t1", 10));
        await Eventually.IsTrue(() => host.Journal.Waiting == 1, "the purchase is at the journal");

        for (var round = 0; round <= SingleNodeOptions.RoundsToIdle + 1; round++)
            await host.Runtime.PassivateAsync();

        Assert.Equal(1, host.Runtime.LiveCount);
        host.Journal.Release();
        Assert.Equal(2, (await purchase).Value!.Version);
    }

    [Fact]
    public async Task Passivation_under_load_loses_no_request_and_no_state()
    {
        await using var host = await SingleNodeHost.StartAsync();
        var account = await host.EnrolAsync("MEMBER1");
        using var stop = new CancellationTokenSource();
        var passivating = Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested)
                {
                for (var round = 0; round <= SingleNodeOptions.RoundsToIdle; round++)
                    await host.Runtime.PassivateAsync();
            }
        });

        for (var i = 0; i < 300; i++)
            Assert.Equal(i + 2, (await account.RecordPurchase(HostUnderTest.Francs($"t{i}", 1))).Value!.Version);

        await stop.CancelAsync();
        await passivating;
    }

    [Fact]
    public async Task A_snapshot_bounds_the_replay_and_gives_the_same_account()
    {
        await using var host = await SingleNodeHost.StartAsync();
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
    public async Task An_account_that_will_not_go_keeps_no_other_and_no_later_round()
    {
        await using var host = await SingleNodeHost.StartAsync();
        var live = new System.Collections.Concurrent.ConcurrentDictionary<MemberId, Activation>();
        var asked = new System.Collections.Concurrent.ConcurrentQueue<MemberId>();
        var log = new RecordingLog<Passivator>();
        await using var passivator = new Passivator(
            live,
            new SingleNodeOptions { MaxLive = 0 },
            TimeProvider.System,
            (member, _) =>
            {
                asked.Enqueue(member);
                return member.Value == "MEMBER1" ? throw new InvalidOperationException("It will not go.") : Task.CompletedTask;
            },
            log);
        foreach (var member in new[] { "MEMBER1", "MEMBER2" }.Select(MemberId.Of))
            live[member] = new Activation(member, host.Context);

        passivator.Added(2);
        await Eventually.IsTrue(() => asked.Count >= 2, "both are asked to go");
        passivator.Added(2);
        await Eventually.IsTrue(() => asked.Count >= 4, "both are asked to go again");

        Assert.Contains(log.Lines, line => line.Text == "The account of MEMBER1 could not be let go in order");
    }

    [Fact]
    public async Task A_snapshot_that_fails_costs_no_answer_and_no_memory()
    {
        await using var host = await SingleNodeHost.StartAsync();
        host.Snapshots = new BrokenSnapshots();
        await host.RestartAsync();
        var account = await host.EnrolAsync("MEMBER1");

        for (var i = 2; i <= LoyaltyAccountGrain.SnapshotEvery + 10; i++)
            Assert.Equal(i, (await account.RecordPurchase(HostUnderTest.Francs($"t{i}", 1))).Value!.Version);
        await host.PassivateAllAsync();

        Assert.Contains(host.Log.Lines, line => line.Text == "No snapshot of MEMBER1 could be kept");
        Assert.Equal(LoyaltyAccountGrain.SnapshotEvery + 10, (await account.GetStatus(new StatusQuery())).Value!.Version);
    }

    private sealed class BrokenSnapshots : ISnapshotStore
    {
        public Task<AccountSnapshot?> LoadAsync(MemberId member) => Task.FromResult<AccountSnapshot?>(null);

        public Task SaveAsync(AccountSnapshot snapshot) => throw new NotSupportedException("The test's snapshots are broken.");
    }
}
