using System.Net;
using Loyalty.Contracts;
using Microsoft.Playwright;

namespace Loyalty.Api.Tests;

/// <summary>The page at <c>/</c> against a real engine in a real browser.</summary>
public sealed class StartPageTests
{
    [ChromiumFact]
    public async Task Whoever_enrols_and_buys_sees_the_card_change_by_push()
    {
        await using var engine = await EngineProcess.StartAsync();
        await using var browser = await Chromium.LaunchAsync();
        var page = await browser.OpenAsync(engine.Address);
        await page.FillAsync("#enrol-givenName", "Ada");
        await page.FillAsync("#enrol-familyName", "Lovelace");
        await page.ClickAsync("#enrol button[type=submit]");
        await page.SeesAsync("#card-tier", "Member");

        await page.FillAsync("#buy-amount", "2600");
        await page.ClickAsync("#buy-submit");

        await page.SeesAsync("#card-tier", "Gold");
        await page.SeesAsync("#card-name", "Ada L.");
        Assert.Empty(browser.Complaints);
    }

    [ChromiumFact]
    public async Task A_purchase_made_elsewhere_changes_the_open_card_without_a_reload()
    {
        await using var engine = await EngineProcess.StartAsync();
        await engine.EnrolAsync("MEMBER1");
        await using var browser = await Chromium.LaunchAsync();
        var page = await browser.OpenAsync(new Uri(engine.Address, "/?member=MEMBER1"));
        await page.SeesAsync("#card-tier", "Member");
        await page.EvaluateAsync("window.notReloaded = true");

        await engine.BuyAsync("MEMBER1", "t-1", 1000);

        await page.SeesAsync("#card-tier", "Silver");
        Assert.True(await page.EvaluateAsync<bool>("window.notReloaded"));
    }

    [ChromiumFact]
    public async Task A_page_that_lost_the_engine_says_so_and_catches_up()
    {
        await using var engine = await EngineProcess.StartAsync();
        await engine.EnrolAsync("MEMBER1");
        await using var browser = await Chromium.LaunchAsync();
        var page = await browser.OpenAsync(new Uri(engine.Address, "/?member=MEMBER1"));
        await page.SeesAsync("#hub", "Live");

        await engine.KillAsync();
        await Eventually.IsTrue(async () => await page.TextContentAsync("#hub") != "Live", "the page says that it is cut off");
        await engine.StartAgainAsync();
        await engine.BuyAsync("MEMBER1", "t-1", 5000);

        await page.SeesAsync("#card-tier", "Platinum");
        await page.SeesAsync("#hub", "Live");
    }

    [ChromiumFact]
    public async Task What_is_refused_is_said_at_its_field()
    {
        await using var engine = await EngineProcess.StartAsync();
        await engine.EnrolAsync("MEMBER1");
        await using var browser = await Chromium.LaunchAsync();
        var page = await browser.OpenAsync(new Uri(engine.Address, "/?member=MEMBER1"));
        await page.SeesAsync("#card-tier", "Member");

        await page.SelectOptionAsync("#buy-currency", "EUR");
        await page.FillAsync("#buy-amount", "10");
        await page.ClickAsync("#buy-submit");

        await Eventually.IsTrue(
            async () => (await page.TextContentAsync("#buy-currency-note"))?.Contains("rate", StringComparison.OrdinalIgnoreCase) == true,
            "the missing rate is said at the currency");
        Assert.Equal(1, (await engine.GetAsync("/v1/members/MEMBER1/status")).GetProperty("version").GetInt64());
    }

    [ChromiumFact]
    public async Task A_double_click_charges_once()
    {
        await using var engine = await EngineProcess.StartAsync();
        await engine.EnrolAsync("MEMBER1");
        await using var browser = await Chromium.LaunchAsync();
        var page = await browser.OpenAsync(new Uri(engine.Address, "/?member=MEMBER1"));
        await page.SeesAsync("#card-tier", "Member");

        await page.FillAsync("#buy-amount", "1000");
        await page.DblClickAsync("#buy-submit");

        await page.SeesAsync("#card-tier", "Silver");
        await engine.BuyAsync("MEMBER1", "after", 1, HttpStatusCode.Created);
        Assert.Equal(1001m, (await engine.GetAsync("/v1/members/MEMBER1/status")).GetProperty("spend").GetProperty("lifetime").GetDecimal());
    }

    [ChromiumFact]
    public async Task A_phone_scrolls_one_way_only()
    {
        await using var engine = await EngineProcess.StartAsync();
        await engine.EnrolAsync("MEMBER1");
        await engine.BuyAsync("MEMBER1", "t-1", 123_456_789.99m);
        await using var browser = await Chromium.LaunchAsync();
        var page = await browser.OpenAsync(new Uri(engine.Address, "/?member=MEMBER1"), width: 360, height: 740);
        await page.SeesAsync("#card-tier", "Platinum");

        await page.FitsItsWidthAsync();
    }

    [ChromiumFact]
    public async Task The_programme_s_day_is_there_before_any_card_and_moves_with_the_clock()
    {
        await using var engine = await EngineProcess.StartAsync("--Loyalty:TestClock=2026-11-21T10:00:00Z");
        await using var browser = await Chromium.LaunchAsync();
        var page = await browser.OpenAsync(engine.Address);
        await page.SeesAsync("#today", "21 Nov 2026");

        await page.ClickAsync("#clock summary");
        await page.ClickAsync("#move [data-days='30']");

        await page.SeesAsync("#today", "21 Dec 2026");
        Assert.Empty(browser.Complaints);
    }

    [ChromiumFact]
    public async Task It_is_accessible_and_light_and_leads_to_the_other_screens()
    {
        await using var engine = await EngineProcess.StartAsync();
        await engine.EnrolAsync("MEMBER1");
        await using var browser = await Chromium.LaunchAsync();
        var page = await browser.OpenAsync(new Uri(engine.Address, "/?member=MEMBER1"));
        await page.SeesAsync("#card-tier", "Member");

        await page.IsAccessibleAsync();
        await page.IsLightAsync(engine);
        await page.PaintedSoonAsync();
        Assert.Equal("/card/MEMBER1", await page.GetAttributeAsync("#card-link", "href"));
        Assert.Equal(1, await page.Locator("a[href='/pos']").CountAsync());
        Assert.Equal(1, await page.Locator("a[href='/console']").CountAsync());
        Assert.Equal(1, await page.Locator("a[href^='/display/']").CountAsync());
    }

    [ChromiumFact]
    public async Task The_page_s_policy_is_in_force()
    {
        await using var engine = await EngineProcess.StartAsync();
        await using var browser = await Chromium.LaunchAsync();
        var page = await browser.OpenAsync(engine.Address);

        await page.EvaluateAsync("() => { const s = document.createElement('script'); s.textContent = 'window.ran = true'; document.head.append(s); }");

        Assert.False(await page.EvaluateAsync<bool>("() => window.ran === true"));
        await Eventually.IsTrue(() => browser.Complaints.Any(said => said.Contains("Content Security Policy")), "the browser names the policy");
    }
}
