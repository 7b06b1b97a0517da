using Loyalty.Domain;
using Loyalty.Grains;

namespace Loyalty.Silo.Tests;

/// <summary>An account that was live twice, as it may be while a cluster changes.</summary>
public class SecondActivationTests
{
    private static readonly MemberId Member = MemberId.Of("MEMBER1");

    [PostgresFact]
    public async Task Of_two_activations_that_decide_at_once_the_slower_decides_anew()
    {
        await using var cluster = await StartAsync();
        var first = cluster.Get<IGrainFactory>(0).LoyaltyAccount(Member);
        // As Orleans makes one, in another silo and over that silo's own writer; only that the directory does not know of it.
        var second = new LoyaltyAccountGrain(Member, cluster.Get<AccountContext>(1));

        for (var round = 0; round < 20; round++)
        {
            var receipts = await Task.WhenAll(
                first.RecordPurchase(HostUnderTest.Francs($"a{round}", 10)), second.RecordPurchase(HostUnderTest.Francs($"b{round}", 10)));
            Assert.Equal([(2 * round) + 2L, (2 * round) + 3L], receipts.Select(receipt => receipt.Value!.Version).Order());
            Assert.Equal((round + 1) * 20m, receipts.Max(receipt => receipt.Value!.Status.Spend.CurrentPeriod));
        }
    }

    [PostgresFact]
    public async Task The_same_purchase_at_both_counts_once()
    {
        await using var cluster = await StartAsync();
        var first = cluster.Get<IGrainFactory>(0).LoyaltyAccount(Member);
        var second = new LoyaltyAccountGrain(Member, cluster.Get<AccountContext>(1));

        for (var round = 0; round < 20; round++)
        {
            var purchase = HostUnderTest.Francs($"t{round}", 10);
            var receipts = await Task.WhenAll(first.RecordPurchase(purchase), second.RecordPurchase(purchase));
            Assert.Single(receipts, receipt => !receipt.IsRepeat);
            Assert.Equal(receipts[0].Value!.Version, receipts[1].Value!.Version);
        }

        Assert.Equal(200m, (await first.GetStatus(new StatusQuery())).Value!.Spend.CurrentPeriod);
    }

    [PostgresFact]
    public async Task While_the_cluster_changes_a_status_has_what_the_other_one_wrote()
    {
        await using var cluster = await StartAsync();
        var first = cluster.Get<IGrainFactory>(0).LoyaltyAccount(Member);
        await first.RecordPurchase(HostUnderTest.Francs("t1", 10));
        await new LoyaltyAccountGrain(Member, cluster.Get<AccountContext>(1)).RecordPurchase(HostUnderTest.Francs("t2", 10));

        // The silos have just found each other.
        Assert.False(cluster.Get<MembershipEpoch>(await cluster.SiloOfAsync(Member)).IsSettled);
        Assert.Equal(20m, (await first.GetStatus(new StatusQuery())).Value!.Spend.CurrentPeriod);
    }

    private static async Task<InProcessCluster> StartAsync()
    {
        var cluster = await InProcessCluster.StartAsync(await ClusterDatabase.NewAsync(), silos: 2);
        await cluster.Get<IGrainFactory>(0).LoyaltyAccount(Member).Enrol(new EnrolMember("app", new Profile("Ada", "Lovelace"), null));
        return cluster;
    }
}
