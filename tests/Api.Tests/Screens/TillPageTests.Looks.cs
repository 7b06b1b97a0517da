using Microsoft.Playwright;

namespace Loyalty.Api.Tests;

/// <summary>How the till looks and reads, on every screen and in every language.</summary>
public sealed partial class TillPageTests
{
    [ChromiumFact]
    public async Task Amounts_are_read_and_written_as_in_German()
    {
        await using var engine = await EngineProcess.StartAsync();
        await engine.EnrolAsync(Member);
        await using var browser = await Chromium.LaunchAsync();
        var page = await browser.OpenAsync(new Uri(engine.Address, "/pos"), locale: "de-DE");
        await page.SeesAsync("h1", "Kasse");
        await page.SeesPartAsync("#line-currency", "CHF");

        await RingUpAsync(page, "1.000,55");

        await page.SeesPartAsync("#basket-total", "1.000,55");
        await page.SeesPartAsync("#quote-note", "Hebt von Member auf Silver");
        await page.Keyboard.PressAsync("F9");
        await page.SeesAsync("#outcome-title", "Silver gilt ab sofort");
        Assert.Equal([1000.55m], (await PurchasesAsync(engine)).Select(one => one.Amount));
    }

    [ChromiumFact]
    public async Task More_decimals_than_a_currency_has_are_refused_in_the_page()
    {
        await using var engine = await EngineProcess.StartAsync();
        await engine.EnrolAsync(Member);
        await using var browser = await Chromium.LaunchAsync();
        var page = await OpenTillAsync(browser, engine);

        await RingUpAsync(page, "10.005");
        await page.SeesPartAsync("#line-amount-note", "2 decimals");
        await page.FillAsync("#line-amount", "-5");
        await page.Keyboard.PressAsync("Enter");
        await page.SeesPartAsync("#line-amount-note", "negative");
        await page.SeesAsync("#basket", "Nothing in the basket yet.");
    }

    [ChromiumFact]
    public async Task An_engine_that_goes_away_moves_nothing_in_any_language()
    {
        await using var engine = await EngineProcess.StartAsync();
        await using var browser = await Chromium.LaunchAsync();
        var pages = await Task.WhenAll(new[] { "en-GB", "de-CH", "fr-CH", "it-CH" }.Select(
            locale => browser.OpenAsync(new Uri(engine.Address, "/pos"), 1024, 768, locale)));
        foreach (var page in pages)
        {
            await StateOfEngineAsync(page, "live");
            // The programme may come after the light.
            await page.WaitForSelectorAsync("#status-benefits li");
            await page.WatchShiftsAsync();
        }

        await engine.KillAsync();

        foreach (var page in pages)
        {
            await StateOfEngineAsync(page, "offline");
            await page.HasNotShiftedAsync();
        }
    }

    [ChromiumTheory]
    [InlineData(360, 740, "de-CH", ColorScheme.Dark)]
    [InlineData(360, 740, "it-CH", ColorScheme.Light)]
    [InlineData(1024, 768, "fr-CH", ColorScheme.Light)]
    [InlineData(1440, 900, "en-GB", ColorScheme.Dark)]
    [InlineData(3840, 2160, "en-GB", ColorScheme.Light)]
    public async Task It_fits_reads_well_and_moves_nothing(int width, int height, string locale, ColorScheme theme)
    {
        await using var engine = await EngineProcess.StartAsync();
        await engine.EnrolAsync(Member);
        await using var browser = await Chromium.LaunchAsync();
        var page = await browser.OpenAsync(new Uri(engine.Address, "/pos"), width, height, locale, theme, ReducedMotion.Reduce);
        await page.PaintedSoonAsync();
        await page.IsLightAsync(engine);
        await page.SeesPartAsync("#line-currency", "CHF");
        await RingUpAsync(page, "1200", "123456789.95");
        await page.SeesAsync("#quote-tier", "Platinum");
        await page.FitsItsWidthAsync();
        await page.IsAccessibleAsync();

        await page.WatchShiftsAsync();
        await page.AnswerLateAsync("**/purchases");
        await page.Keyboard.PressAsync("F9");
        await page.SeesAsync("#waiting", "1");
        await page.SeesAsync("#status-tier", "Platinum");
        await page.SeesAsync("#waiting", "0");
        await page.HasNotShiftedAsync();
        await page.FitsItsWidthAsync();
        await page.IsAccessibleAsync();

        await page.Keyboard.PressAsync("F8");
        await page.SeesPartAsync("#refund-choices", "1");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Enter");
        await IsFocusedAsync(page, "back-box-0");
        await page.FitsItsWidthAsync();
        await page.IsAccessibleAsync();
        Assert.Empty(browser.Complaints);
    }

    private static Task StateOfEngineAsync(IPage page, string state) => Eventually.IsTrue(
        async () => await page.GetAttributeAsync("#engine", "data-state") == state, $"the engine is {state}");
}
