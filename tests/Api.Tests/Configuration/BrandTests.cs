using Microsoft.Extensions.Configuration;

namespace Loyalty.Api.Tests;

/// <summary>A brand file gives the pages logo, colours, font and names of places, or refuses the start in words.</summary>
public sealed class BrandTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("loyalty-brand-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task The_pages_get_what_it_names()
    {
        await File.WriteAllTextAsync(At("logo.svg"), "<svg xmlns=\"http://www.w3.org/2000/svg\"/>");
        var file = await WriteAsync("""{"logo":"logo.svg","night":"#5b0f2e","accent":"#8a1043","places":{"ZRH":"Kloten","ZRH/A1":"Gate A1"}}""");
        await using var engine = await EngineProcess.StartAsync($"--Loyalty:Brand={file}");

        using var logo = await engine.Http.GetAsync("/favicon.svg");
        Assert.Equal(("image/svg+xml", await File.ReadAllTextAsync(At("logo.svg"))), (logo.Content.Headers.ContentType!.MediaType, await logo.Content.ReadAsStringAsync()));
        var style = await engine.Http.GetStringAsync("/brand/brand.css");
        Assert.Contains("--night:#5b0f2e", style, StringComparison.Ordinal);
        Assert.Contains("--accent:#8a1043", style, StringComparison.Ordinal);
        Assert.Contains("Kloten", await engine.Http.GetStringAsync("/brand/places.json"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_one_the_pages_have_their_own()
    {
        await using var engine = await EngineProcess.StartAsync();
        Assert.DoesNotContain("--night", await engine.Http.GetStringAsync("/brand/brand.css"), StringComparison.Ordinal);
        Assert.Equal("{}", (await engine.Http.GetStringAsync("/brand/places.json")).Trim());
    }

    [ChromiumFact]
    public async Task A_page_wears_it()
    {
        var file = await WriteAsync("""{"night":"#5b0f2e","places":{"ZRH":"Kloten","ZRH/A1":"Finger Nord"}}""");
        await using var engine = await EngineProcess.StartAsync($"--Loyalty:Brand={file}");
        await using var browser = await Chromium.LaunchAsync();
        var console = await browser.OpenAsync(new Uri(engine.Address, "/console"));
        Assert.Equal("rgb(91, 15, 46)", await console.EvaluateAsync<string>("getComputedStyle(document.querySelector('.top')).backgroundColor"));
        var display = await browser.OpenAsync(new Uri(engine.Address, "/display/ZRH/A1"), 1920, 1080);
        await display.SeesAsync("#location", "Finger Nord");
        await display.SeesAsync("#city", "Kloten");
        Assert.Empty(browser.Complaints);
    }

    [Theory]
    [InlineData("""{"colour":"#000000"}""", "has a field 'colour'")]
    [InlineData("""{"night":"blue"}""", "written as #0b56b3")]
    [InlineData("""{"accent":"#ffe000"}""", "contrast")]
    [InlineData("""{"logo":"logo.gif"}""", ".svg or .png")]
    [InlineData("""{"font":"font.ttf"}""", ".woff2")]
    [InlineData("""{"logo":"nowhere.svg"}""", "cannot be read")]
    [InlineData("""{"places":{"Zürich":"x"}}""", "names the place 'Zürich'")]
    [InlineData("[]", "one JSON object")]
    [InlineData("{", "cannot be read")]
    public async Task What_cannot_be_refuses_the_start(string text, string why)
    {
        var file = await WriteAsync(text);
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("Loyalty:Brand", file)]).Build();
        var refused = Assert.Throws<StartRefusedException>(() => Brand.Read(configuration));
        Assert.StartsWith("Loyalty:Brand", refused.Message, StringComparison.Ordinal);
        Assert.Contains(why, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Contrast_is_reckoned_as_the_standard_does()
    {
        Assert.Equal(21, Brand.Contrast("#000000", "#ffffff"), 2);
        Assert.Equal(4.54, Brand.Contrast("#767676", "#ffffff"), 2);
    }

    private string At(string name) => Path.Combine(_folder.FullName, name);

    private async Task<string> WriteAsync(string text)
    {
        await File.WriteAllTextAsync(At("brand.json"), text);
        return At("brand.json");
    }
}
