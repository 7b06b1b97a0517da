using System.Net;
using System.Text;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Loyalty.Api.Tests;

/// <summary>Oversized everything: what is beyond a limit is refused by a problem that says which.</summary>
public sealed class RequestLimitsTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private const string Header = "memberId,transactionId,type,amount,currency,date\n";

    [Theory]
    [InlineData("")]
    [InlineData("?asOf=")]
    public async Task A_long_address_or_query(string query)
    {
        var path = $"/v1/members/ADA1/status{query}";
        await (await api.Http.GetAsync(path + new string('9', RequestLimits.MaxTargetCharacters - path.Length))).ShouldBeProblemAsync(query.Length == 0 ? 404 : 422, query.Length == 0 ? "not-found" : "as-of-not-valid");
        await (await api.Http.GetAsync(path + new string('9', RequestLimits.MaxTargetCharacters - path.Length + 1))).ShouldBeProblemAsync(414, "uri-too-long");
    }

    [Fact]
    public async Task Many_headers()
    {
        Assert.StartsWith("HTTP/1.1 200", await api.RawAsync(WithHeaders(RequestLimits.MaxHeaders - 2)));
        var answer = await api.RawAsync(WithHeaders(RequestLimits.MaxHeaders + 1));
        Assert.StartsWith("HTTP/1.1 431", answer);
        Assert.Contains("headers-too-large", answer);
    }

    [Fact]
    public async Task One_long_header()
    {
        var answer = await api.RawAsync($"GET /v1/programme HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nX-Long: {new string('x', RequestLimits.MaxHeaderCharacters)}\r\n\r\n");
        Assert.StartsWith("HTTP/1.1 431", answer);
        Assert.Contains("headers-too-large", answer);
    }

    [Theory]
    [InlineData("POST", "/v1/members")]
    [InlineData("PATCH", "/v1/members/ADA1")]
    [InlineData("POST", "/v1/members/ADA1/purchases")]
    [InlineData("POST", "/v1/members/ADA1/purchases/t-1/reversals")]
    [InlineData("POST", "/v1/quotes")]
    [InlineData("PUT", "/v1/rates/2026-01-01")]
    [InlineData("PUT", "/v1/clock")]
    public async Task A_large_body_at_every_address_that_takes_one(string method, string path) =>
        await (await api.Http.SendJsonAsync(new HttpMethod(method), path, new string(' ', RequestLimits.MaxBodyBytes + 1))).ShouldBeProblemAsync(413, "body-too-large");

    [Theory]
    [InlineData("/v1/members", "application/json")]
    [InlineData("/v1/members", "text/plain")]
    [InlineData("/v1/nothing", "application/json")]
    public async Task Who_sends_too_much_is_told_that_the_connection_ends(string path, string contentType)
    {
        using var answer = await api.Http.SendJsonAsync(HttpMethod.Post, path, new string(' ', RequestLimits.MaxBodyBytes + 1), contentType);
        Assert.True(answer.Headers.ConnectionClose);
    }

    [Fact]
    public async Task A_large_file_of_an_import_keeps_what_came_before_the_limit()
    {
        await using var small = await ApiFixture.StartAsync("--Loyalty:Limits:ImportMegabytes=1");
        var rows = string.Concat(Enumerable.Range(0, 40_000).Select(i => $"ADA{i % 7},h-{i},flight,1.00,CHF,2026-01-10\n"));
        Assert.True(rows.Length > 1_000_000);
        var problem = await (await small.Http.SendBytesAsync(HttpMethod.Post, "/v1/imports", Encoding.UTF8.GetBytes(Header + rows), "text/csv")).ShouldBeProblemAsync(413, "body-too-large");
        Assert.Contains("1000000 bytes", problem.Text("detail"));
        using var part = await small.Http.SendBytesAsync(HttpMethod.Post, "/v1/imports", Encoding.UTF8.GetBytes(Header + rows[..900_000]), "text/csv");
        Assert.Equal(HttpStatusCode.OK, part.StatusCode);
    }

    [Fact]
    public async Task A_field_and_a_list_name_themselves()
    {
        var enrolment = $$"""{"channel":"app","givenName":"{{new string('a', ProfileRules.MaxNameLength + 1)}}","familyName":"x"}""";
        Assert.Equal(["givenName"], (await (await api.Http.SendJsonAsync(HttpMethod.Post, "/v1/members", enrolment)).ShouldBeProblemAsync(422, "given-name-not-valid")).ErrorFields());
        var basket = $$"""{"lines":[{{string.Join(',', Enumerable.Repeat("""{"type":"flight","amount":1,"currency":"CHF"}""", Grains.QuoteRequest.MaxLines + 1))}}]}""";
        Assert.Equal(["lines"], (await (await api.Http.SendJsonAsync(HttpMethod.Post, "/v1/quotes", basket)).ShouldBeProblemAsync(422, "lines-not-valid")).ErrorFields());
        Assert.Equal(["transactionId"], (await (await api.Http.SendJsonAsync(
            HttpMethod.Post, "/v1/members/ADA1/purchases", $$"""{"transactionId":"{{new string('t', 65)}}","type":"flight","amount":1,"currency":"CHF"}""")).ShouldBeProblemAsync(422, "transaction-id-not-valid")).ErrorFields());
    }

    [Fact]
    public async Task Deep_and_wide_json_is_refused_and_not_a_fault()
    {
        foreach (var body in (string[])[new('[', 60_000), new string('{', 100), string.Concat(Enumerable.Repeat("{\"a\":", 10_000)), $"{{{string.Join(',', Enumerable.Range(0, 6_000).Select(i => $"\"f{i}\":1"))}}}"])
            Assert.Equal(HttpStatusCode.BadRequest, (await api.Http.SendJsonAsync(HttpMethod.Post, "/v1/members", body)).StatusCode);
    }

    [Fact]
    public async Task Connections_beyond_the_bound_are_not_served()
    {
        const string page = "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n";
        await using var few = await ApiFixture.StartAsync("--Loyalty:Limits:Connections=3");
        var held = new List<SlowCaller>();
        for (var i = 0; i < 3; i++)
        {
            held.Add(await SlowCaller.ConnectAsync(few.Address, "GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n"));
            // Connections are counted by whichever thread comes first: only an answer shows that this one is among them.
            Assert.StartsWith("HTTP/1.1 200", await held[i].FirstAnsweredAsync());
        }

        // Those that are kept serve one request each.
        using (var health = await SlowCaller.ConnectAsync(few.Address, "GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n"))
            Assert.StartsWith("HTTP/1.1 200", await health.EndedAsync());
        using (var hub = await SlowCaller.ConnectAsync(few.Address, "POST /hubs/status/negotiate?negotiateVersion=1 HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n"))
            Assert.StartsWith("HTTP/1.1 503", await hub.EndedAsync());

        for (var i = 0; i < ReservedConnections.Count; i++)
            held.Add(await SlowCaller.ConnectAsync(few.Address, "GET /v1/programme HTTP/1.1\r\nHost: localhost\r\nX-Never-Ends: "));
        await Eventually.IsTrue(
            async () =>
            {
                using var other = await SlowCaller.ConnectAsync(few.Address, page);
                return await other.EndedAsync() == "";
            },
            "one beyond those that are kept is hung up on");
        held.ForEach(caller => caller.Dispose());
        await Eventually.IsTrue(
            async () =>
            {
                using var again = await SlowCaller.ConnectAsync(few.Address, "GET /health/live HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
                return (await again.EndedAsync()).StartsWith("HTTP/1.1 200", StringComparison.Ordinal);
            },
            "there is room again");
    }

    [Fact]
    public async Task A_caller_that_drips_its_headers_is_hung_up_on_while_others_are_served()
    {
        await using var hasty = await ApiFixture.StartAsync(builder => builder.WebHost.ConfigureKestrel(server => server.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(1)));
        using var slow = await SlowCaller.ConnectAsync(hasty.Address, "GET /v1/programme HTTP/1.1\r\nHost: localhost\r\nX-Drip: ");
        var dripping = slow.DripAsync("x");
        Assert.Equal(HttpStatusCode.OK, (await hasty.Http.GetAsync("/health/live")).StatusCode);
        // What the server ends by itself has no body.
        Assert.StartsWith("HTTP/1.1 408", await slow.EndedAsync());
        await dripping;
    }

    [Fact]
    public async Task A_caller_that_drips_its_body_is_told_and_hung_up_on()
    {
        await using var hasty = await ApiFixture.StartAsync(builder => builder.WebHost.ConfigureKestrel(
            server => server.Limits.MinRequestBodyDataRate = new MinDataRate(RequestLimits.MinBodyBytesPerSecond, TimeSpan.FromSeconds(1.5))));
        using var slow = await SlowCaller.ConnectAsync(
            hasty.Address, "POST /v1/members HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 5000\r\n\r\n{");
        var dripping = slow.DripAsync(" ");
        Assert.Contains("request-timeout", await slow.EndedAsync());
        await dripping;
    }

    [Fact]
    public void The_server_has_the_limits_that_are_written_down()
    {
        var limits = api.App.Services.GetRequiredService<IOptions<KestrelServerOptions>>().Value.Limits;
        Assert.Equal((RequestLimits.HeadersTimeout, RequestLimits.KeepAlive), (limits.RequestHeadersTimeout, limits.KeepAliveTimeout));
        Assert.Equal((RequestLimits.MinBodyBytesPerSecond, RequestLimits.BodyGrace), ((int)limits.MinRequestBodyDataRate!.BytesPerSecond, limits.MinRequestBodyDataRate.GracePeriod));
        Assert.Equal((RequestLimits.MaxBodyBytes, new LimitSettings().Connections + ReservedConnections.Count), ((int)limits.MaxRequestBodySize!, (int)limits.MaxConcurrentConnections!));
    }

    private static string WithHeaders(int more) =>
        $"GET /v1/programme HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n{string.Concat(Enumerable.Range(0, more).Select(i => $"X-{i}: 1\r\n"))}\r\n";
}
