using Microsoft.Playwright;

namespace Loyalty.Api.Tests;

/// <summary>In keys mode, in a real browser: a card opened on a phone by a link of the till, and a till and a display let in by their codes.</summary>
public sealed class CardLinkPageTests(KeysFixture host) : IClassFixture<KeysFixture>
{
    [ChromiumFact]
    public async Task A_phone_opens_the_card_by_a_link_of_the_till_and_the_console_revokes_it()
    {
        await using var browser = await Chromium.LaunchAsync();
        var till = await browser.OpenAsync(new Uri(host.Address, $"/pos#key={await host.KeyOfAsync("pos")}"));
        await till.FillAsync("#member-memberId", KeysFixture.Ada);
        await till.Keyboard.PressAsync("Enter");
        await till.SeesAsync("#status-name", "Ada L.");
        await till.ClickAsync("#card-link-open");
        await Eventually.IsTrue(async () => await till.Locator(".card-link svg").CountAsync() == 1, "the code is drawn");
        await till.IsAccessibleAsync();
        var link = await till.GetAttributeAsync(".link-address", "href");

        var phone = await browser.OpenAsync(new Uri(link!), 390, 844);
        await phone.SeesAsync("#card-name", "Ada L.");
        Assert.DoesNotContain("link=", phone.Url, StringComparison.Ordinal);
        // It is this phone's from then on, whatever tab.
        var tab = await phone.Context.NewPageAsync();
        await tab.GotoAsync($"{host.Address}card/{KeysFixture.Ada}");
        await tab.SeesAsync("#card-name", "Ada L.");
        var other = await browser.OpenAsync(new Uri(link!), 390, 844, "de-CH");
        await other.SeesAsync("#error-title", "Dieser Link gilt nicht mehr");
        await other.FitsItsWidthAsync();

        var console = await browser.OpenAsync(new Uri(host.Address, $"/console#key={await host.KeyOfAsync("operator")}"));
        await console.EvaluateAsync($"location.hash = '#/members/{KeysFixture.Ada}'");
        await Eventually.IsTrue(async () => await console.Locator("#devices [data-device]").CountAsync() == 1, "the phone is listed");
        await console.ClickAsync("#devices button");
        await console.SeesPartAsync("[aria-labelledby=devices-title]", "not open on any phone");
        await phone.SeesAsync("#access-note", "This key or token is not accepted.");
    }

    [ChromiumFact]
    public async Task A_till_and_a_display_are_let_in_by_the_codes_on_their_screens()
    {
        await using var browser = await Chromium.LaunchAsync();
        var console = await browser.OpenAsync(new Uri(host.Address, $"/console#key={await host.KeyOfAsync("admin")}"));
        await console.EvaluateAsync("location.hash = '#/keys'");
        foreach (var (path, name, says) in new[] { ("/pos", "till-zrh-9", "A till wants"), ("/display/ZRH/B2", "display-zrh-b2", "A display at ZRH B2"), ("/lounge/ZRH-E", "lounge-zrh-e", "A lounge’s door") })
        {
            var device = await browser.OpenAsync(new Uri(host.Address, path), 1280, 900);
            await Eventually.IsTrue(async () => (await device.TextContentAsync(".pair-code"))!.Trim('·').Length == 6, "a code is shown");
            await console.FillAsync("#pair-code", (await device.TextContentAsync(".pair-code"))!);
            await console.ClickAsync("#pair button");
            await console.SeesPartAsync("#pair-note", says);
            await console.FillAsync("#pair-name", name);
            await console.ClickAsync("#pair button");
            await device.WaitForSelectorAsync(".access", new PageWaitForSelectorOptions { State = WaitForSelectorState.Detached });
            await Eventually.IsTrue(async () => (await (await host.Admin.GetAsync("/v1/keys?limit=1000")).Content.ReadAsStringAsync()).Contains(name, StringComparison.Ordinal), "the key is made");
            await device.CloseAsync();
        }

        await console.IsAccessibleAsync();
        await console.FitsItsWidthAsync();
    }
}
