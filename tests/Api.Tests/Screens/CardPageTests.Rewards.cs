using System.Net;
using Loyalty.Contracts;

namespace Loyalty.Api.Tests;

/// <summary>What a member can spend, on the card.</summary>
public sealed partial class CardPageTests
{
    [ChromiumTheory]
    [InlineData(320, "de-CH", "bis 31. Dez. 2026")]
    [InlineData(1280, "en-GB", "until 31 Dec 2026")]
    public async Task Rewards_are_on_the_card_with_a_code_for_the_till(int width, string locale, string until)
    {
        await using var engine = await EngineProcess.StartAsync("--Loyalty:TestClock=2026-11-21T10:00:00Z");
        await engine.EnrolAsync("MEMBER1");
        await engine.SendAsync(
            HttpMethod.Post, "/v1/lots", new { lotId = "a", kind = "voucher", owner = "MEMBER1", value = 30.00m, currency = "CHF", from = "2026-01-01", to = "2026-12-31", reason = "Goodwill" }, HttpStatusCode.Created);
        await using var browser = await Chromium.LaunchAsync();
        var page = await browser.OpenAsync(new Uri(engine.Address, "/card/MEMBER1"), width, PhoneHeight, locale);

        await page.SeesPartAsync("#reward-lots", "30.00");
        await page.SeesPartAsync("#reward-lots", until);
        await page.ClickAsync("#rewards-code");
        Assert.True(await page.EvaluateAsync<double>("() => document.querySelector('#code-qr svg, #code-qr canvas, #code-qr *').getBoundingClientRect().width") >= 150);
        await page.IsFlawlessAsync();
        await page.FitsItsWidthAsync();
        Assert.Empty(browser.Complaints);
    }
}
