using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Loyalty.Api.Tests;

/// <summary>A card can be installed on a phone and opens itself from there.</summary>
public sealed class CardManifestTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task Opens_its_own_card()
    {
        using var answer = await api.Http.GetAsync("/card/ADA1815/manifest.webmanifest");
        Assert.Equal("application/manifest+json", answer.Content.Headers.ContentType?.MediaType);
        var manifest = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal("/card/ADA1815", manifest.GetProperty("start_url").GetString());
        Assert.Equal("standalone", manifest.GetProperty("display").GetString());
        foreach (var icon in manifest.GetProperty("icons").EnumerateArray())
        {
            using var picture = await api.Http.GetAsync(icon.GetProperty("src").GetString());
            Assert.Equal(HttpStatusCode.OK, picture.StatusCode);
        }
    }

    [Fact]
    public async Task A_number_that_cannot_be_is_refused()
    {
        using var answer = await api.Http.GetAsync("/card/ada/manifest.webmanifest");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
    }
}
