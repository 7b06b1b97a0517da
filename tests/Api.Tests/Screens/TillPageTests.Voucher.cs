using System.Net;
using Loyalty.Contracts;

namespace Loyalty.Api.Tests;

/// <summary>Paying with a voucher: held first, shown as it will print, used or given back.</summary>
public sealed partial class TillPageTests
{
    [ChromiumFact]
    public async Task A_voucher_lowers_the_basket_as_it_will_print_and_goes_back_on_Escape()
    {
        await using var engine = await EngineProcess.StartAsync("--Loyalty:TestClock=2026-11-21T10:00:00Z");
        await engine.EnrolAsync(Member);
        var gift = await engine.SendAsync(HttpMethod.Post, "/v1/lots", Voucher("gift", null), HttpStatusCode.Created);
        await engine.SendAsync(HttpMethod.Post, "/v1/lots", Voucher("own", Member), HttpStatusCode.Created);
        await using var browser = await Chromium.LaunchAsync();
        var page = await OpenTillAsync(browser, engine);
        await RingUpAsync(page, "250", "100");
        await page.SeesPartAsync("#basket-total", "350");

        await page.ClickAsync("#voucher-open");
        await page.FillAsync("#pay-code", "AAAAAAAAAAAA");
        await page.ClickAsync("#pay-submit");
        await page.SeesPartAsync("#pay-note", "no such code");
        await page.FillAsync("#pay-code", gift.GetProperty("code").GetString()!);
        await page.FillAsync("#pay-rate-1", "2.6");
        await page.ClickAsync("#pay-submit");
        await page.SeesPartAsync("#pay-print", "50.00 off, CHF 200.00 to pay, of it VAT CHF 14.99");
        await page.IsFlawlessAsync();
        await page.Keyboard.PressAsync("Escape");
        await Eventually.IsTrue(async () => (await engine.GetAsync("/v1/lots/gift")).GetProperty("available").GetDecimal() == 70.00m, "what was held went back");

        // The member's own, as much as there is.
        await page.ClickAsync("#voucher-open");
        await page.ClickAsync("#pay-submit");
        await page.ClickAsync("#pay-use");
        await page.SeesPartAsync("#voucher-note", "70.00 by voucher is used");
        await page.SeesPartAsync("#basket-total", "280");
        Assert.Equal(70.00m, (await engine.GetAsync("/v1/lots/own")).GetProperty("used").GetDecimal());

        await engine.KillAsync();
        await StateOfEngineAsync(page, "offline");
        await page.ClickAsync("#voucher-open");
        await page.ClickAsync("#pay-submit");
        await page.SeesPartAsync("#pay-note", "out of reach");
    }

    private static object Voucher(string id, string? owner) =>
        new { lotId = id, kind = "voucher", owner, value = 70.00m, currency = "CHF", from = "2026-01-01", to = "2026-12-31", reason = "Goodwill" };
}
