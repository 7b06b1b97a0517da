namespace Loyalty.Api.Tests;

/// <summary>Every answer carries what keeps a browser from misusing it.</summary>
public sealed class SecurityHeadersTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Theory]
    [InlineData("/v1/programme", 200)]
    [InlineData("/v1/members/NOBODY1/status", 404)]
    [InlineData("/v1/members/nobody/status", 422)]
    [InlineData("/v1/members/BROKEN1/status", 500)]
    [InlineData("/v1/nothing", 404)]
    [InlineData("/v1/clock?x=1", 400)]
    [InlineData("/health/live", 200)]
    [InlineData("/metrics", 200)]
    [InlineData("/openapi/v1.json", 200)]
    [InlineData("/v1/exports/members", 200)]
    [InlineData("/hubs/status", 400)]
    [InlineData("/card/ADA1/manifest.webmanifest", 200)]
    [InlineData("/", 200)]
    [InlineData("/card/ADA1", 200)]
    public async Task Of_every_kind(string path, int status)
    {
        api.Engine.Before = () => path.Contains("BROKEN1") ? throw new InvalidOperationException("broken") : Task.CompletedTask;
        using var answer = await api.Http.GetAsync(path);
        Assert.Equal(status, (int)answer.StatusCode);
        var isPage = answer.Content.Headers.ContentType?.MediaType == "text/html";
        Assert.Equal("nosniff", One(answer, "X-Content-Type-Options"));
        Assert.Equal("same-origin", One(answer, "Cross-Origin-Resource-Policy"));
        Assert.Contains("default-src 'none'", One(answer, "Content-Security-Policy"));
        Assert.Contains("frame-ancestors 'none'", One(answer, "Content-Security-Policy"));
        Assert.True(isPage ? answer.Headers.CacheControl!.NoCache : answer.Headers.CacheControl!.NoStore, answer.Headers.CacheControl.ToString());
        Assert.False(answer.Headers.Contains("Server"));
        Assert.False(answer.Headers.Contains("X-Powered-By"));
    }

    [Fact]
    public async Task Data_may_do_nothing_in_a_browser_and_a_page_runs_its_own_files_alone()
    {
        using var data = await api.Http.GetAsync("/v1/programme");
        using var page = await api.Http.GetAsync("/console");
        Assert.Equal(SecurityHeaders.DataPolicy, One(data, "Content-Security-Policy"));
        Assert.Equal(SecurityHeaders.PagePolicy, One(page, "Content-Security-Policy"));
        Assert.Equal("same-origin", One(page, "Cross-Origin-Opener-Policy"));
        Assert.Equal("no-referrer", One(page, "Referrer-Policy"));
        Assert.Contains("camera=()", One(page, "Permissions-Policy"));
        Assert.DoesNotContain("unsafe", SecurityHeaders.PagePolicy);
    }

    private static string One(HttpResponseMessage answer, string header) => Assert.Single(answer.Headers.GetValues(header));
}
