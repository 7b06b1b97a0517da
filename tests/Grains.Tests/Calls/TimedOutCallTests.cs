using Loyalty.Contracts;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;

namespace Loyalty.Grains.Tests;

/// <summary>A call that has timed out may still wait in its grain's queue while it is sent again.</summary>
public sealed class TimedOutCallTests
{
    [Fact]
    public async Task It_is_carried_out_once_and_answered()
    {
        await using var host = await SiloHost.StartAsync();
        host.ResponseTimeout = TimeSpan.FromSeconds(1);
        await host.RestartAsync();
        var account = await host.EnrolAsync("MEMBER1");
        using var sentAgain = new MetricCollector<long>(null, "Loyalty.Calls", "loyalty.calls.sent_again");
        host.Journal.Hold();
        var first = account.RecordPurchase(HostUnderTest.Francs("t1", 10));
        await Eventually.IsTrue(() => host.Journal.Waiting == 1, "the first purchase is at the journal");
        var others = Enumerable.Range(2, 20).Select(i => account.RecordPurchase(HostUnderTest.Francs($"t{i}", 10))).ToList();

        // The first and those that wait behind it.
        await Eventually.IsTrue(() => sentAgain.GetMeasurementSnapshot().EvaluateAsCounter() >= 42, "each was sent again twice");
        host.Journal.Release();

        var receipts = await Task.WhenAll(others.Prepend(first));
        Assert.Equal(Enumerable.Range(2, 21).Select(version => (long)version), receipts.Select(receipt => receipt.Value!.Version).Order());
        Assert.Equal(210m, (await account.GetStatus(new StatusQuery())).Value!.Spend.CurrentPeriod);
    }
}
