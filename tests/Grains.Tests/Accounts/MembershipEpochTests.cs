using Loyalty.Contracts;
using Loyalty.Domain;
using Microsoft.Extensions.Time.Testing;

namespace Loyalty.Grains.Tests;

public class MembershipEpochTests
{
    private static readonly MemberId Member = MemberId.Of("MEMBER1");

    [Fact]
    public async Task An_actor_reads_anew_what_another_has_written_once_an_epoch_and_each_time_until_they_are_gone()
    {
        await using var host = await SiloHost.StartAsync();
        await host.EnrolAsync("MEMBER1");
        var time = new FakeTimeProvider(host.Time.GetUtcNow());
        var epoch = new MembershipEpoch(time);
        var actor = new LoyaltyAccountGrain(Member, host.Context with { Membership = epoch });
        Assert.Equal(1, await VersionAsync(actor));

        await WriteElsewhereAsync("t1");
        Assert.Equal(1, await VersionAsync(actor));
        BeginAndSettle();
        Assert.Equal(2, await VersionAsync(actor));
        await WriteElsewhereAsync("t2");
        Assert.Equal(2, await VersionAsync(actor));

        epoch.Begin();
        Assert.Equal(3, await VersionAsync(actor));
        await WriteElsewhereAsync("t3");
        Assert.Equal(4, await VersionAsync(actor));
        Settle();
        await WriteElsewhereAsync("t4");
        Assert.Equal(5, await VersionAsync(actor));
        await WriteElsewhereAsync("t5");
        Assert.Equal(5, await VersionAsync(actor));

        void BeginAndSettle()
        {
            epoch.Begin();
            Settle();
        }

        void Settle() => time.Advance(MembershipEpoch.SettledAfter + TimeSpan.FromSeconds(1));

        async Task WriteElsewhereAsync(string transaction) =>
            Assert.Null((await new LoyaltyAccountGrain(Member, host.Context).RecordPurchase(HostUnderTest.Francs(transaction, 1))).Refusal);
    }

    private static async Task<long> VersionAsync(LoyaltyAccountGrain actor) => (await actor.GetStatus(new StatusQuery())).Value!.Version;
}
