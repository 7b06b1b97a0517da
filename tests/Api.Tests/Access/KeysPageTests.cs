using Loyalty.Contracts;
using Microsoft.Playwright;

namespace Loyalty.Api.Tests;

/// <summary>The pages in keys mode: each asks for what it needs, keeps it, and does its work with it.</summary>
public class KeysPageTests(KeysFixture host) : IClassFixture<KeysFixture>
{
    [ChromiumFact]
    public async Task The_console_asks_for_a_key_and_makes_and_revokes_others()
    {
        await using var browser = await Chromium.LaunchAsync();
        var page = await browser.OpenAsync(new Uri(host.Address, "/console#/keys"));
        await page.EnterAsync("lk_000000000000_" + new string('0', 64), "#access-note", "This key or token is not accepted.");
        await page.IsAccessibleAsync();
        await page.EnterAsync(await host.KeyOfAsync("admin"));
        await page.SeesPartAsync("#keys-table", "admin");
        Assert.EndsWith("#/keys", page.Url, StringComparison.Ordinal);

        await page.FillAsync("#key-name", "kiosk-3");
        await page.ClickAsync("#key button[type=submit]");
        await page.SeesPartAsync("#key-scopes-note", "Choose what the key may do.");
        await page.CheckAsync("#key-scopes input[value=pos]");
        await page.FillAsync("#key-airports", "zrh, gva");
        await page.FillAsync("#key-partners", "Hilton");
        await page.ClickAsync("#key button[type=submit]");
        await page.SeesPartAsync("#key-text", "lk_");
        await page.SeesPartAsync("#keys-table", "display:GVA display:ZRH partner:hilton pos");
        var key = (await page.TextContentAsync("#key-text"))!;
        await page.IsAccessibleAsync();
        await page.ClickAsync("#key-done");
        Assert.DoesNotContain(key, await page.ContentAsync());

        using var till = host.With(key);
        Assert.True((await till.GetAsync($"/v1/members/{KeysFixture.Ada}/status")).IsSuccessStatusCode);
        var row = page.Locator("#keys-table tr", new PageLocatorOptions { HasText = "kiosk-3" });
        await row.GetByRole(AriaRole.Button).ClickAsync();
        await row.GetByRole(AriaRole.Button).ClickAsync();
        await Eventually.IsTrue(async () => (await row.TextContentAsync())!.Contains("Revoked"), "the key is revoked");
        await (await till.GetAsync("/v1/programme")).ShouldBeProblemAsync(401, "not-authenticated");
    }

    [ChromiumFact]
    public async Task An_operators_token_opens_the_console_for_a_member_and_its_files()
    {
        await using var browser = await Chromium.LaunchAsync();
        var page = await browser.OpenAsync(new Uri(host.Address, $"/console#key={host.Provider.RoleToken("loyalty-operator")}"));
        await LiveAsync(page);
        Assert.DoesNotContain("key=", page.Url);
        await page.ClickAsync("[data-view=members]");
        await page.FillAsync("#find-query", KeysFixture.Ada);
        await page.ClickAsync($"[data-member='{KeysFixture.Ada}']");
        await page.SeesAsync("#member-tier", "Member");
        // Keys are an admin's: they are not offered.
        await page.WaitForSelectorAsync("[data-view=keys]", new PageWaitForSelectorOptions { State = WaitForSelectorState.Hidden });
        await page.ClickAsync("[data-view=data]");
        var file = await page.RunAndWaitForDownloadAsync(() => page.ClickAsync("a[download='members.csv']"));
        Assert.Contains(KeysFixture.Ada, await File.ReadAllTextAsync(await file.PathAsync()));
    }

    [ChromiumFact]
    public async Task A_card_is_the_members_own_and_ends_with_its_token()
    {
        await using var browser = await Chromium.LaunchAsync();
        var page = await browser.OpenAsync(new Uri(host.Address, $"/card/{KeysFixture.Ada}"), 390, 844, "de-CH");
        await page.SeesAsync("#access-title", "Ein Schlüssel fehlt");
        await page.FitsItsWidthAsync();
        await page.EnterAsync(host.Provider.MemberToken(KeysFixture.Ada));
        await LiveAsync(page);
        await page.SeesAsync("#card-name", "Ada L.");

        var other = await browser.OpenAsync(new Uri(host.Address, $"/card/{KeysFixture.Grace}#key={host.Provider.MemberToken(KeysFixture.Ada)}"), 390, 844);
        await other.SeesPartAsync("#error-words", "does not allow");
        await page.ClickAsync(".access-forget");
        await page.SeesAsync("#access-title", "Ein Schlüssel fehlt");
    }

    [ChromiumFact]
    public async Task A_till_keeps_its_key_and_a_sale_that_its_end_held_up()
    {
        var (id, key) = await host.MakeKeyAsync("till-page", "pos");
        await using var browser = await Chromium.LaunchAsync();
        var page = await browser.OpenAsync(new Uri(host.Address, "/pos"));
        await page.EnterAsync(key);
        await SellAsync(page, "100");
        await page.SeesPartAsync("#outcome", "credited");
        await page.ReloadAsync();
        await SellAsync(page, "50");
        await page.SeesPartAsync("#outcome", "credited");

        await RingUpAsync(page, "25");
        await page.FillAsync("#line-amount", "7");
        (await host.Admin.DeleteAsync($"/v1/keys/{id}")).EnsureSuccessStatusCode();
        // Asks the engine now, where it would soon.
        await page.EvaluateAsync("dispatchEvent(new Event('online'))");
        await page.SeesAsync("#access-note", "This key or token is not accepted.");
        await page.EnterAsync((await host.MakeKeyAsync("till-page", "pos")).Key);

        // What was rung up and typed is still there, and is gone on with.
        Assert.Equal("7", await page.InputValueAsync("#line-amount"));
        Assert.Equal(KeysFixture.Ada, await page.InputValueAsync("#member-memberId"));
        await page.SeesAsync("#status-name", "Ada L.");
        await page.PressAsync("#line-amount", "Enter");
        await page.SeesPartAsync("#basket-total", "32");
        await page.PressAsync("body", "F9");
        await page.SeesPartAsync("#outcome", "credited");
        Assert.Equal(1, await page.Locator(".access-forget").CountAsync());
    }

    [ChromiumFact]
    public async Task A_console_goes_on_with_another_key_where_it_was()
    {
        var (id, key) = await host.MakeKeyAsync("desk", "operator");
        await using var browser = await Chromium.LaunchAsync();
        var page = await browser.OpenAsync(new Uri(host.Address, $"/console#key={key}"));
        await LiveAsync(page);
        await page.ClickAsync("[data-view=members]");
        await page.FillAsync("#find-query", KeysFixture.Ada);
        await page.ClickAsync($"[data-member='{KeysFixture.Ada}']");
        await page.SeesAsync("#member-tier", "Member");
        await page.FillAsync("#credit-amount", "12");
        await page.FillAsync("#credit-reason", "Goodwill");

        (await host.Admin.DeleteAsync($"/v1/keys/{id}")).EnsureSuccessStatusCode();
        await page.SeesAsync("#access-note", "This key or token is not accepted.");
        await page.EnterAsync((await host.MakeKeyAsync("desk", "operator")).Key);
        await LiveAsync(page);
        Assert.Equal("12", await page.InputValueAsync("#credit-amount"));
        await page.ClickAsync("#credit button[type=submit]");
        await page.SeesPartAsync("#timeline", "Reason: Goodwill");
    }

    [ChromiumFact]
    public async Task A_display_takes_its_key_from_the_address_and_greets()
    {
        await using var browser = await Chromium.LaunchAsync();
        var page = await browser.OpenAsync(new Uri(host.Address, $"/display/ZRH/A1#key={await host.KeyOfAsync("display:ZRH")}"), 1920, 1080);
        await LiveAsync(page);
        await page.GotoAsync(new Uri(host.Address, "/display/ZRH/A1").ToString());
        await LiveAsync(page);
        using var gate = host.With(await host.KeyOfAsync("feed:dcs"));
        (await gate.SendJsonAsync(
            HttpMethod.Post,
            "/v1/checkins",
            $$"""{"checkinId":"c-1","memberId":"{{KeysFixture.Ada}}","flight":"LX318","date":"2026-11-21","airport":"ZRH","location":"A1"}""")).EnsureSuccessStatusCode();
        await page.SeesPartAsync("#guests", "Ada");
    }

    private static async Task SellAsync(IPage page, string amount)
    {
        await RingUpAsync(page, amount);
        await page.PressAsync("body", "F9");
    }

    private static async Task RingUpAsync(IPage page, string amount)
    {
        await Eventually.IsTrue(() => page.EvaluateAsync<bool>("document.querySelector('#line-currency option') !== null"), "the till knows its currencies");
        await page.FillAsync("#member-memberId", KeysFixture.Ada);
        await page.PressAsync("#member-memberId", "Enter");
        await page.SeesAsync("#status-name", "Ada L.");
        await page.FillAsync("#line-amount", amount);
        await page.PressAsync("#line-amount", "Enter");
        await page.SeesPartAsync("#basket-total", amount);
    }

    private static Task LiveAsync(IPage page) =>
        Eventually.IsTrue(() => page.EvaluateAsync<bool>("document.documentElement.dataset.hub === 'live'"), "the page is live");
}
