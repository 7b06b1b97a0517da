using System.Net;
using System.Text;
using System.Text.Json;

namespace Loyalty.Api.Tests;

/// <summary>What HTTP itself asks of the API, at every address.</summary>
public class ApiTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private const string Purchase = """{"transactionId":"t-1","type":"flight","amount":2500.00,"currency":"CHF"}""";

    [Fact]
    public async Task Unknown_addresses_and_methods_are_problems()
    {
        await (await api.Http.GetAsync("/v1/nothing")).ShouldBeProblemAsync(404, "not-found");
        var answer = await api.Http.DeleteAsync("/v1/programme");
        await answer.ShouldBeProblemAsync(405, "method-not-allowed");
        Assert.Contains("GET", answer.Content.Headers.Allow);
    }

    [Theory]
    [InlineData("/v1/members", "text/plain")]
    [InlineData("/v1/members", null)]
    [InlineData("/v1/members/ADA1/purchases", "application/x-www-form-urlencoded")]
    [InlineData("/v1/purchases", "application/json")]
    [InlineData("/v1/purchases", null)]
    [InlineData("/v1/imports", "application/json")]
    [InlineData("/v1/imports", null)]
    public async Task Other_content_types_are_refused(string path, string? contentType) =>
        await (await api.Http.SendBytesAsync(HttpMethod.Post, path, Encoding.UTF8.GetBytes(Purchase), contentType)).ShouldBeProblemAsync(415, "content-type-not-supported");

    [Fact]
    public async Task Compressed_bodies_are_refused() =>
        Assert.Contains("415", await api.RawAsync(
            $"POST /v1/members/ADA1/purchases HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Encoding: gzip\r\nContent-Length: 2\r\n\r\n{{}}"));

    [Theory]
    [InlineData("/v1/purchases", "application/x-ndjson", "gzip")]
    [InlineData("/v1/purchases", "application/x-ndjson", "br")]
    [InlineData("/v1/imports", "text/csv", "gzip")]
    [InlineData("/v1/imports", "text/csv; charset=utf-8", "zstd")]
    public async Task Compressed_streams_and_imports_are_refused(string path, string contentType, string coding)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent([0x1F, 0x8B, 0x08]) };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        request.Content.Headers.TryAddWithoutValidation("Content-Encoding", coding);
        await (await api.Http.SendAsync(request)).ShouldBeProblemAsync(415, "content-type-not-supported");
    }

    [Fact]
    public async Task Bodies_are_bounded()
    {
        api.Member("ADA1");
        var padded = Purchase + new string(' ', JsonReading.MaxBytes - Purchase.Length);
        Assert.Equal(HttpStatusCode.Created, (await api.Http.SendJsonAsync(HttpMethod.Post, "/v1/members/ADA1/purchases", padded)).StatusCode);
        await (await api.Http.SendJsonAsync(HttpMethod.Post, "/v1/members/ADA1/purchases", padded + " ")).ShouldBeProblemAsync(413, "body-too-large");
    }

    [Fact]
    public async Task Chunked_bodies_are_bounded_too()
    {
        var chunk = new string(' ', 0x8000);
        var answer = await api.RawAsync(
            "POST /v1/members/ADA1/purchases HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
            + $"8000\r\n{chunk}\r\n8000\r\n{chunk}\r\n8000\r\n{chunk}\r\n0\r\n\r\n");
        Assert.Contains("body-too-large", answer);
    }

    [Theory]
    [InlineData("/v1/members/ADA1/purchases", "application/json", "80000000")]
    [InlineData("/v1/members/ADA1/purchases", "application/json", "7FFFFFFFF")]
    [InlineData("/v1/members", "application/json", "FFFFFFFFFFFFFFFF")]
    [InlineData("/v1/imports", "text/csv", "FFFFFFFF")]
    [InlineData("/v1/imports", "text/csv", "xyz")]
    public async Task A_chunk_of_a_size_that_no_number_holds_is_a_bad_request(string path, string contentType, string size)
    {
        var answer = await api.RawAsync(
            $"POST {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: {contentType}\r\nTransfer-Encoding: chunked\r\n\r\n{size}\r\n{{}}\r\n0\r\n\r\n");
        Assert.StartsWith("HTTP/1.1 400", answer);
        Assert.Contains("\"code\":\"bad-request\"", answer);
        Assert.False(ExceptionProblems.IsOurs(new IOException("", new OverflowException())));
    }

    [Fact]
    public async Task Large_headers_are_a_problem()
    {
        var answer = await api.RawAsync($"GET /v1/programme HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nX-Long: {new string('x', 40_000)}\r\n\r\n");
        Assert.StartsWith("HTTP/1.1 431", answer);
        Assert.Contains("headers-too-large", answer);
    }

    [Theory]
    [InlineData("Host: evil.example.org", "400", "host-not-allowed")]
    [InlineData("Host: localhost\r\nOrigin: https://evil.example.org", "403", "origin-not-allowed")]
    [InlineData("Host: localhost\r\nOrigin: null", "403", "origin-not-allowed")]
    [InlineData("Host: localhost:5080\r\nOrigin: http://localhost:5173", "403", "origin-not-allowed")]
    [InlineData("Host: localhost:5080\r\nOrigin: http://127.0.0.1:5080", "403", "origin-not-allowed")]
    [InlineData("Host: localhost:5080\r\nOrigin: https://localhost:5080", "403", "origin-not-allowed")]
    [InlineData("Host: localhost:5080\r\nOrigin: http://localhost:5080", "200", "Spend Recognition")]
    [InlineData("Host: localhost\r\nOrigin: http://localhost", "200", "Spend Recognition")]
    [InlineData("Host: LOCALHOST:5080\r\nOrigin: http://localhost:5080\r\nSec-Fetch-Site: same-origin", "200", "Spend Recognition")]
    [InlineData("Host: [::1]:5080", "200", "Spend Recognition")]
    public async Task Pages_of_other_machines_cannot_call(string headers, string status, string text)
    {
        var answer = await api.RawAsync($"GET /v1/programme HTTP/1.1\r\n{headers}\r\nConnection: close\r\n\r\n");
        Assert.StartsWith($"HTTP/1.1 {status}", answer);
        Assert.Contains(text, answer);
    }

    [Fact]
    public async Task Unknown_query_parameters_are_named()
    {
        var problem = await (await api.Http.GetAsync("/v1/members/ADA1/status?asof=2026-01-01&x=1")).ShouldBeProblemAsync(400, "unknown-field");
        Assert.Equal(["asof", "x"], problem.ErrorFields());
    }

    [Theory]
    [InlineData("/v1/members/ADA1/status?asOf=2026-02-30", "as-of-not-valid")]
    [InlineData("/v1/members/ADA1/status?knownAt=2026-02-03", "known-at-not-valid")]
    [InlineData("/v1/members/ADA1/status?knownAt=2026-02-03T10:00:00", "known-at-not-valid")]
    [InlineData("/v1/members/ADA1/transactions?limit=0", "limit-not-valid")]
    [InlineData("/v1/members/ADA1/transactions?limit=1001", "limit-not-valid")]
    [InlineData("/v1/members/ADA1/transactions?limit=x", "limit-not-valid")]
    [InlineData("/v1/members/ADA1/transactions?limit=1&limit=2", "limit-not-valid")]
    [InlineData("/v1/members/ADA1/history?cursor=", "cursor-not-valid")]
    [InlineData("/v1/members/ADA1/history?cursor=bogus", "cursor-not-valid")]
    [InlineData("/v1/rates?cursor=bogus", "cursor-not-valid")]
    [InlineData("/v1/events?after=-1", "after-not-valid")]
    [InlineData("/v1/members/ada/status", "member-id-not-valid")]
    [InlineData("/v1/members/100000000017/status", "member-id-not-valid")]
    public async Task Bad_questions_are_refused(string path, string code) =>
        await (await api.Http.GetAsync(path)).ShouldBeProblemAsync(422, code);

    [Fact]
    public async Task Failures_tell_when_to_try_again_and_nothing_of_the_inside()
    {
        await AssertFaultAsync(new Grains.EngineBusyException("secret"), 503, "engine-busy");
        await AssertFaultAsync(new Grains.JournalUnavailableException("secret"), 503, "journal-unavailable");
        await AssertFaultAsync(new InvalidOperationException("secret"), 500, "internal-error");
    }

    [Fact]
    public async Task Health()
    {
        Assert.Equal(HttpStatusCode.OK, (await api.Http.GetAsync("/health/live")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await api.Http.GetAsync("/health/ready")).StatusCode);
        api.Engine.JournalDown = true;
        await (await api.Http.GetAsync("/health/ready")).ShouldBeProblemAsync(503, "journal-unavailable");
        api.Engine.JournalDown = false;
    }

    [Fact]
    public async Task Metrics_count_requests()
    {
        await api.Http.GetAsync("/v1/programme");
        var text = await api.Http.GetStringAsync("/metrics");
        Assert.Contains("http_server_request_duration_seconds_bucket{", text);
        Assert.Contains("http_route=\"/v1/programme\"", text);
        Assert.Contains("# TYPE kestrel_active_connections gauge", text);
    }

    [Fact]
    public async Task The_document_names_every_address()
    {
        var document = JsonDocument.Parse(await api.Http.GetStringAsync("/openapi/v1.json")).RootElement;
        var paths = document.GetProperty("paths").EnumerateObject().Select(path => path.Name).ToList();
        Assert.Contains("/v1/members", paths);
        Assert.Contains("/v1/members/{id}/purchases/{transactionId}/reversals", paths);
        Assert.Contains("/v1/audit", paths);
        Assert.Equal(128, document.GetProperty("paths").EnumerateObject().Sum(path => path.Value.EnumerateObject().Count()));
        var purchase = document.GetProperty("paths").GetProperty("/v1/members/{id}/purchases").GetProperty("post");
        Assert.True(purchase.GetProperty("requestBody").GetProperty("content").TryGetProperty("application/json", out _));
        var refused = new DocumentUnderTest(document).Resolve(purchase.GetProperty("responses").GetProperty("422"));
        Assert.True(refused.GetProperty("content").TryGetProperty("application/problem+json", out _));
        var schemas = document.GetProperty("components").GetProperty("schemas");
        Assert.Equal(["flight", "ancillary", "partner"], schemas.GetProperty("PurchaseType").GetProperty("enum").EnumerateArray().Select(e => e.GetString()));
        Assert.Equal("date-time", schemas.GetProperty("SpendView").GetProperty("properties").GetProperty("lastUpdated").GetProperty("format").GetString());
    }

    [Fact]
    public async Task The_document_requires_no_field_that_is_left_out_when_null()
    {
        var document = JsonDocument.Parse(await api.Http.GetStringAsync("/openapi/v1.json")).RootElement;
        var required = document.GetProperty("components").GetProperty("schemas").GetProperty("EventView").GetProperty("required");
        Assert.Equal(["sequence", "memberId", "kind", "date", "at", "effectiveTier"], required.EnumerateArray().Select(field => field.GetString()));
    }

    [Fact]
    public async Task The_document_says_where_an_unknown_query_parameter_is_refused()
    {
        var document = JsonDocument.Parse(await api.Http.GetStringAsync("/openapi/v1.json")).RootElement;
        foreach (var path in document.GetProperty("paths").EnumerateObject().Where(path => path.Name.StartsWith("/v1/", StringComparison.Ordinal)))
        {
            foreach (var call in path.Value.EnumerateObject())
                Assert.True(call.Value.GetProperty("responses").TryGetProperty("400", out _), $"{call.Name} {path.Name}");
        }
    }

    private async Task AssertFaultAsync(Exception fault, int status, string code)
    {
        api.Engine.Before = () => throw fault;
        try
        {
            var answer = await api.Http.GetAsync("/v1/members/ADA1/status");
            await answer.ShouldBeProblemAsync(status, code);
            Assert.Equal(status == 503, answer.Headers.RetryAfter is not null);
            Assert.DoesNotContain("secret", await answer.Content.ReadAsStringAsync());
        }
        finally
        {
            api.Engine.Before = () => Task.CompletedTask;
        }
    }
}
