using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;

namespace Loyalty.Api.Tests;

/// <summary>What callers are told of their rate (draft-ietf-httpapi-ratelimit-headers-10).</summary>
public sealed partial class RatePolicyTests
{
    [Fact]
    public async Task A_caller_sees_what_is_left_until_nothing_is()
    {
        await using var host = new KeysFixture
        {
            More = ["--Loyalty:Limits:KeyRequestsPerSecond=5", "--Loyalty:Limits:MemberRequestsPerSecond=4", "--Loyalty:Limits:OperatorRequestsPerSecond=0", "--Loyalty:Limits:AnonymousRequestsPerSecond=7"],
        };
        await host.InitializeAsync();
        using var till = host.With((await host.MakeKeyAsync("till-1", "pos")).Key);
        var left = new List<int>();
        HttpResponseMessage answer;
        do
        {
            answer = await till.GetAsync("/v1/programme");
            Assert.Equal("\"key\";q=10;w=2", Assert.Single(answer.Headers.GetValues("RateLimit-Policy")));
            var told = Told().Match(Assert.Single(answer.Headers.GetValues("RateLimit")));
            Assert.True(told.Success);
            Assert.Equal("key", told.Groups["name"].Value);
            left.Add(int.Parse(told.Groups["left"].Value, CultureInfo.InvariantCulture));
        }
        while (answer.StatusCode == HttpStatusCode.OK && left.Count < 1_000);
        Assert.Equal((HttpStatusCode.TooManyRequests, 0), (answer.StatusCode, left[^1]));
        Assert.InRange(left[0], 7, 9);

        using var ada = host.With(host.Provider.MemberToken(KeysFixture.Ada));
        Assert.Equal("\"member\";q=8;w=2", Assert.Single((await ada.GetAsync($"/v1/members/{KeysFixture.Ada}")).Headers.GetValues("RateLimit-Policy")));
        using var nobody = host.With(null);
        Assert.Equal("\"anonymous\";q=14;w=2", Assert.Single((await nobody.GetAsync("/v1/programme")).Headers.GetValues("RateLimit-Policy")));
        using var clerk = host.With(host.Provider.RoleToken("loyalty-operator"));
        Assert.False((await clerk.GetAsync("/v1/programme")).Headers.Contains("RateLimit"));
    }

    [Fact]
    public async Task In_open_mode_there_is_no_rate_to_tell_of()
    {
        await using var api = await ApiFixture.StartAsync();
        using var answer = await api.Http.GetAsync("/v1/programme");
        Assert.False(answer.Headers.Contains("RateLimit") || answer.Headers.Contains("RateLimit-Policy"));
    }

    [Theory]
    [InlineData(10, 20)]
    [InlineData(1, 1)]
    [InlineData(1_000_000, 2_000_000)]
    public void What_is_left_is_never_more_than_there_is(int perSecond, int burst)
    {
        const long frequency = 1_000_000_000;
        var rate = new Rate(perSecond, burst);
        var policy = new RatePolicy("key", rate);
        long due = 0;
        var last = burst;
        for (var taken = 1; rate.Take(ref due, 1_000, frequency) is null && taken <= 5_000; taken++)
        {
            var headers = new HeaderDictionary();
            policy.Tell(headers, due, 1_000, frequency);
            var left = int.Parse(Told().Match(headers[ApiHeaders.RateLimit]!).Groups["left"].Value, CultureInfo.InvariantCulture);
            Assert.InRange(left, Math.Max(0, burst - taken - (burst / 4096) - 1), burst - taken);
            Assert.True(left <= last);
            last = left;
        }
    }

    [Fact]
    public void Telling_costs_no_memory_once_it_has_been_told()
    {
        var policy = new RatePolicy("key", new Rate(1_000, 2_000));
        var headers = new HeaderDictionary();
        policy.Tell(headers, 5, 5, 1_000_000_000);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1_000; i++)
            policy.Tell(headers, 5, 5, 1_000_000_000);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000);
    }

    [GeneratedRegex("^\"(?<name>[a-z]+)\";r=(?<left>[0-9]+);t=[1-9][0-9]*$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Told();
}
