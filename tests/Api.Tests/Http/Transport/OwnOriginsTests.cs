using Loyalty.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Loyalty.Api.Tests;

/// <summary>Whose web pages may call where the host is not open.</summary>
public class OwnOriginsTests
{
    private const string Named = "https://shop.example.com";

    [Theory]
    [InlineData("https", "loyalty.example.com", "https://loyalty.example.com", true)]
    [InlineData("https", "loyalty.example.com:443", "https://loyalty.example.com", true)]
    [InlineData("https", "loyalty.example.com:8443", "https://loyalty.example.com:8443", true)]
    [InlineData("http", "loyalty.example.com", "https://loyalty.example.com", true)]
    [InlineData("https", "loyalty.example.com", null, true)]
    [InlineData("https", "loyalty.example.com", "https://SHOP.example.com", true)]
    [InlineData("https", "loyalty.example.com", "http://loyalty.example.com", false)]
    [InlineData("https", "loyalty.example.com", "https://loyalty.example.com:8443", false)]
    [InlineData("https", "loyalty.example.com:8443", "https://loyalty.example.com", false)]
    [InlineData("https", "loyalty.example.com", "https://loyalty.example.com.evil.org", false)]
    [InlineData("https", "loyalty.example.com", "https://evil.org#loyalty.example.com", false)]
    [InlineData("https", "loyalty.example.com", "https://loyalty.example.com@evil.org", false)]
    [InlineData("https", "loyalty.example.com", "null", false)]
    [InlineData("https", "loyalty.example.com", "", false)]
    [InlineData("https", "loyalty.example.com", "file://loyalty.example.com", false)]
    public async Task An_origin_is_the_host_s_own_or_named(string scheme, string host, string? origin, bool passes)
    {
        var app = new ApplicationBuilder(new ServiceCollection().BuildServiceProvider());
        app.UseOwnOrigins(new TransportSettings { Origins = ["https://shop.example.com"] }, mayBeBehindProxy: true);
        app.Run(context =>
        {
            context.Response.StatusCode = StatusCodes.Status204NoContent;
            return Task.CompletedTask;
        });
        var context = new DefaultHttpContext();
        (context.Request.Scheme, context.Request.Host, context.Request.Path) = (scheme, new HostString(host), "/v1/programme");
        if (origin is not null)
            context.Request.Headers.Origin = origin;
        await app.Build()(context);
        Assert.Equal(passes ? 204 : 403, context.Response.StatusCode);
    }

    /// <summary>Where a browser says that a call comes from: no origin comes with an image, a script or a link.</summary>
    [Theory]
    [InlineData("cross-site", null, false)]
    [InlineData("same-site", null, false)]
    [InlineData("cross-site, same-origin", null, false)]
    [InlineData("same-origin", null, true)]
    [InlineData("none", null, true)]
    [InlineData(null, null, true)]
    [InlineData("cross-site", Named, true)]
    [InlineData("same-site", Named, true)]
    [InlineData("same-site", "https://other.example.com", false)]
    [InlineData("same-origin", "own", true)]
    public async Task A_call_of_a_page_elsewhere_is_refused_whatever_it_is(string? site, string? origin, bool passes)
    {
        await using var api = await ApiFixture.StartAsync($"--Loyalty:Cors:Origins={Named}");
        api.Member("ADA1815");
        foreach (var (path, mode) in ((string, string)[])
            [
                ("/v1/programme", "no-cors"), ("/v1/programme", "cors"), ("/v1/programme", "navigate"), ("/V1/members/ADA1815/status", "navigate"),
                ("/v1/nothing", "no-cors"), ("/%761/programme", "no-cors"), ("/hubs/status/negotiate", "cors"), ("/hubs/status", "websocket"),
            ])
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { { "Sec-Fetch-Mode", mode } } };
            if (site is not null)
                request.Headers.TryAddWithoutValidation("Sec-Fetch-Site", site);
            if (origin is not null)
                request.Headers.Add("Origin", origin == "own" ? api.Address.GetLeftPart(UriPartial.Authority) : origin);
            using var answer = await api.Http.SendAsync(request);
            if (passes)
                Assert.NotEqual(System.Net.HttpStatusCode.Forbidden, answer.StatusCode);
            else
                await answer.ShouldBeProblemAsync(403, "origin-not-allowed");
        }
    }

    [Fact]
    public async Task An_image_of_another_site_leaves_no_record_and_starts_no_export()
    {
        await using var api = await ApiFixture.StartAsync();
        api.Member("VICTIM1");
        foreach (var path in (string[])["/v1/members/VICTIM1/export", "/v1/exports/postings", "/v1/exports/members", "/v1/exports/trail"])
        {
            foreach (var site in (string[])["cross-site", "same-site"])
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { { "Sec-Fetch-Site", site }, { "Sec-Fetch-Dest", "image" } } };
                await (await api.Http.SendAsync(request)).ShouldBeProblemAsync(403, "origin-not-allowed");
            }
        }

        Assert.Equal(0, (await api.Trail.HeadAsync()).Sequence);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/card/ADA1815")]
    [InlineData("/pos")]
    [InlineData("/health/live")]
    public async Task A_page_may_be_linked_to_from_anywhere(string path)
    {
        await using var api = await ApiFixture.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { { "Sec-Fetch-Site", "cross-site" }, { "Sec-Fetch-Mode", "navigate" } } };
        using var answer = await api.Http.SendAsync(request);
        Assert.True(answer.IsSuccessStatusCode, $"{path}: {(int)answer.StatusCode}");
    }
}
