using System.Net;

namespace Loyalty.Api.Tests;

/// <summary>The pages are at their addresses and nowhere near them.</summary>
public sealed class ScreenPagesTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Theory]
    [InlineData("/", "/index.html")]
    [InlineData("/card/ADA1815", "/card.html")]
    [InlineData("/display/ZRH/A1", "/display.html")]
    [InlineData("/pos", "/pos.html")]
    [InlineData("/console", "/console.html")]
    [InlineData("/tour", "/tour.html")]
    [InlineData("/lounge/ZRH-E", "/lounge.html")]
    [InlineData("/briefing/LX14/2026-11-21", "/briefing.html")]
    [InlineData("/disruptions", "/disruptions.html")]
    public void Each_address_has_its_page(string path, string file) => Assert.Equal(file, ScreenPages.FileAt(path));

    [Theory]
    [InlineData("/card")]
    [InlineData("/card/a/b")]
    [InlineData("/display/ZRH")]
    [InlineData("/v1/programme")]
    [InlineData("/assets/card.js")]
    public void Others_have_none(string path) => Assert.Null(ScreenPages.FileAt(path));

    [Fact]
    public async Task A_page_is_asked_for_anew_and_keeps_its_policy()
    {
        using var page = await api.Http.GetAsync("/");
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.True(page.Headers.CacheControl?.NoCache);
        Assert.Contains("default-src 'none'", page.Headers.GetValues("Content-Security-Policy").Single());
    }

    [Fact]
    public async Task Beside_the_pages_there_is_nothing()
    {
        using var answer = await api.Http.GetAsync("/card");
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Theory]
    [InlineData("100000000016", 2)]
    [InlineData(null, 4)]
    public async Task The_banner_prints_addresses_that_open(string? member, int left)
    {
        var banner = new StringWriter();
        StartBanner.Write(banner, [api.Address.ToString()], member is null ? null : Domain.MemberId.Of(member));
        var addresses = banner.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ')[0]).ToList();
        // All pages but those of a flight or a place, the card and the tour where nobody is known, and the API document with its reference.
        Assert.Equal(ScreenPages.All.Count + 2 - left, addresses.Count);
        foreach (var address in addresses)
        {
            using var answer = await api.Http.GetAsync(new Uri(address));
            Assert.True(answer.IsSuccessStatusCode, $"{address}: {(int)answer.StatusCode}");
        }
    }

    [Fact]
    public void An_address_for_all_of_them_is_printed_as_this_machine_s()
    {
        var banner = new StringWriter();
        StartBanner.Write(banner, ["http://[::]:5080"], null);
        Assert.StartsWith("http://localhost:5080/ ", banner.ToString());
    }
}
