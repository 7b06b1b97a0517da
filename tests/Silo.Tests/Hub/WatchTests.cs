using Loyalty.Domain;
using Loyalty.Grains;

namespace Loyalty.Silo.Tests;

/// <summary>A client hears of its member wherever the account lives.</summary>
public class WatchTests
{
    [PostgresFact]
    public async Task A_client_of_any_silo_is_told_every_change_in_order()
    {
        await using var cluster = await InProcessCluster.StartAsync(await ClusterDatabase.NewAsync(), silos: 3);
        var member = MemberId.Of("MEMBER1");
        var account = await EnrolledAsync(cluster, member);
        var watchers = new List<HubWatcher>();
        for (var silo = 0; silo < 3; silo++)
            watchers.Add(await HubWatcher.WatchAsync(cluster.Address(silo), member.Value));
        await Eventually.IsTrue(() => watchers.TrueForAll(watcher => watcher.Version == 1), "all have the status");

        for (var i = 0; i < 300; i++)
            Assert.Equal(i + 2, (await account.RecordPurchase(HostUnderTest.Francs($"t{i}", 1))).Value!.Version);

        await Eventually.IsTrue(() => watchers.TrueForAll(watcher => watcher.Version == 301), "all have the last version");
        Assert.All(watchers, watcher => Assert.Equal((300, false, false), (watcher.Pushes, watcher.HasGap, watcher.IsCut)));
        watchers.ForEach(watcher => watcher.Dispose());
    }

    [PostgresFact]
    public async Task A_silo_that_comes_later_knows_what_is_watched_elsewhere()
    {
        await using var cluster = await InProcessCluster.StartAsync(await ClusterDatabase.NewAsync(), silos: 1);
        var members = Enumerable.Range(0, 20).Select(number => MemberId.Of($"MEMBER{number}")).ToList();
        var watchers = new List<HubWatcher>();
        foreach (var member in members)
        {
            await EnrolledAsync(cluster, member);
            watchers.Add(await HubWatcher.WatchAsync(cluster.Address(0), member.Value));
        }

        await cluster.AddSiloAsync();
        await cluster.PassivateAsync();
        var round = 0;
        await Eventually.IsTrue(
            async () =>
            {
                await cluster.PassivateAsync();
                round++;
                foreach (var member in members)
                    await cluster.Get<IGrainFactory>(0).LoyaltyAccount(member).RecordPurchase(HostUnderTest.Francs($"{member}-{round}", 1));
                return members.Exists(cluster.Get<ActiveAccounts>(1).Contains);
            },
            "an account lives in the new silo");

        await Eventually.IsTrue(() => watchers.TrueForAll(watcher => watcher.Version == 1 + round), "all are told");
        Assert.All(watchers, watcher => Assert.False(watcher.HasGap || watcher.IsCut));
        watchers.ForEach(watcher => watcher.Dispose());
    }

    [PostgresFact]
    public async Task A_rate_set_on_one_silo_is_in_force_on_all()
    {
        await using var cluster = await InProcessCluster.StartAsync(await ClusterDatabase.NewAsync(), silos: 2);
        await cluster.Get<IRateBook>(0).PutAsync(new DateOnly(2026, 1, 1), new Dictionary<string, decimal> { ["EUR"] = 0.95m });

        var rate = cluster.Get<IRateBook>(1).Current.On(new DateOnly(2026, 1, 2), Currency.Of("EUR"), Currency.Of("CHF"));
        Assert.Equal(new DateOnly(2026, 1, 1), rate?.Date);
    }

    [PostgresFact]
    public async Task The_self_check_sees_accounts_that_live_elsewhere()
    {
        await using var cluster = await InProcessCluster.StartAsync(await ClusterDatabase.NewAsync(), silos: 2);
        for (var number = 0; number < 10; number++)
            await EnrolledAsync(cluster, MemberId.Of($"MEMBER{number}"));

        var page = await cluster.Get<IAccountAudit>(0).CheckAsync(null, 100, CancellationToken.None);

        Assert.Equal((10, 10), (page.Accounts, page.Live));
        Assert.Empty(page.Differences);
        Assert.NotEqual(0, cluster.Get<ActiveAccounts>(1).Count);
    }

    private static async Task<ILoyaltyAccountGrain> EnrolledAsync(InProcessCluster cluster, MemberId member)
    {
        var account = cluster.Get<IGrainFactory>(0).LoyaltyAccount(member);
        Assert.Null((await account.Enrol(new EnrolMember("app", new Profile("Ada", "Lovelace"), null))).Refusal);
        return account;
    }
}
