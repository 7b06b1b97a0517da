using Loyalty.Contracts;
using Loyalty.Domain;
using Microsoft.Extensions.Logging.Testing;

namespace Loyalty.Grains.Tests;

/// <summary>A clock that is wrong at one start, or a share that is too large, undoes nothing.</summary>
public sealed class RetentionGuardTests
{
    private static readonly DateOnly Day = new(2026, 1, 10);

    private readonly FakeLogger<RetentionGuard> _log = new();

    [Fact]
    public async Task A_leap_past_the_last_day_recorded_waits_for_a_second_day()
    {
        await using var host = await SiloHost.StartAsync();
        await host.EnrolAsync("MEMBER1");
        var leapt = Day.AddYears(2);

        Assert.False(await Guard(host).BelievesAsync(leapt));
        Assert.False(await Guard(host).BelievesAsync(leapt));
        Assert.Contains(_log.Collector.GetSnapshot(), line => line.Message.Contains("Retention waits: the clock says 2028-01-10, the last day known is 2026-01-10", StringComparison.Ordinal));
        // Right again: as if nothing had been.
        Assert.True(await Guard(host).BelievesAsync(Day.AddDays(1)));
        Assert.False(await Guard(host).BelievesAsync(leapt));
        Assert.True(await Guard(host).BelievesAsync(leapt.AddDays(1)));
        Assert.True(await Guard(host).BelievesAsync(leapt.AddDays(4)));
    }

    [Fact]
    public async Task A_second_leap_is_no_second_day_and_a_setting_allows_it()
    {
        await using var host = await SiloHost.StartAsync();
        await host.EnrolAsync("MEMBER1");
        Assert.True(await Guard(host).BelievesAsync(Day.AddDays(3)));
        Assert.False(await Guard(host).BelievesAsync(Day.AddDays(7)));
        Assert.False(await Guard(host).BelievesAsync(Day.AddYears(2)));
        Assert.True(await Guard(host, new RetentionPeriods { MaxLeapDays = 5000 }).BelievesAsync(Day.AddYears(2)));
    }

    [Fact]
    public async Task An_empty_ledger_has_no_day_to_leap_from()
    {
        await using var host = await SiloHost.StartAsync();
        Assert.True(await Guard(host).BelievesAsync(Day.AddYears(5)));
    }

    [Theory]
    [InlineData(1, 3, 1, true)]
    [InlineData(2, 3, 1, false)]
    [InlineData(10, 1000, 1, true)]
    [InlineData(11, 1000, 1, false)]
    [InlineData(30, 30, 100, true)]
    public async Task A_share_that_is_too_large_waits_for_a_second_day(long going, long held, int percent, bool allowed)
    {
        await using var host = await SiloHost.StartAsync();
        var guard = Guard(host, new RetentionPeriods { MaxSharePercent = percent });
        Assert.Equal(allowed, await guard.AllowsAsync(Day, going, held));
        Assert.Equal(allowed, await guard.AllowsAsync(Day, going, held));
        Assert.True(await guard.AllowsAsync(Day.AddDays(1), going, held));
    }

    private RetentionGuard Guard(SiloHost host, RetentionPeriods? periods = null) =>
        new(periods ?? new RetentionPeriods(), host.Store.Facts, host.Journal, host.Store.TrailStore, host.Programme, _log);
}
