using System.Net;
using System.Net.WebSockets;

namespace Loyalty.Api.Tests;

/// <summary>Web pages of other origins: closed unless they are named, the hub included.</summary>
public sealed class CorsTests
{
    private const string Shop = "http://localhost:7777", Other = "http://localhost:8888";

    private static readonly string[] Allowing = ["Access-Control-Allow-Origin", "Access-Control-Allow-Methods", "Access-Control-Allow-Headers"];

    [Theory]
    [InlineData("/v1/members/ADA1/purchases", "POST", "authorization,content-type,idempotency-key")]
    [InlineData("/v1/members/ADA1", "PATCH", "content-type,if-match,loyalty-reason")]
    [InlineData("/v1/members/ADA1", "DELETE", "authorization,if-match,loyalty-reason")]
    [InlineData("/v1/members", "POST", "content-type,idempotency-key,traceparent,tracestate")]
    [InlineData("/hubs/status/negotiate", "POST", "authorization,x-requested-with,x-signalr-user-agent")]
    public async Task A_named_origin_is_answered_its_preflight_and_another_is_not(string path, string method, string headers)
    {
        await using var api = await ApiFixture.StartAsync($"--Loyalty:Cors:Origins={Shop}");

        using var named = await PreflightAsync(api, Shop, path, method, headers);
        Assert.Equal(HttpStatusCode.NoContent, named.StatusCode);
        Assert.Equal(Shop, Assert.Single(named.Headers.GetValues("Access-Control-Allow-Origin")));
        Assert.Contains(method, Assert.Single(named.Headers.GetValues("Access-Control-Allow-Methods")));
        foreach (var header in headers.Split(','))
            Assert.Contains(header, Assert.Single(named.Headers.GetValues("Access-Control-Allow-Headers")), StringComparison.OrdinalIgnoreCase);

        using var other = await PreflightAsync(api, Other, path, method, headers);
        Assert.False(other.Headers.Contains("Access-Control-Allow-Origin"));
    }

    [Fact]
    public async Task A_header_or_method_that_nobody_needs_is_not_allowed()
    {
        await using var api = await ApiFixture.StartAsync($"--Loyalty:Cors:Origins={Shop}");
        using var method = await PreflightAsync(api, Shop, "/v1/programme", "TRACE", "content-type");
        Assert.DoesNotContain("TRACE", string.Join(',', method.Headers.GetValues("Access-Control-Allow-Methods")));
        using var header = await PreflightAsync(api, Shop, "/v1/programme", "GET", "x-original-url");
        Assert.DoesNotContain("x-original-url", string.Join(',', header.Headers.GetValues("Access-Control-Allow-Headers")), StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("/v1/programme", 200)]
    [InlineData("/v1/nothing", 404)]
    [InlineData("/v1/members/BROKEN1/status", 500)]
    public async Task A_named_origin_may_read_every_answer_errors_too(string path, int status)
    {
        await using var api = await ApiFixture.StartAsync($"--Loyalty:Cors:Origins={Shop}");
        api.Engine.Before = () => throw new InvalidOperationException("broken");
        using var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { { "Origin", Shop } } };
        using var answer = await api.Http.SendAsync(request);
        Assert.Equal((status, Shop), ((int)answer.StatusCode, Assert.Single(answer.Headers.GetValues("Access-Control-Allow-Origin"))));
        var readable = Assert.Single(answer.Headers.GetValues("Access-Control-Expose-Headers")).Split(',', StringSplitOptions.TrimEntries);
        Assert.All((string[])["ETag", "Location", "Retry-After", "RateLimit", "RateLimit-Policy"], header => Assert.Contains(header, readable));
    }

    [Fact]
    public async Task Unless_origins_are_named_nothing_is_allowed_to_any()
    {
        await using var api = await ApiFixture.StartAsync();
        using var preflight = await PreflightAsync(api, Shop, "/v1/members/ADA1/purchases", "POST", "content-type");
        using var call = await api.Http.SendAsync(new HttpRequestMessage(HttpMethod.Get, "/v1/programme") { Headers = { { "Origin", Shop } } });
        Assert.All(Allowing, header => Assert.False(preflight.Headers.Contains(header) || call.Headers.Contains(header), header));
    }

    [Fact]
    public async Task A_page_of_another_machine_cannot_open_the_hub()
    {
        await using var api = await ApiFixture.StartAsync($"--Loyalty:Cors:Origins={Shop}");
        await Assert.ThrowsAsync<WebSocketException>(() => HubSocket.ConnectAsync(api.Address, configure: client => client.SetRequestHeader("Origin", "https://evil.example.org")));
        await using var hub = await HubSocket.ConnectAsync(api.Address, configure: client => client.SetRequestHeader("Origin", Shop));
        await hub.InvokeAsync("WatchAll", "");
    }

    private static async Task<HttpResponseMessage> PreflightAsync(ApiFixture api, string origin, string path, string method, string headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Options, path)
        {
            Headers = { { "Origin", origin }, { "Access-Control-Request-Method", method }, { "Access-Control-Request-Headers", headers } },
        };
        return await api.Http.SendAsync(request);
    }
}
