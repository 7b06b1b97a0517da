using System.Text.RegularExpressions;

namespace Loyalty.Api.Tests;

/// <summary>Every problem leads to a page that explains it, and names its trace.</summary>
public partial class ProblemPagesTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task Every_code_of_the_page_has_one()
    {
        var page = File.ReadAllText(RepositoryFiles.At("docs/API.md"));
        var codes = Row().Matches(page).SelectMany(row => Code().Matches(row.Groups["codes"].Value)).Select(code => code.Groups["code"].Value).ToList();
        Assert.Superset(new HashSet<string>(["unknown-member", "version-changed", "journal-unavailable"]), codes.ToHashSet());
        foreach (var code in codes.Where(code => code[0] != '<').Append("given-name-not-valid"))
        {
            using var answer = await api.Http.GetAsync(ProblemPages.AddressOf(code));
            Assert.True(answer.IsSuccessStatusCode, code);
            Assert.Equal("text/html", answer.Content.Headers.ContentType!.MediaType);
            Assert.Contains($"<h1>{code}</h1>", await answer.Content.ReadAsStringAsync());
        }
    }

    [Fact]
    public async Task A_code_that_there_is_not_has_none() =>
        await (await api.Http.GetAsync("/problems/%3Cscript%3E")).ShouldBeProblemAsync(404, "not-found");

    [Theory]
    [InlineData("GET", "/v1/members/NOBODY1", null, 404)]
    [InlineData("GET", "/v1/members/x", null, 422)]
    [InlineData("GET", "/nothing", null, 404)]
    [InlineData("DELETE", "/v1/programme", null, 405)]
    [InlineData("POST", "/v1/members", "{", 400)]
    [InlineData("POST", "/v1/members", "{}", 422)]
    [InlineData("POST", "/v1/members", "text", 415)]
    [InlineData("PATCH", "/v1/members/NOBODY1", """{"x":1}""", 400)]
    public async Task A_problem_names_its_page_and_its_trace(string method, string path, string? body, int status)
    {
        using var request = Request(method, path, body);
        using var answer = await api.Http.SendAsync(request);
        var problem = await answer.JsonAsync();
        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal($"/problems/{problem.Text("code")}", problem.Text("type"));
        Assert.True((await api.Http.GetAsync(problem.Text("type"))).IsSuccessStatusCode);
        Assert.Matches("^[0-9a-f]{32}$", problem.Text("traceId"));

        using var again = Request(method, path, body);
        Assert.NotEqual(problem.Text("traceId"), (await (await api.Http.SendAsync(again)).JsonAsync()).Text("traceId"));

        using var traced = Request(method, path, body);
        traced.Headers.Add("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00");
        Assert.Equal("4bf92f3577b34da6a3ce929d0e0e4736", (await (await api.Http.SendAsync(traced)).JsonAsync()).Text("traceId"));
    }

    [Fact]
    public async Task So_does_a_line_of_a_stream()
    {
        using var answer = await api.Http.SendJsonAsync(HttpMethod.Post, "/v1/purchases", "{}\n{\"x\":1}\n", LineStreamEndpoint.ContentType);
        var lines = (await answer.Content.ReadAsStringAsync()).Trim().Split('\n').Select(line => System.Text.Json.JsonDocument.Parse(line).RootElement).ToList();
        Assert.Equal(2, lines.Count);
        Assert.All(lines, line => Assert.Equal($"/problems/{line.Text("code")}", line.Text("type")));
        Assert.Matches("^[0-9a-f]{32}$", Assert.Single(lines.Select(line => line.Text("traceId")).Distinct()));
    }

    private static HttpRequestMessage Request(string method, string path, string? body) => new(new HttpMethod(method), path)
    {
        Content = body is null ? null : new StringContent(body, System.Text.Encoding.UTF8, body == "text" ? "text/plain" : "application/json"),
    };

    [GeneratedRegex(@"^\| [45]\d\d[^|]* \| (?<codes>`[^|]+`) \|", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Row();

    [GeneratedRegex("`(?<code>[^`]+)`", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Code();
}
