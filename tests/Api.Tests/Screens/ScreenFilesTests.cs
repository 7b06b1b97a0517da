using System.Net;
using System.Net.Http.Headers;
using Loyalty.Contracts;
using Microsoft.Playwright;

namespace Loyalty.Api.Tests;

/// <summary>How the pages' files are served: packed, and with a page where there is none.</summary>
public sealed class ScreenFilesTests
{
    /// <summary>What a card may weigh on the wire, without the font.</summary>
    private const int MostCardBytes = 80_000;

    [Fact]
    public async Task A_browser_is_shown_a_page_where_there_is_nothing_and_a_program_a_problem()
    {
        await using var engine = await EngineProcess.StartAsync();
        foreach (var address in new[] { "/nowhere", "/card", "/display", "/display/ZRH", "/consoles/x" })
        {
            using var page = await GetAsync(engine, address, "text/html");
            Assert.Equal(HttpStatusCode.NotFound, page.StatusCode);
            Assert.Equal("text/html", page.Content.Headers.ContentType?.MediaType);
            using var problem = await GetAsync(engine, address, "application/json");
            Assert.Equal(HttpStatusCode.NotFound, problem.StatusCode);
            Assert.Equal("application/problem+json", problem.Content.Headers.ContentType?.MediaType);
        }

        using var ofApi = await GetAsync(engine, "/v1/nowhere", "text/html");
        Assert.Equal("application/problem+json", ofApi.Content.Headers.ContentType?.MediaType);
    }

    [Theory]
    [InlineData("br", "br")]
    [InlineData("gzip", "gzip")]
    [InlineData("gzip, br", "br")]
    [InlineData("br;q=0, gzip", "gzip")]
    [InlineData("identity", null)]
    public async Task A_page_is_packed_as_the_caller_takes_it(string accepts, string? encoding)
    {
        await using var engine = await EngineProcess.StartAsync();
        using var page = await GetAsync(engine, "/card/MEMBER1", "text/html", accepts);

        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.Equal(encoding, page.Content.Headers.ContentEncoding.SingleOrDefault());
        Assert.Equal("text/html", page.Content.Headers.ContentType?.MediaType);
        Assert.Contains("Accept-Encoding", page.Headers.Vary);
        Assert.Equal("no-cache", page.Headers.CacheControl?.ToString());
    }

    [ChromiumFact]
    public async Task A_card_weighs_little_on_the_wire()
    {
        await using var engine = await EngineProcess.StartAsync();
        await engine.EnrolAsync("MEMBER1");
        await using var browser = await Chromium.LaunchAsync();
        var page = await browser.OpenAsync(new Uri(engine.Address, "/card/MEMBER1"), 390, 844);
        await page.SeesAsync("#card-tier", "Member");
        await page.WaitForSelectorAsync("#code-small svg");

        var addresses = await page.EvaluateAsync<string[]>(
            "() => [location.href, ...performance.getEntriesByType('resource').map(one => one.name).filter(name => new URL(name).pathname.startsWith('/assets/'))]");
        var bytes = 0;
        foreach (var address in addresses.Distinct().Where(one => !one.EndsWith(".woff2", StringComparison.Ordinal)))
        {
            using var answer = await GetAsync(engine, new Uri(address).PathAndQuery, "*/*", "br");
            var body = await answer.Content.ReadAsByteArrayAsync();
            bytes += body.Length;
            if (address.EndsWith(".js", StringComparison.Ordinal))
                Assert.Equal("text/javascript", answer.Content.Headers.ContentType?.MediaType);
        }

        Assert.InRange(bytes, 1, MostCardBytes);
        Assert.Contains(addresses, one => one.EndsWith(".woff2", StringComparison.Ordinal));
    }

    [ChromiumTheory]
    [InlineData("/nowhere", "de-CH", "Unter dieser Adresse gibt es nichts")]
    [InlineData("/display/ZRH", "en-GB", "There is nothing at this address")]
    public async Task The_page_at_an_unknown_address_helps_on(string address, string locale, string says)
    {
        await using var engine = await EngineProcess.StartAsync();
        await using var browser = await Chromium.LaunchAsync();
        var page = await browser.OpenAsync(new Uri(engine.Address, address), 390, 844, locale);

        await page.SeesAsync("h1", says);
        await page.SeesAsync("#address", address);
        await page.IsFlawlessAsync();
        await page.FitsItsWidthAsync();
    }

    [ChromiumFact]
    public async Task A_card_without_a_number_asks_for_one()
    {
        await using var engine = await EngineProcess.StartAsync();
        await engine.EnrolAsync("MEMBER1");
        await using var browser = await Chromium.LaunchAsync();
        var page = await browser.OpenAsync(new Uri(engine.Address, "/card"), 390, 844);

        await page.FillAsync("#number", "member1");
        await page.PressAsync("#number", "Enter");
        await page.SeesAsync("#card-tier", "Member");
    }

    private static async Task<HttpResponseMessage> GetAsync(EngineProcess engine, string address, string accept, string encoding = "identity")
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Accept.Add(MediaTypeWithQualityHeaderValue.Parse(accept));
        request.Headers.TryAddWithoutValidation("Accept-Encoding", encoding);
        return await engine.Http.SendAsync(request);
    }
}
