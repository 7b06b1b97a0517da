using System.Net;
using Microsoft.Extensions.Time.Testing;

namespace Loyalty.Api.Tests;

/// <summary>Rates, to the request, by a stopwatch that the test moves.</summary>
public sealed class RateTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void As_many_at_once_as_the_burst_and_then_steadily()
    {
        var table = new RateTable(new Rate(10, 5), _time);
        Assert.Equal(5, Taken(table, 100));
        Assert.Equal(TimeSpan.FromMilliseconds(100), table.Take(7));
        _time.Advance(TimeSpan.FromMilliseconds(100));
        Assert.Equal(1, Taken(table, 100));
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(5, Taken(table, 100));
    }

    [Fact]
    public void Over_a_long_time_no_more_than_the_rate_whatever_the_pattern()
    {
        var table = new RateTable(new Rate(10, 5), _time);
        var (random, taken) = (new Random(1), 0);
        for (var passed = TimeSpan.Zero; passed < TimeSpan.FromMinutes(1);)
        {
            taken += Taken(table, random.Next(8));
            var pause = TimeSpan.FromMilliseconds(random.Next(150));
            _time.Advance(pause);
            passed += pause;
        }

        Assert.InRange(taken, 400, 606);
    }

    [Fact]
    public void Places_do_not_share_and_no_rate_is_no_bound()
    {
        var table = new RateTable(new Rate(1, 1), _time);
        Assert.Null(table.Take(1));
        Assert.NotNull(table.Take(1));
        Assert.NotNull(table.Wait(1));
        Assert.Null(table.Wait(2));
        Assert.Null(table.Take(2));
        Assert.Equal(1000, Taken(new RateTable(new Rate(0, 1), _time), 1000));
    }

    [Fact]
    public async Task At_once_from_many_threads_no_more_than_the_burst()
    {
        var table = new RateTable(new Rate(1, 1000), _time);
        var taken = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Taken(table, 1000))));
        Assert.Equal(1000, taken.Sum());
    }

    [Fact]
    public void A_rate_costs_no_memory_for_each_request_or_caller()
    {
        var rates = Rates(new RateSettings());
        var (address, caller) = (IPAddress.Parse("203.0.113.7"), new Caller(CallerKind.Key, "till-1"));
        rates.Good(address, caller);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
            rates.Good(address, caller);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1000);
    }

    [Theory]
    [InlineData("203.0.113.7", "203.0.113.7", true)]
    [InlineData("203.0.113.7", "::ffff:203.0.113.7", true)]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", true)]
    [InlineData("203.0.113.7", "203.0.113.8", false)]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:3::1", false)]
    public void An_address_has_one_place_and_a_network_of_ipv6_too(string one, string other, bool same) =>
        Assert.Equal(same, RemotePlace.Of(IPAddress.Parse(one)) == RemotePlace.Of(IPAddress.Parse(other)));

    [Fact]
    public void Where_somebody_guesses_those_who_were_there_before_go_on_and_nobody_else_is_told_apart()
    {
        var rates = Rates(new RateSettings { WrongCredentials = new Rate(1, 3) });
        var (airport, elsewhere) = (IPAddress.Parse("203.0.113.7"), IPAddress.Parse("198.51.100.1"));
        var (till, thief) = (new Caller(CallerKind.Key, "till-1"), new Caller(CallerKind.Key, "till-2"));
        Assert.Null(rates.Good(airport, till));

        Assert.Equal(3, Enumerable.Range(0, 10).Count(_ => rates.Wrong(airport) is null));

        Assert.Null(rates.Good(airport, till));
        Assert.NotNull(rates.Good(airport, thief));
        Assert.Null(rates.Good(elsewhere, thief));
        _time.Advance(TimeSpan.FromSeconds(3));
        Assert.Null(rates.Good(airport, thief));
    }

    [Fact]
    public void Who_was_there_an_hour_ago_is_a_stranger_and_there_is_room_for_so_many()
    {
        var known = new KnownCallers(_time);
        for (var i = 0; i < KnownCallers.MaxKnown + 10; i++)
            known.Note(0, new Caller(CallerKind.Member, $"m{i}"));
        Assert.True(known.Knows(0, new Caller(CallerKind.Member, "m0")));
        Assert.False(known.Knows(0, new Caller(CallerKind.Member, $"m{KnownCallers.MaxKnown + 5}")));
        _time.Advance(KnownCallers.KnownFor);
        Assert.False(known.Knows(0, new Caller(CallerKind.Member, "m0")));
        known.Note(0, new Caller(CallerKind.Member, "new"));
        Assert.True(known.Knows(0, new Caller(CallerKind.Member, "new")));
    }

    private static int Taken(RateTable table, int tries) => Enumerable.Range(0, tries).Count(_ => table.Take(7) is null);

    private CallerRateLimits Rates(RateSettings settings) => TestRates.Of(settings, _time);
}
