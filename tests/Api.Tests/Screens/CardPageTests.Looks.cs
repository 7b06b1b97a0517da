using Loyalty.Contracts;
using Microsoft.Playwright;

namespace Loyalty.Api.Tests;

/// <summary>What the card says first, and how it looks to whom.</summary>
public sealed partial class CardPageTests
{
    [ChromiumFact]
    public async Task A_loss_is_told_on_top_from_thirty_days_before_it_on()
    {
        await using var engine = await EngineProcess.StartAsync("--Loyalty:TestClock=2026-01-10T10:00:00Z");
        await engine.EnrolAsync("MEMBER1");
        await engine.BuyAsync("MEMBER1", "t-1", 2600);
        await using var browser = await Chromium.LaunchAsync();
        var page = await OpenAsync(browser, engine, "MEMBER1");
        await page.SeesAsync("#message-title", "Gold until 10 Feb 2027");
        Assert.Equal("good", await page.GetAttributeAsync("#card-review", "data-tone"));

        await engine.SendAsync(HttpMethod.Put, "/v1/clock", new { now = "2027-01-01T10:00:00Z" }, System.Net.HttpStatusCode.OK);
        await page.SeesAsync("#message-title", "CHF 2,600.00 leaves on 11 Jan");
        await page.SeesPartAsync("#message-detail", "CHF 2,500.00 by 10 Jan keeps Gold.");
        await page.SeesAsync("#spend-leaves", "CHF 2,600.00 leaves by 31 Jan 2027");
        Assert.Equal("warn", await page.GetAttributeAsync("#card-review", "data-tone"));

        await engine.SendAsync(HttpMethod.Put, "/v1/clock", new { now = "2027-01-10T10:00:00Z" }, System.Net.HttpStatusCode.OK);
        await page.SeesAsync("#message-title", "CHF 2,600.00 leaves tomorrow");
        await page.SeesPartAsync("#message-detail", "CHF 2,500.00 today keeps Gold.");
        await page.IsFlawlessAsync();

        // Platinum at once; but it stands on what leaves tomorrow.
        await engine.BuyAsync("MEMBER1", "t-2", 2500);
        await page.SeesPartAsync("#message-detail", "CHF 2,500.00 today keeps Platinum.");
        await engine.BuyAsync("MEMBER1", "t-3", 2500);
        await page.SeesPartAsync("#message-title", "Platinum until");
    }

    [ChromiumFact]
    public async Task The_first_card_says_what_the_next_tier_brings_and_nothing_of_what_is_not_to_come()
    {
        await using var engine = await EngineProcess.StartAsync();
        await engine.EnrolAsync("MEMBER1");
        await using var browser = await Chromium.LaunchAsync();
        var page = await OpenAsync(browser, engine, "MEMBER1");

        await page.SeesPartAsync("#message-title", "Welcome to");
        await page.SeesPartAsync("#message-detail", "CHF 1,000.00 to Silver, which brings: Priority boarding, Extra bag and Dedicated check-in.");
        await page.SeesAsync("#next-title", "Silver brings, with CHF 1,000.00 more");
        await Eventually.IsTrue(async () => !await page.IsVisibleAsync("#outlook"), "there is no outlook on nothing");
        Assert.False(await page.IsVisibleAsync("#spend-key"));
        await page.IsFlawlessAsync();
    }

    [ChromiumFact]
    public async Task While_it_loads_there_is_a_skeleton_and_no_green_light()
    {
        await using var engine = await EngineProcess.StartAsync();
        await engine.EnrolAsync("MEMBER1");
        await using var browser = await Chromium.LaunchAsync();
        var page = await browser.OpenAsync(new Uri("about:blank"), PhoneWidth, PhoneHeight);
        var held = new TaskCompletionSource();
        var connected = page.WaitForWebSocketAsync();
        await page.RouteAsync("**/v1/members/**", async route =>
        {
            await held.Task;
            await route.ContinueAsync();
        });
        await page.GotoAsync(new Uri(engine.Address, "/card/MEMBER1").ToString());

        await connected;
        Assert.True(await page.IsVisibleAsync("#skeleton"));
        Assert.False(await page.IsVisibleAsync("#content"));
        await page.SeesAsync("#hub", "Connecting");
        held.SetResult();

        await page.SeesAsync("#card-tier", "Member");
        await page.SeesAsync("#hub", "Live");
        Assert.False(await page.IsVisibleAsync("#skeleton"));
    }

    [ChromiumFact]
    public async Task The_number_is_shown_as_a_code_to_scan()
    {
        await using var engine = await EngineProcess.StartAsync();
        await engine.EnrolAsync("100000000016");
        await using var browser = await Chromium.LaunchAsync();
        var page = await OpenAsync(browser, engine, "100000000016");
        await page.WaitForSelectorAsync("#code-small svg path");

        await page.ClickAsync("#code-open");
        await page.SeesAsync("#code-number", "1000 0000 0016");
        Assert.True(await page.IsVisibleAsync("#code-qr svg"));
        Assert.True(await page.IsVisibleAsync("#code-bars svg"));
        await page.IsFlawlessAsync();
        await page.FitsItsWidthAsync();

        await page.Keyboard.PressAsync("Escape");
        await Eventually.IsTrue(async () => !await page.IsVisibleAsync("#code"), "the code is closed");
        Assert.Equal("code-open", await page.EvaluateAsync<string>("document.activeElement.id"));
        Assert.Empty(browser.Complaints);
    }

    /// <summary>A zoom of 200 percent leaves half of a phone's width; a text of 200 percent doubles every letter in it.</summary>
    [ChromiumTheory]
    [InlineData(195, "100%", "de-CH")]
    [InlineData(320, "100%", "fr-CH")]
    [InlineData(390, "200%", "de-CH")]
    [InlineData(360, "200%", "it-CH")]
    public async Task Nothing_is_cut_where_letters_are_large(int width, string text, string locale)
    {
        await using var engine = await EngineProcess.StartAsync();
        await engine.EnrolAsync("100000000016");
        await engine.BuyAsync("100000000016", "t-1", 98_765_432.12m);
        await using var browser = await Chromium.LaunchAsync();
        var page = await browser.OpenAsync(new Uri(engine.Address, "/card/100000000016"), width, PhoneHeight, locale);
        await page.EvaluateAsync("size => document.documentElement.style.setProperty('font-size', size)", text);
        await page.SeesAsync("#card-tier", "Platinum");
        await page.SeesPartAsync("#last", "98");

        await page.FitsItsWidthAsync();
        var cut = await page.EvaluateAsync<string[]>(
            """
            () => [...document.querySelectorAll('#card-tier, #card-name, #card-number, #card-since, #card-spend, #message-title, #code-open, .rung-from')].filter(one => {
              const { left, right, bottom } = one.getBoundingClientRect();
              const holder = (one.closest('.pass, .panel, .message') ?? document.body).getBoundingClientRect();
              return left < holder.left || right > holder.right + 0.5 || bottom > holder.bottom + 0.5;
            }).map(one => one.id || one.className)
            """);
        Assert.Empty(cut);
        Assert.Equal(1, await page.EvaluateAsync<int>("() => { const range = document.createRange(); range.selectNodeContents(document.querySelector('#card-spend')); return new Set([...range.getClientRects()].map(one => Math.round(one.top))).size; }"));
    }
}
