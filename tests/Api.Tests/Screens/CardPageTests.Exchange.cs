using System.Net;
using Loyalty.Contracts;

namespace Loyalty.Api.Tests;

/// <summary>Points of a partner become a voucher, on the card.</summary>
public sealed partial class CardPageTests
{
    [ChromiumTheory]
    [InlineData(390, "de-CH", "000 Punkte geben einen Gutschein über CHF 10.00", "eingetauscht")]
    [InlineData(1280, "en-GB", "4,000 points give a voucher of CHF 10.00", "are exchanged")]
    public async Task Points_are_exchanged_for_a_voucher_once_after_a_preview_that_binds(int width, string locale, string gives, string done)
    {
        await using var partner = await PartnerAtWork.StartAsync();
        await using var engine = await EngineProcess.StartAsync(["--Loyalty:TestClock=2026-11-21T10:00:00Z", .. partner.Settings]);
        await partner.SetUpAsync(engine, "MEMBER1");
        await using var browser = await Chromium.LaunchAsync();
        var page = await browser.OpenAsync(new Uri(engine.Address, "/card/MEMBER1"), width, PhoneHeight, locale);

        await page.FillAsync("#exchange-points", "many");
        await page.ClickAsync("#exchange-ask button");
        await Eventually.IsTrue(async () => (await page.TextContentAsync("#exchange-note"))!.Length > 0, "a number is asked for");
        await page.FillAsync("#exchange-points", "4000");
        await page.ClickAsync("#exchange-ask button");
        await page.SeesPartAsync("#exchange-words", gives);
        await page.IsFlawlessAsync();
        await page.PictureAsync($"card-exchange-{width}");

        // The offer is over after ten minutes: another is asked for.
        await engine.SendAsync(HttpMethod.Put, "/v1/clock", new { now = "2026-11-21T10:10:00Z" }, HttpStatusCode.OK);
        await page.FillAsync("#exchange-pin", PartnerAtWork.Pin);
        await page.ClickAsync("#exchange-accept button[type=submit]");
        await page.WaitForSelectorAsync("#exchange-ask:not([hidden])");
        await page.ClickAsync("#exchange-ask button");
        await page.SeesPartAsync("#exchange-words", gives);

        // The answer is lost, and asked for again under the same id.
        partner.Sandbox.Behaviour = new SandboxBehaviour([SandboxFault.FailAfter]);
        await page.FillAsync("#exchange-pin", PartnerAtWork.Pin);
        await page.ClickAsync("#exchange-accept button[type=submit]");
        await page.SeesPartAsync("#exchange-note", done);
        await page.SeesPartAsync("#reward-lots", "10.00");
        Assert.Equal([SandboxDeed.Authorised, SandboxDeed.Captured], partner.Sandbox.Entries.Select(entry => entry.Deed));
        Assert.Single((await engine.GetAsync("/v1/members/MEMBER1/rewards")).GetProperty("items").EnumerateArray());
        Assert.DoesNotContain(PartnerAtWork.Pin, await page.ContentAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain(PartnerAtWork.Pin, await page.EvaluateAsync<string>("() => JSON.stringify({ ...localStorage, ...sessionStorage })"), StringComparison.Ordinal);
        await page.FitsItsWidthAsync();

        // What a till takes is gone from the card at once.
        var lot = (await engine.GetAsync("/v1/members/MEMBER1/rewards")).GetProperty("items")[0].GetProperty("lotId").GetString();
        await engine.SendAsync(HttpMethod.Post, $"/v1/lots/{Uri.EscapeDataString(lot!)}/revocation", new { reason = "An error" }, HttpStatusCode.OK);
        await Eventually.IsTrue(() => page.IsHiddenAsync("#rewards"), "the voucher is gone");
    }

    [ChromiumFact]
    public async Task Who_has_no_number_at_a_partner_is_offered_no_exchange()
    {
        await using var partner = await PartnerAtWork.StartAsync();
        await using var engine = await EngineProcess.StartAsync(["--Loyalty:TestClock=2026-11-21T10:00:00Z", .. partner.Settings]);
        await partner.SetUpAsync(engine, "MEMBER1");
        await engine.EnrolAsync("MEMBER2");
        await using var browser = await Chromium.LaunchAsync();
        var page = await browser.OpenAsync(new Uri(engine.Address, "/card/MEMBER2"), 390, PhoneHeight);
        await page.WaitForSelectorAsync("#number-number");
        Assert.Equal(0, await page.Locator("#exchange:visible").CountAsync());

        // One that is added is enough.
        await page.FillAsync("#number-number", "222000000000001");
        await page.ClickAsync(".numbers-form button[type=submit]");
        await page.WaitForSelectorAsync("#exchange:not([hidden])");
        Assert.Empty(browser.Complaints);
    }
}
