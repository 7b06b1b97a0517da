using Loyalty.Contracts;
using Loyalty.Domain;
using Microsoft.Extensions.Time.Testing;

namespace Loyalty.Grains.Tests;

public sealed class ClockTests
{
    [Fact]
    public void Today_is_the_civil_date_of_the_zone_not_of_greenwich()
    {
        var time = new TestClock(new DateTimeOffset(2026, 7, 1, 21, 59, 59, TimeSpan.Zero));
        var clock = new ProgrammeClock(BuiltInProgramme.Value, time);

        Assert.Equal(new DateOnly(2026, 7, 1), clock.Today);
        Assert.True(time.TryMoveTo(time.GetUtcNow().AddSeconds(1)));
        Assert.Equal(new DateOnly(2026, 7, 2), clock.Today);
    }

    [Fact]
    public void The_test_clock_never_goes_back()
    {
        var time = new TestClock(new DateTimeOffset(2026, 7, 1, 12, 0, 0, TimeSpan.Zero));

        Assert.False(time.TryMoveTo(time.GetUtcNow().AddTicks(-1)));
        Assert.Equal(12, time.GetUtcNow().Hour);
    }

    [Fact]
    public void A_clock_that_runs_passes_with_the_other_and_is_moved_ahead_of_it()
    {
        var other = new FakeTimeProvider();
        var time = new TestClock(new DateTimeOffset(2026, 7, 1, 12, 0, 0, TimeSpan.Zero), other);

        other.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal((12, 5), (time.GetUtcNow().Hour, time.GetUtcNow().Minute));
        Assert.False(time.TryMoveTo(time.GetUtcNow().AddSeconds(-1)));
        Assert.True(time.TryMoveTo(time.GetUtcNow().AddDays(10)));
        other.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal((11, 6), (time.GetUtcNow().Day, time.GetUtcNow().Minute));
    }

    [Fact]
    public void Now_is_as_fine_as_clients_read_it()
    {
        var time = new TestClock(new DateTimeOffset(2026, 7, 1, 12, 0, 0, 123, 456, TimeSpan.Zero));

        Assert.Equal(new DateTimeOffset(2026, 7, 1, 12, 0, 0, 123, TimeSpan.Zero), new ProgrammeClock(BuiltInProgramme.Value, time).Now);
    }

    [Fact]
    public async Task Changes_on_the_way_are_recorded_at_the_midnight_of_their_day()
    {
        await using var host = await SiloHost.StartAsync();
        await (await host.EnrolAsync("MEMBER1")).RecordPurchase(HostUnderTest.Francs("a", 1500));

        await host.MoveToAsync("2027-12-24");

        var drop = host.Hub.Changes[^1];
        Assert.Equal(ChangeKind.TierDropped, drop.Kind);
        Assert.Equal(host.Programme.StartOf(new DateOnly(2027, 2, 10)), drop.At);
    }

    [Fact]
    public async Task A_clock_set_back_harms_nothing()
    {
        await using var host = await SiloHost.StartAsync();
        var account = await host.EnrolAsync("MEMBER1");
        await account.RecordPurchase(HostUnderTest.Francs("a", 1500));
        var earlier = new ProgrammeClock(host.Programme, new TestClock(host.Time.GetUtcNow().AddDays(-40)));
        var behind = new LoyaltyAccountGrain(MemberId.Of("MEMBER1"), host.Context with { Clock = earlier });

        var receipt = (await behind.RecordPurchase(HostUnderTest.Francs("b", 1000))).Value!;

        Assert.Equal(("Gold", new DateOnly(2026, 1, 10), 3), (receipt.Status.Tier.Name, receipt.Transaction.PostedOn, receipt.Version));
    }
}
