using Loyalty.Contracts;

namespace Loyalty.Api.Tests;

/// <summary>Paying with points: kept first, shown as it will print, taken or given back; the PIN is kept nowhere.</summary>
public sealed partial class TillPageTests
{
    [ChromiumTheory]
    [InlineData(390, "de-CH", "davon MWST CHF 18.73", "100 Meilen zahlen CHF 70.00; es bleiben CHF 280.00", "nicht erreichbar")]
    [InlineData(1280, "en-GB", "of it VAT CHF 18.73", "23,100 miles pay CHF 70.00; CHF 280.00 is left", "out of reach")]
    public async Task Miles_pay_a_part_as_it_will_print_and_go_back_on_Escape(int width, string locale, string vat, string pays, string offline)
    {
        await using var partner = await PartnerAtWork.StartAsync();
        await using var engine = await EngineProcess.StartAsync(["--Loyalty:TestClock=2026-11-21T10:00:00Z", .. partner.Settings]);
        await partner.SetUpAsync(engine, Member);
        await using var browser = await Chromium.LaunchAsync();
        var page = await OpenTillAsync(browser, engine, width, locale);
        await RingUpAsync(page, "250", "100");

        await page.ClickAsync("#miles-open");
        await Eventually.IsTrue(async () => await page.InputValueAsync("#miles-partner") == "miles-and-more", "the partner is offered");
        await page.FillAsync("#miles-amount", "70");
        await page.ClickAsync("#miles-submit");
        await Eventually.IsTrue(async () => await page.EvaluateAsync<bool>("document.activeElement?.id === 'miles-pin'"), "the PIN is asked for");
        await page.FillAsync("#miles-rate-1", "2.6");
        await page.FillAsync("#miles-pin", PartnerAtWork.Pin);
        await page.ClickAsync("#miles-submit");
        await page.SeesPartAsync("#miles-print", vat);
        await page.SeesPartAsync("#miles-print", pays);
        Assert.Equal("", await page.InputValueAsync("#miles-pin"));
        await page.IsFlawlessAsync();
        await page.PictureAsync($"till-miles-{width}");
        await page.Keyboard.PressAsync("Escape");
        await Eventually.IsTrue(async () => await partner.CountAsync(engine, "voided") == 1, "what was kept went back");

        // All of the basket, by a partner who loses its answer: asked again under the same id, without the PIN.
        partner.Sandbox.Behaviour = new SandboxBehaviour([SandboxFault.FailAfter]);
        await page.ClickAsync("#miles-open");
        await page.FillAsync("#miles-pin", PartnerAtWork.Pin);
        await page.ClickAsync("#miles-submit");
        await page.ClickAsync("#miles-use");
        await page.SeesPartAsync("#voucher-note", "350.00");
        Assert.Equal(1, await partner.CountAsync(engine, "captured"));
        Assert.Equal([SandboxDeed.Authorised, SandboxDeed.Voided, SandboxDeed.Authorised, SandboxDeed.Captured], partner.Sandbox.Entries.Select(entry => entry.Deed));
        Assert.DoesNotContain(PartnerAtWork.Pin, await page.ContentAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain(PartnerAtWork.Pin, await page.EvaluateAsync<string>("() => JSON.stringify({ ...localStorage, ...sessionStorage })"), StringComparison.Ordinal);

        await engine.KillAsync();
        await StateOfEngineAsync(page, "offline");
        await page.ClickAsync("#miles-open");
        await page.FillAsync("#miles-pin", PartnerAtWork.Pin);
        await page.ClickAsync("#miles-submit");
        await page.SeesPartAsync("#miles-note", offline);
        await page.FitsItsWidthAsync();
    }

    [ChromiumFact]
    public async Task A_refusal_is_told_with_the_partners_reason_and_a_redirect_is_finished_on_the_members_phone()
    {
        await using var partner = await PartnerAtWork.StartAsync();
        await using var engine = await EngineProcess.StartAsync(["--Loyalty:TestClock=2026-11-21T10:00:00Z", .. partner.Settings]);
        await partner.SetUpAsync(engine, Member);
        await using var browser = await Chromium.LaunchAsync();
        var page = await OpenTillAsync(browser, engine);
        await RingUpAsync(page, "250");

        partner.Sandbox.Behaviour = new SandboxBehaviour(RefusedNumbers: [PartnerAtWork.Number]);
        await page.ClickAsync("#miles-open");
        await Eventually.IsTrue(async () => await page.InputValueAsync("#miles-partner") == "miles-and-more", "the partner is offered");
        await page.FillAsync("#miles-pin", "123");
        await page.ClickAsync("#miles-submit");
        await page.SeesPartAsync("#miles-pin-note", "no PIN");
        await page.FillAsync("#miles-pin", PartnerAtWork.Pin);
        await page.ClickAsync("#miles-submit");
        await page.SeesPartAsync("#miles-note", "unknown-number");

        partner.Sandbox.Behaviour = new SandboxBehaviour([SandboxFault.Redirect]);
        await page.FillAsync("#miles-pin", PartnerAtWork.Pin);
        await page.ClickAsync("#miles-submit");
        await page.SeesPartAsync("#miles-print", "own phone");
        await page.WaitForSelectorAsync("#miles-print .link-code svg");
        await page.ClickAsync("#miles-close");
        await Eventually.IsTrue(async () => await partner.CountAsync(engine, "redirect") == 0, "what was begun is given back");
    }
}
