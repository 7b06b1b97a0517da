using System.Net;

namespace Loyalty.Api.Tests;

/// <summary>What a line of the basket earns, and why not more.</summary>
public sealed partial class TillPageTests
{
    [ChromiumTheory]
    [InlineData(360, "en-GB", "Waits until 31 Jul 2026", "Without App: not for this purchase", "CHF 300.00 of it waits before it counts")]
    [InlineData(768, "de-CH", "Wartet bis 31", "Ohne App: nicht für diesen Kauf", "CHF 300.00 davon warten, bevor sie zählen")]
    [InlineData(1280, "it-CH", "In attesa fino al 31", "Senza App: non per questo acquisto", "di cui CHF 300.00 in attesa prima di contare")]
    public async Task A_line_says_what_it_waits_for_and_what_it_missed(int width, string locale, string waits, string missed, string note)
    {
        await using var engine = await EarningEndToEndTests.StartAsync(EarningEndToEndTests.Rules, "2026-07-01");
        await engine.EnrolAsync(Member);
        await engine.SendAsync(
            HttpMethod.Post, $"/v1/members/{Member}/purchases", new { transactionId = "t-1", type = "partner", amount = 200.00m, currency = "CHF" }, HttpStatusCode.Created);
        await using var browser = await Chromium.LaunchAsync();
        var page = await browser.OpenAsync(new Uri(engine.Address, "/pos"), width, 900, locale);
        await page.SeesPartAsync("#line-currency", "CHF");
        await RingUpAsync(page, "100");
        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.TypeAsync("300");
        await page.Keyboard.PressAsync("Enter");

        await page.SeesPartAsync("#basket .row:last-child", waits);
        await page.SeesPartAsync("#basket .row:first-child", missed);
        await page.SeesPartAsync("#quote-note", note);
        await page.SeesPartAsync("#status-pending", "200.00");
        await page.IsAccessibleAsync();
        await page.FitsItsWidthAsync();
        Assert.Empty(browser.Complaints);
    }
}
