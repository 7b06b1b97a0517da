using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Loyalty.Api.Tests;

/// <summary>Another member's number in every place where a number goes.</summary>
public class OtherMemberTests(KeysFixture host) : IClassFixture<KeysFixture>
{
    private const string Nobody = "NOBODY1";
    private const string Basket = """{"memberId":"{0}","lines":[{"type":"flight","amount":10.00,"currency":"CHF"}]}""";

    private HttpClient Ada => host.With(host.Provider.MemberToken(KeysFixture.Ada));

    [Fact]
    public async Task In_the_address()
    {
        using var ada = Ada;
        var calls = host.App.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.RoutePattern.RawText!.Contains("/members/{id}", StringComparison.Ordinal))
            .SelectMany(endpoint => endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Select(method => (method, endpoint.RoutePattern.RawText!)))
            .ToList();
        Assert.True(calls.Count >= 9);
        foreach (var (method, path) in calls)
        {
            var bodies = new List<string>();
            foreach (var member in new[] { KeysFixture.Grace, Nobody, "GRACE%31906", "ada1815", $"{KeysFixture.Ada}%20", "x" })
            {
                using var request = new HttpRequestMessage(new HttpMethod(method), path.Replace("{id}", member).Replace("{transactionId}", "t"));
                if (method is not "GET")
                    request.Content = new StringContent("{}", System.Text.Encoding.UTF8, "application/json");
                var answer = await ada.SendAsync(request);
                await answer.ShouldBeProblemAsync(403, "not-allowed");
                bodies.Add(await answer.SaidAsync());
            }

            Assert.Single(bodies.Distinct());
        }
    }

    [Fact]
    public async Task In_a_body()
    {
        using var ada = Ada;
        foreach (var member in new[] { KeysFixture.Grace, Nobody })
            await (await ada.SendJsonAsync(HttpMethod.Post, "/v1/quotes", Basket.Replace("{0}", member))).ShouldBeProblemAsync(403, "not-allowed");
        Assert.True((await ada.SendJsonAsync(HttpMethod.Post, "/v1/quotes", Basket.Replace("{0}", KeysFixture.Ada))).IsSuccessStatusCode);
        await (await ada.SendJsonAsync(HttpMethod.Post, "/v1/checkins", "{}")).ShouldBeProblemAsync(403, "not-allowed");
    }

    [Fact]
    public async Task In_a_query()
    {
        using var ada = Ada;
        foreach (var path in new[] { $"/v1/members?query={KeysFixture.Grace}", $"/v1/audit?memberId={KeysFixture.Grace}", "/v1/events", "/v1/exports/members" })
            await (await ada.GetAsync(path)).ShouldBeProblemAsync(403, "not-allowed");
        var own = await (await ada.GetAsync($"/v1/members/{KeysFixture.Ada}/status?id={KeysFixture.Grace}")).ShouldBeProblemAsync(400, "unknown-field");
        Assert.Equal(["id"], own.ErrorFields());
    }

    [Fact]
    public async Task In_a_line_of_a_stream_or_an_import()
    {
        using var ada = Ada;
        await (await ada.SendJsonAsync(
                HttpMethod.Post, "/v1/purchases", $$"""{"memberId":"{{KeysFixture.Grace}}","transactionId":"a","type":"flight","amount":1.00,"currency":"CHF"}""", "application/x-ndjson"))
            .ShouldBeProblemAsync(403, "not-allowed");
        await (await ada.SendJsonAsync(
                HttpMethod.Post, "/v1/imports", $"memberId,transactionId,type,amount,currency,date\n{KeysFixture.Grace},a,flight,1.00,CHF,2026-01-01\n", "text/csv"))
            .ShouldBeProblemAsync(403, "not-allowed");
    }

    [Theory]
    [InlineData("WatchMember", "\"GRACE1906\"")]
    [InlineData("WatchMember", "\"GRACE1906\",1")]
    [InlineData("WatchMember", "\"NOBODY1\"")]
    [InlineData("WatchMember", "\"ada1815\"")]
    [InlineData("WatchMember", "null")]
    [InlineData("UnwatchMember", "\"GRACE1906\"")]
    [InlineData("WatchAll", "")]
    [InlineData("WatchDisplay", "\"ZRH\",\"A1\"")]
    public async Task In_a_hub_call(string method, string arguments)
    {
        await using var hub = await HubSocket.ConnectAsync(host.Address, host.Provider.MemberToken(KeysFixture.Ada));
        Assert.Contains("not-allowed: ", (await hub.InvokeAsync(method, arguments)).Text("error"));
        Assert.False((await hub.InvokeAsync("WatchMember", $"\"{KeysFixture.Ada}\"")).TryGetProperty("error", out _));
    }

    [Fact]
    public async Task Pushes_reach_those_who_may_watch_and_nobody_else()
    {
        await using var ada = await HubSocket.ConnectAsync(host.Address, host.Provider.MemberToken(KeysFixture.Ada));
        await using var grace = await HubSocket.ConnectAsync(host.Address, host.Provider.MemberToken(KeysFixture.Grace));
        await ada.InvokeAsync("WatchMember", $"\"{KeysFixture.Ada}\"");
        await grace.InvokeAsync("WatchMember", $"\"{KeysFixture.Grace}\"");
        using var till = host.With(await host.KeyOfAsync("pos"));
        await PurchaseAsync(till, KeysFixture.Ada, "push-a");
        await PurchaseAsync(till, KeysFixture.Grace, "push-g");
        await ada.UntilAsync(1);
        await grace.UntilAsync(1);
        Assert.All(ada.Pushes, push => Assert.Equal(KeysFixture.Ada, push.GetProperty("arguments")[0].Text("memberId")));
        Assert.All(grace.Pushes, push => Assert.Equal(KeysFixture.Grace, push.GetProperty("arguments")[0].Text("memberId")));
    }

    [Theory]
    [InlineData("GVA")]
    [InlineData("zrh")]
    [InlineData("")]
    public async Task A_display_is_of_its_airport(string airport)
    {
        await using var hub = await HubSocket.ConnectAsync(host.Address, await host.KeyOfAsync("display:ZRH"));
        Assert.Contains("not-allowed: ", (await hub.InvokeAsync("WatchDisplay", $"\"{airport}\",\"A1\"")).Text("error"));
        Assert.Contains("not-allowed: ", (await hub.InvokeAsync("WatchMember", $"\"{KeysFixture.Ada}\"")).Text("error"));
        Assert.False((await hub.InvokeAsync("WatchDisplay", "\"ZRH\",\"A1\"")).TryGetProperty("error", out _));
    }

    private static async Task PurchaseAsync(HttpClient till, string member, string transaction) => (await till.SendJsonAsync(
        HttpMethod.Post, $"/v1/members/{member}/purchases", $$"""{"transactionId":"{{transaction}}","type":"flight","amount":10.00,"currency":"CHF"}""")).EnsureSuccessStatusCode();
}
