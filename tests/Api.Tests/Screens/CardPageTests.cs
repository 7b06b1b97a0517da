using Loyalty.Contracts;
using Microsoft.Playwright;

namespace Loyalty.Api.Tests;

/// <summary>The card of a member on a phone, against a real engine in a real browser.</summary>
public sealed partial class CardPageTests
{
    private const int PhoneWidth = 360;

    private const int PhoneHeight = 780;

    [ChromiumFact]
    public async Task A_purchase_moves_the_open_card_and_an_upgrade_is_celebrated()
    {
        await using var engine = await EngineProcess.StartAsync();
        await engine.EnrolAsync("MEMBER1");
        await using var browser = await Chromium.LaunchAsync();
        var page = await OpenAsync(browser, engine, "MEMBER1");
        await page.SeesAsync("#card-tier", "Member");
        await page.SeesAsync("#card-next", "CHF 1,000.00 to Silver");
        await page.EvaluateAsync("window.notReloaded = true");

        await engine.BuyAsync("MEMBER1", "t-1", 2600);

        await page.SeesAsync("#card-tier", "Gold");
        await page.SeesAsync("#card-label", "Welcome to Gold");
        await page.SeesPartAsync("#toast", "Congratulations, you are Gold");
        await page.SeesPartAsync("#toast", "Lounge");
        await page.SeesAsync("#card-spend", "CHF 2,600.00");
        await page.SeesAsync("[data-code=lounge][data-held=true][data-gained=true] span", "Lounge");
        await page.SeesPartAsync("#last", "CHF 2,600.00");
        await page.SeesPartAsync("#why-rule", "that Gold takes");
        Assert.True(await page.EvaluateAsync<bool>("window.notReloaded"));
        Assert.Empty(browser.Complaints);
    }

    [ChromiumFact]
    public async Task A_card_that_lost_the_engine_says_so_and_catches_up()
    {
        await using var engine = await EngineProcess.StartAsync();
        await engine.EnrolAsync("MEMBER1");
        await using var browser = await Chromium.LaunchAsync();
        var page = await OpenAsync(browser, engine, "MEMBER1");
        await page.SeesAsync("#hub", "Live");

        await engine.KillAsync();
        await page.SeesPartAsync("#toast", "This is the card of");
        await page.SeesAsync("#card-label", "Status, not live now");
        await engine.StartAgainAsync();
        await engine.BuyAsync("MEMBER1", "t-1", 1000);
        await engine.BuyAsync("MEMBER1", "t-2", 4000);

        await page.SeesAsync("#card-tier", "Platinum");
        await page.SeesAsync("#card-spend", "CHF 5,000.00");
        await page.SeesAsync("#hub", "Live");
    }

    [ChromiumFact]
    public async Task Opened_without_an_engine_it_shows_the_card_as_it_was_and_then_goes_on()
    {
        await using var engine = await EngineProcess.StartAsync();
        await engine.EnrolAsync("MEMBER1");
        await engine.BuyAsync("MEMBER1", "t-1", 1000);
        await using var browser = await Chromium.LaunchAsync();
        var page = await OpenAsync(browser, engine, "MEMBER1");
        await page.SeesAsync("#card-tier", "Silver");
        await page.SeesPartAsync("#why-rule", "that Silver takes");
        await Eventually.IsTrue(
            () => page.EvaluateAsync<bool>(
                "async () => (await caches.keys()).length > 0 && (await (await caches.open('card')).keys()).some(one => one.url.endsWith('.js'))"),
            "the phone has kept the page");

        await engine.KillAsync();
        await page.ReloadAsync();

        await page.SeesAsync("#card-tier", "Silver");
        await page.SeesPartAsync("#toast", "This is the card of");
        await page.SeesPartAsync("#last", "CHF 1,000.00");
        await page.SeesPartAsync("#outlook-facts", "Silver down to Member");
        await page.SeesPartAsync("#why-rule", "that Silver takes");
        Assert.NotEqual("Live", await page.TextContentAsync("#hub"));
        await engine.StartAgainAsync();
        await engine.BuyAsync("MEMBER1", "t-2", 1500);
        await page.SeesAsync("#card-tier", "Gold");
        await page.SeesAsync("#hub", "Live");
    }

    [ChromiumFact]
    public async Task A_tier_at_risk_is_told_the_day_it_begins()
    {
        await using var engine = await EngineProcess.StartAsync("--Loyalty:TestClock=2026-01-10T10:00:00Z");
        await engine.EnrolAsync("MEMBER1");
        await engine.BuyAsync("MEMBER1", "t-1", 2600);
        await using var browser = await Chromium.LaunchAsync();
        var page = await OpenAsync(browser, engine, "MEMBER1");
        await page.SeesPartAsync("#outlook-facts", "Gold down to Silver");
        await page.SeesPartAsync("#outlook-facts", "CHF 2,500.00 more before then prevents it");

        await engine.SendAsync(HttpMethod.Put, "/v1/clock", new { now = "2027-01-11T10:00:00Z" }, System.Net.HttpStatusCode.OK);

        await page.SeesAsync("#message-title", "Gold is at risk and reviewed on 10 Feb 2027.");
        await page.SeesAsync("#message-detail", "CHF 2,500.00 more before then keeps it.");
        Assert.Equal("warn", await page.GetAttributeAsync("#card-review", "data-tone"));
        await page.SeesPartAsync("#why-rule", "The tier stays until the review on 10 Feb 2027.");
        await page.IsAccessibleAsync();
    }

    [ChromiumFact]
    public async Task It_speaks_the_language_of_the_browser()
    {
        await using var engine = await EngineProcess.StartAsync("--Loyalty:TestClock=2026-11-21T10:00:00Z");
        await engine.EnrolAsync("MEMBER1");
        await engine.BuyAsync("MEMBER1", "t-1", 2600);
        await using var browser = await Chromium.LaunchAsync();

        var german = await OpenAsync(browser, engine, "MEMBER1", locale: "de-CH");
        await german.SeesAsync("#card-since", "seit 21. Nov. 2026");
        await german.SeesPartAsync("#card-next", "400.00 bis Platinum");
        Assert.Matches("^CHF\u00a02['’]400", await german.TextContentAsync("#card-next"));
        await german.SeesAsync("[data-code=extra-bag] span", "Zusätzliches Gepäckstück");
        await german.SeesAsync("#why-title", "Warum dieser Status");
        Assert.Equal("de-CH", await german.GetAttributeAsync("html", "lang"));
        await german.FitsItsWidthAsync();

        await (await OpenAsync(browser, engine, "MEMBER1", locale: "fr-CH")).SeesAsync("#card-since", "depuis le 21 nov. 2026");
        await (await OpenAsync(browser, engine, "MEMBER1", locale: "it-CH")).SeesAsync("#benefits-title", "Vantaggi");
        await (await OpenAsync(browser, engine, "MEMBER1", locale: "pt-BR")).SeesAsync("#benefits-title", "Benefits");
        Assert.Empty(browser.Complaints);
    }

    [ChromiumTheory]
    [InlineData(ColorScheme.Light, PhoneWidth, PhoneHeight)]
    [InlineData(ColorScheme.Dark, PhoneWidth, PhoneHeight)]
    [InlineData(ColorScheme.Light, 3840, 2160)]
    public async Task It_is_accessible_and_fits_in_every_theme_and_size(ColorScheme theme, int width, int height)
    {
        await using var engine = await EngineProcess.StartAsync();
        await engine.EnrolAsync("MEMBER1");
        await engine.BuyAsync("MEMBER1", "t-1", 123_456_789.99m);
        await using var browser = await Chromium.LaunchAsync();
        var page = await browser.OpenAsync(new Uri(engine.Address, "/card/MEMBER1"), width, height, theme: theme);
        await page.SeesAsync("#card-tier", "Platinum");
        await page.SeesPartAsync("#last", "CHF 123,456,789.99");

        await page.FitsItsWidthAsync();
        await page.IsAccessibleAsync();
        foreach (var details in await page.QuerySelectorAllAsync("details:not([hidden]) > summary"))
            await details.ClickAsync();
        await page.IsAccessibleAsync();
        await page.FitsItsWidthAsync();
        Assert.Empty(browser.Complaints);
    }

    [ChromiumFact]
    public async Task It_weighs_little_and_paints_soon()
    {
        await using var engine = await EngineProcess.StartAsync();
        await engine.EnrolAsync("MEMBER1");
        await using var browser = await Chromium.LaunchAsync();
        // The first start of a browser is not the page's.
        await (await OpenAsync(browser, engine, "MEMBER1")).CloseAsync();
        var page = await OpenAsync(browser, engine, "MEMBER1");
        await page.SeesAsync("#card-tier", "Member");

        await page.IsLightAsync(engine);
        await page.PaintedSoonAsync();
    }

    [ChromiumFact]
    public async Task Who_prefers_stillness_sees_the_new_amount_at_once()
    {
        await using var engine = await EngineProcess.StartAsync();
        await engine.EnrolAsync("MEMBER1");
        await using var browser = await Chromium.LaunchAsync();
        var page = await browser.OpenAsync(
            new Uri(engine.Address, "/card/MEMBER1"), PhoneWidth, PhoneHeight, motion: ReducedMotion.Reduce);
        await page.SeesAsync("#card-tier", "Member");
        await page.EvaluateAsync(
            "() => { window.seen = []; new MutationObserver(() => window.seen.push(document.querySelector('#card-spend').textContent))"
            + ".observe(document.querySelector('#card-spend'), { childList: true, characterData: true, subtree: true }); }");

        await engine.BuyAsync("MEMBER1", "t-1", 1000);

        await page.SeesAsync("#card-label", "Welcome to Silver");
        Assert.Equal(["CHF 1,000.00"], (await page.EvaluateAsync<string[]>("window.seen")).Select(said => said.Replace('\u00a0', ' ')));
        Assert.Equal("none", await page.EvaluateAsync<string>("getComputedStyle(document.querySelector('#card-tier')).animationName"));
    }

    [ChromiumFact]
    public async Task A_number_that_nobody_has_is_said()
    {
        await using var engine = await EngineProcess.StartAsync();
        await using var browser = await Chromium.LaunchAsync();
        var page = await OpenAsync(browser, engine, "NOBODY");

        await page.SeesAsync("#error-title", "No such card");
        await page.SeesPartAsync("#error-words", "NOBODY");
        Assert.False(await page.IsVisibleAsync("#content"));
        await page.IsAccessibleAsync();

        await engine.EnrolAsync("NOBODY");
        await page.ClickAsync("#error-again");
        await page.SeesAsync("#card-tier", "Member");
        Assert.False(await page.IsVisibleAsync("#error"));
    }

    [ChromiumFact]
    public async Task A_member_says_whether_displays_may_greet_them()
    {
        await using var engine = await EngineProcess.StartAsync();
        await engine.EnrolAsync("MEMBER1");
        await using var browser = await Chromium.LaunchAsync();
        var page = await OpenAsync(browser, engine, "MEMBER1", "de-CH");
        await page.SeesPartAsync("#consent-words", "Anzeigen am Flughafen begrüssen dich");
        Assert.True(await page.IsCheckedAsync("#consent-display"));
        // All that is read has come, and moved what it moves.
        await page.SeesPartAsync("#why-rule", "von Anfang an");
        await page.WaitForSelectorAsync("#code-small svg");
        await page.WatchShiftsAsync();
        await page.AnswerLateAsync("**/consent");

        await page.Locator("#consent-display").ClickAsync();
        await page.SeesAsync("#consent-words", "Keine Anzeige begrüsst dich.");
        Assert.False((await engine.GetAsync("/v1/members/MEMBER1/consent")).GetProperty("displayRecognition").GetBoolean());
        await page.HasNotShiftedAsync();
        await page.IsAccessibleAsync();
        await page.FitsItsWidthAsync();

        await page.ReloadAsync();
        await page.SeesAsync("#consent-words", "Keine Anzeige begrüsst dich.");
        Assert.False(await page.IsCheckedAsync("#consent-display"));
        await page.Locator("#consent-display").PressAsync("Space");
        await page.SeesPartAsync("#consent-words", "Anzeigen am Flughafen");
        Assert.Empty(browser.Complaints);
    }

    [ChromiumFact]
    public async Task Who_is_erased_is_gone_from_the_open_card_and_from_the_phone()
    {
        await using var engine = await EngineProcess.StartAsync();
        await engine.EnrolAsync("MEMBER1");
        await using var browser = await Chromium.LaunchAsync();
        var page = await OpenAsync(browser, engine, "MEMBER1");
        await page.SeesAsync("#card-name", "Ada L.");
        Assert.Contains("Ada L.", await page.EvaluateAsync<string>("JSON.stringify(localStorage)"), StringComparison.Ordinal);

        (await engine.Http.DeleteAsync("/v1/members/MEMBER1")).EnsureSuccessStatusCode();

        await page.SeesAsync("#error-title", "This card is no more");
        Assert.Equal("{}", await page.EvaluateAsync<string>("JSON.stringify(localStorage)"));
        Assert.DoesNotContain("Ada", await page.ContentAsync(), StringComparison.Ordinal);
        await page.IsAccessibleAsync();
        await page.ReloadAsync();
        await page.SeesAsync("#error-title", "This card is no more");
        Assert.DoesNotContain("Ada", await page.ContentAsync(), StringComparison.Ordinal);
    }

    [ChromiumFact]
    public async Task Who_was_erased_while_the_phone_was_away_is_gone_when_it_is_back()
    {
        await using var engine = await EngineProcess.StartAsync();
        await engine.EnrolAsync("MEMBER1");
        await using var browser = await Chromium.LaunchAsync();
        var page = await OpenAsync(browser, engine, "MEMBER1");
        await page.SeesAsync("#card-name", "Ada L.");
        await page.GotoAsync("about:blank");
        (await engine.Http.DeleteAsync("/v1/members/MEMBER1")).EnsureSuccessStatusCode();

        await page.GotoAsync(new Uri(engine.Address, "/card/MEMBER1").ToString());
        await page.SeesAsync("#error-title", "This card is no more");
        Assert.Equal("{}", await page.EvaluateAsync<string>("JSON.stringify(localStorage)"));
    }

    private static Task<IPage> OpenAsync(Chromium browser, EngineProcess engine, string member, string locale = "en-GB") =>
        browser.OpenAsync(new Uri(engine.Address, $"/card/{member}"), PhoneWidth, PhoneHeight, locale);
}
