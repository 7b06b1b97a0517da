using System.Net.WebSockets;
using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Loyalty.Api.Tests;

/// <summary>What one connection of the hub, and all of them, may cost.</summary>
public sealed class HubLimitsTests
{
    private const string TooMany = "too-many-connections";

    [Fact]
    public async Task A_message_beyond_the_bound_closes_its_connection_and_no_other()
    {
        await using var api = await ApiFixture.StartAsync();
        api.Member("ADA1");
        await using var good = await HubSocket.ConnectAsync(api.Address);
        await using var bad = await HubSocket.ConnectAsync(api.Address);
        await bad.SendAndBeClosedAsync($$"""{"type":1,"invocationId":"1","target":"WatchMember","arguments":["{{new string('A', HubLimits.MaxMessageBytes)}}"]}""");
        Assert.Contains("closed with an error", bad.Said);
        Assert.Equal("ADA1", (await good.InvokeAsync("WatchMember", "\"ADA1\"")).GetProperty("result").GetProperty("memberId").GetString());
    }

    [Fact]
    public async Task Calls_of_one_client_are_under_way_one_at_a_time()
    {
        await using var api = await ApiFixture.StartAsync();
        api.Member("ADA1");
        var gate = new TaskCompletionSource();
        var (under, most) = (0, 0);
        api.Engine.Before = async () =>
        {
            most = Math.Max(most, Interlocked.Increment(ref under));
            await gate.Task;
            Interlocked.Decrement(ref under);
        };
        await using var hub = await HubSocket.ConnectAsync(api.Address);
        var calls = Enumerable.Range(0, 20).Select(_ => hub.SendCallAsync("WatchMember", "\"ADA1\"")).ToList();
        await Task.WhenAll(calls);
        await Eventually.IsTrue(() => Volatile.Read(ref under) == HubLimits.CallsAtOnce, "a call is under way");
        gate.SetResult();
        await hub.UntilAnswersAsync(20);
        Assert.Equal(HubLimits.CallsAtOnce, most);
    }

    [Fact]
    public async Task Connections_in_all_are_bounded_and_one_that_ends_makes_room()
    {
        await using var api = await ApiFixture.StartAsync("--Loyalty:Limits:HubConnections=2");
        var first = await TakenAsync(api);
        await using var second = await TakenAsync(api);
        await using (var third = await HubSocket.ConnectAsync(api.Address))
        {
            await third.BeClosedAsync();
            Assert.Contains(TooMany, third.Said);
        }

        Assert.Contains("loyalty_requests_refused_total{limit=\"hub_connections\"} 1", await api.Http.GetStringAsync("/metrics"));
        await first.DisposeAsync();
        await Eventually.IsTrue(async () => await IsTakenAsync(api, null), "there is room again");
    }

    [Theory]
    [InlineData(CallerKind.Member, 2)]
    [InlineData(CallerKind.Key, 3)]
    [InlineData(CallerKind.Operator, 3)]
    public async Task Connections_of_each_caller_are_bounded(CallerKind kind, int most)
    {
        await using var api = await ApiFixture.StartAsync(
            builder => builder.Services.AddSingleton<Microsoft.AspNetCore.Hosting.IStartupFilter>(new SignedIn()),
            "--Loyalty:Limits:HubConnectionsPerMember=2", "--Loyalty:Limits:HubConnectionsPerCaller=3");
        var held = new List<HubSocket>();
        for (var i = 0; i < most; i++)
            held.Add(await TakenAsync(api, As(kind, "A")));
        Assert.False(await IsTakenAsync(api, As(kind, "A")));
        Assert.True(await IsTakenAsync(api, As(kind, "B")));
        foreach (var hub in held)
            await hub.DisposeAsync();
    }

    private static Action<ClientWebSocketOptions> As(CallerKind kind, string name) => client => client.SetRequestHeader("Test-Caller", $"{kind}:{name}");

    // A connection counts from when the hub has taken it in, which a first answer tells.
    private static async Task<HubSocket> TakenAsync(ApiFixture api, Action<ClientWebSocketOptions>? configure = null)
    {
        var hub = await HubSocket.ConnectAsync(api.Address, configure: configure);
        await hub.InvokeAsync("UnwatchAll", "");
        return hub;
    }

    private static async Task<bool> IsTakenAsync(ApiFixture api, Action<ClientWebSocketOptions>? configure)
    {
        await using var hub = await HubSocket.ConnectAsync(api.Address, configure: configure);
        try
        {
            await hub.InvokeAsync("UnwatchAll", "");
            return true;
        }
        catch (Exception)
        {
            return false;
        }
    }

    /// <summary>Takes a header for who calls.</summary>
    private sealed class SignedIn : Microsoft.AspNetCore.Hosting.IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use((context, rest) =>
            {
                if (context.Request.Headers["Test-Caller"].ToString().Split(':') is [var kind, var name])
                    context.User = new ClaimsPrincipal(new ClaimsIdentity([new(ClaimTypes.Name, name), new(Caller.KindClaim, kind)], "test"));
                return rest(context);
            });
            next(app);
        };
    }
}
