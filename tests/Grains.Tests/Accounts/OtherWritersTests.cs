using Loyalty.Contracts;
using Loyalty.Domain;

namespace Loyalty.Grains.Tests;

public class OtherWritersTests
{
    private static readonly MemberId Member = MemberId.Of("MEMBER1");

    [Fact]
    public async Task An_actor_reads_anew_what_another_has_written_once_an_epoch_and_each_time_until_they_are_gone()
    {
        await using var host = await SingleNodeHost.StartAsync();
        await host.EnrolAsync("MEMBER1");
        var others = new Others();
        var actor = new LoyaltyAccountGrain(Member, host.Context with { Others = others });
        Assert.Equal(1, await VersionAsync(actor));

        await WriteElsewhereAsync("t1");
        Assert.Equal(1, await VersionAsync(actor));
        others.Epoch = 1;
        Assert.Equal(2, await VersionAsync(actor));
        await WriteElsewhereAsync("t2");
        Assert.Equal(2, await VersionAsync(actor));

        (others.Epoch, others.AreGone) = (2, false);
        Assert.Equal(3, await VersionAsync(actor));
        await WriteElsewhereAsync("t3");
        Assert.Equal(4, await VersionAsync(actor));
        others.AreGone = true;
        await WriteElsewhereAsync("t4");
        Assert.Equal(5, await VersionAsync(actor));
        await WriteElsewhereAsync("t5");
        Assert.Equal(5, await VersionAsync(actor));

        async Task WriteElsewhereAsync(string transaction) =>
            Assert.Null((await new LoyaltyAccountGrain(Member, host.Context).RecordPurchase(HostUnderTest.Francs(transaction, 1))).Refusal);
    }

    private static async Task<long> VersionAsync(LoyaltyAccountGrain actor) => (await actor.GetStatus(new StatusQuery())).Value!.Version;

    private sealed class Others : IOtherWriters
    {
        public long Epoch { get; set; }

        public bool AreGone { get; set; } = true;
    }
}
