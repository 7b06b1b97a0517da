using System.Text;

namespace Loyalty.Api.Tests;

/// <summary>Addresses and headers bent so that two parts of the way read them differently: each is one thing to all, or nothing.</summary>
public sealed class PathTricksTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Theory]
    [InlineData("/../appsettings.json")]
    [InlineData("/..%2fappsettings.json")]
    [InlineData("/%2e%2e/appsettings.json")]
    [InlineData("/%2e%2e%2fappsettings.json")]
    [InlineData("/assets/..%2f..%2fappsettings.json")]
    [InlineData("/assets/..%5c..%5cappsettings.json")]
    [InlineData("/assets/....//....//appsettings.json")]
    [InlineData("/assets/%252e%252e/%252e%252e/appsettings.json")]
    [InlineData("/appsettings.json")]
    [InlineData("/Loyalty.Silo.dll")]
    [InlineData("/wwwroot/index.html")]
    [InlineData("/data/loyalty.db")]
    [InlineData("/.git/config")]
    [InlineData("//v1/programme")]
    [InlineData("/v1//programme")]
    [InlineData("/v1/programme%00.html")]
    [InlineData("/v1/programme;x=1")]
    [InlineData("/v1/programme/.")]
    [InlineData("/v1%2fprogramme")]
    [InlineData("/v1\\programme")]
    [InlineData("/v1/programme%20")]
    [InlineData("/hubs%2fstatus")]
    [InlineData("/card/%2e%2e/v1/x")]
    public async Task A_bent_path_leads_nowhere(string path)
    {
        var answer = await GetAsync(path);
        // A dot segment that is resolved before anybody looks leads where the plain address leads, here nowhere too.
        Assert.True(answer.StartsWith("HTTP/1.1 404", StringComparison.Ordinal) || answer.StartsWith("HTTP/1.1 400", StringComparison.Ordinal) || IsProgramme(path, answer), answer);
        Assert.DoesNotContain("LogLevel", answer);
        Assert.DoesNotContain("SQLite format", answer);
    }

    [Theory]
    [InlineData("X-Original-URL: /v1/members/SECRET1/status")]
    [InlineData("X-Rewrite-URL: /v1/members/SECRET1/status")]
    [InlineData("X-Forwarded-Prefix: /v1/members/SECRET1")]
    [InlineData("X-HTTP-Method-Override: DELETE")]
    [InlineData("X-Forwarded-Host: evil.example.org")]
    [InlineData("Forwarded: host=evil.example.org;proto=https")]
    [InlineData("X-Forwarded-For: 203.0.113.7")]
    public async Task A_header_does_not_make_it_another_request(string header)
    {
        api.Member("SECRET1");
        var answer = await GetAsync("/v1/programme", header);
        Assert.StartsWith("HTTP/1.1 200", answer);
        Assert.Contains("Spend Recognition", answer);
        Assert.DoesNotContain("SECRET1", answer);
        Assert.DoesNotContain("evil", answer);
    }

    [Theory]
    [InlineData("POST /v1/programme HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /v1/members/SMUGGLED1/status HTTP/1.1\r\nHost: localhost\r\n\r\n")]
    [InlineData("POST /v1/programme HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nContent-Length: 50\r\n\r\nhelloGET /v1/members/SMUGGLED1/status HTTP/1.1\r\n\r\n")]
    [InlineData("POST /v1/programme HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: xchunked\r\n\r\nGET /v1/members/SMUGGLED1/status HTTP/1.1\r\n\r\n")]
    [InlineData("POST /v1/programme HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding : chunked\r\n\r\n0\r\n\r\nGET /v1/members/SMUGGLED1/status HTTP/1.1\r\n\r\n")]
    [InlineData("GET /v1/programme HTTP/1.1\r\nHost: localhost\r\nHost: evil.example.org\r\n\r\nGET /v1/members/SMUGGLED1/status HTTP/1.1\r\n\r\n")]
    [InlineData("GET /v1/programme HTTP/1.1\r\nHost: localhost\r\n X-Folded: 1\r\n\r\nGET /v1/members/SMUGGLED1/status HTTP/1.1\r\n\r\n")]
    public async Task A_request_within_a_request_is_never_served(string request)
    {
        api.Member("SMUGGLED1");
        using var caller = await SlowCaller.ConnectAsync(api.Address, request);
        var answer = await caller.EndedAsync();
        Assert.DoesNotContain("\"memberId\":\"SMUGGLED1\"", answer);
    }

    [Theory]
    [InlineData("GET /v1/programme%00 HTTP/1.1\r\nHost: localhost\r\n\r\n", "400")]
    [InlineData("GET /v1/programme HTTP/1.1\r\n\r\n", "400")]
    [InlineData("GET /v1/programme HTTP/1.1\r\nHost: localhost\r\nHost: localhost\r\n\r\n", "400")]
    [InlineData("GET /v1/programme HTTP/1.1\r\nHost: a b\r\n\r\n", "400")]
    [InlineData("GET http://evil.example.org/v1/programme HTTP/1.1\r\nHost: localhost\r\n\r\n", "400")]
    [InlineData("GET /v1/programme HTTP/9.9\r\nHost: localhost\r\n\r\n", "505")]
    [InlineData("\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001", "400")]
    public async Task What_is_no_http_is_hung_up_on_by_the_server_without_a_word(string request, string status)
    {
        using var caller = await SlowCaller.ConnectAsync(api.Address, request);
        AssertBare(await caller.EndedAsync(), status);
    }

    [Fact]
    public async Task A_request_line_or_headers_far_beyond_their_bound_are_hung_up_on_too()
    {
        using var line = await SlowCaller.ConnectAsync(api.Address, $"GET /{new string('x', RequestLimits.ServerFactor * RequestLimits.MaxTargetCharacters)} HTTP/1.1\r\nHost: localhost\r\n\r\n");
        AssertBare(await line.EndedAsync(), "414");
        using var headers = await SlowCaller.ConnectAsync(
            api.Address, $"GET / HTTP/1.1\r\nHost: localhost\r\nX: {new string('x', RequestLimits.ServerFactor * RequestLimits.MaxHeaderCharacters)}\r\n\r\n");
        AssertBare(await headers.EndedAsync(), "431");
    }

    private static void AssertBare(string answer, string status)
    {
        Assert.StartsWith($"HTTP/1.1 {status}", answer);
        Assert.Contains("Connection: close", answer);
        Assert.EndsWith("\r\n\r\n", answer);
        Assert.DoesNotContain("Server:", answer);
    }

    private static bool IsProgramme(string path, string answer) => path.Contains("programme") && answer.Contains("\"windowMonths\"");

    private Task<string> GetAsync(string path, string? header = null) =>
        api.RawAsync(Encoding.Latin1.GetBytes($"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n{(header is null ? "" : header + "\r\n")}\r\n"));
}
