using Microsoft.Playwright;

namespace Loyalty.Api.Tests;

/// <summary>The page at <c>/tour</c> over the demo: the story is told to its end on three real screens.</summary>
public sealed class TourPageTests
{
    [ChromiumFact]
    public async Task The_story_of_four_people_is_told_to_its_end()
    {
        await using var engine = await EngineProcess.StartAsync("--demo");
        await using var browser = await Chromium.LaunchAsync();
        var page = await browser.OpenAsync(new Uri(engine.Address, "/tour"), 1440, 900, motion: ReducedMotion.Reduce);
        await Eventually.IsTrue(() => page.IsVisibleAsync("#play"), "the tour is ready");
        await page.IsAccessibleAsync();
        var phone = page.FrameLocator("#phone");

        await page.ClickAsync("#play");
        await DoneAsync(page, 1);
        Assert.Equal("Silver", await phone.Locator("#card-tier").TextContentAsync());
        await NextAsync(page, 2);
        Assert.Equal("Gold", await phone.Locator("#card-tier").TextContentAsync());
        Assert.Contains("Gold", await page.FrameLocator("#till").Locator("#outcome").TextContentAsync(), StringComparison.Ordinal);
        await NextAsync(page, 3);
        Assert.Contains("Nora", await page.FrameLocator("#display").Locator("#guests").TextContentAsync(), StringComparison.Ordinal);
        for (var scene = 4; scene <= 7; scene++)
            await NextAsync(page, scene);
        Assert.Equal("Silver", await phone.Locator("#card-tier").TextContentAsync());
        await page.ClickAsync("#next");
        await page.SeesAsync("#scene-title", "That was a minute");
        await page.FitsItsWidthAsync();

        // Told once: the people are elsewhere now.
        await page.ReloadAsync();
        await page.SeesPartAsync("#scene-words", "has been told");
        Assert.False(await page.IsVisibleAsync("#play"));
    }

    [ChromiumFact]
    public async Task Without_the_demo_it_says_what_it_needs()
    {
        await using var engine = await EngineProcess.StartAsync();
        await using var browser = await Chromium.LaunchAsync();
        var page = await browser.OpenAsync(new Uri(engine.Address, "/tour"), 390, 844, "de-CH");
        await page.SeesPartAsync("#scene-words", "./demo");
        await page.FitsItsWidthAsync();
    }

    private static async Task NextAsync(IPage page, int scene)
    {
        await page.ClickAsync("#next");
        await DoneAsync(page, scene);
    }

    private static Task DoneAsync(IPage page, int scene) => Eventually.IsTrue(
        async () => await page.Locator("#scenes [data-done]").CountAsync() >= scene && await page.IsEnabledAsync("#next"), $"scene {scene} has happened");
}
