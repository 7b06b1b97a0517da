using System.Net.Http.Json;
using Loyalty.Contracts;
using Loyalty.Grains;
using Microsoft.Playwright;

namespace Loyalty.Api.Tests;

/// <summary>The trail in the console, in keys mode: what two systems changed, told to who may read it.</summary>
public sealed class TrailPageTests : IAsyncLifetime, IAsyncDisposable
{
    private const string Rates = "/v1/rates/2026-11-01";

    // The cells of a row, by their columns.
    private const string Who = "tr:first-child td:nth-child(2)";
    private const string What = "tr:first-child td:nth-child(3)";
    private const string Concerned = "tr:first-child td:nth-child(4)";
    private const string Why = "tr:first-child td:nth-child(5)";
    private const string From = "tr:first-child td:nth-child(6)";

    private readonly KeysFixture _host = new();
    private readonly Dictionary<string, string> _keys = new(StringComparer.Ordinal);

    public Task InitializeAsync() => _host.InitializeAsync();

    public Task DisposeAsync() => _host.DisposeAsync();

    async ValueTask IAsyncDisposable.DisposeAsync() => await DisposeAsync();

    [ChromiumFact]
    public async Task Changes_by_two_keys_are_told_newest_first_with_who_and_why_and_found_by_member_and_by_who()
    {
        await ChangeAsync("back-office", HttpMethod.Post, $"/v1/members/{KeysFixture.Ada}/purchases", """{"transactionId":"t-1","type":"flight","amount":120,"currency":"CHF","reason":"Seat was broken"}""");
        await ChangeAsync("treasury", HttpMethod.Put, Rates, """{"EUR":0.94}""", "Monatskurs%20%C3%BCbernommen");
        await using var browser = await Chromium.LaunchAsync();
        var page = await OpenAsync(browser, "#/trail");

        await Eventually.IsTrue(async () => (await page.Locator(".trail tbody").CountAsync()) >= 2, "the changes are told");
        Assert.Equal(
            ["Rates set", "EUR: 0.94", "treasury", "Key", "Monatskurs übernommen", "2026-11-01", "127.0.0.1"],
            await PartsAsync(page, 0, What + " strong", What + " small", Who + " a", Who + " small", Why, Concerned + " small", From));
        Assert.Equal(["Key made", "admin", "name: treasury · scopes: operator"], await PartsAsync(page, 1, What + " strong", Who + " a", What + " small"));
        await page.ClickAsync("#trail-lines [aria-expanded]");
        await page.SeesPartAsync("#trail-lines tbody:first-of-type .trail-more", (await RecordOfAsync(0)).Text("hash")!);
        await page.SeesPartAsync("#trail-lines tbody:first-of-type .trail-more", "rates-put");

        await page.FillAsync("#trail-memberId", KeysFixture.Ada.ToLowerInvariant());
        await page.ClickAsync("#trail button[type=submit]");
        await page.SeesAsync("#trail-note", "2 shown.");
        Assert.Equal(["Purchase credited by hand", "back-office", "Seat was broken", "t-1"], await PartsAsync(page, 0, What + " strong", Who + " a", Why, Concerned + " small"));
        Assert.Equal(["Member enrolled", "admin"], await PartsAsync(page, 1, What + " strong", Who + " a"));
        Assert.EndsWith($"#/trail?memberId={KeysFixture.Ada}", page.Url, StringComparison.Ordinal);

        var file = await page.RunAndWaitForDownloadAsync(() => page.ClickAsync("#trail-file"));
        Assert.Equal(3, (await File.ReadAllLinesAsync(await file.PathAsync())).Length);

        await page.ClickAsync("#trail-lines tbody td:nth-child(2) a");
        await page.SeesAsync("#trail-note", "1 shown.");
        await page.SelectOptionAsync("#trail-action", "key-revoked");
        await page.ClickAsync("#trail button[type=submit]");
        await page.SeesAsync("#trail-note", "No change matches.");
        Assert.Equal(TrailActions.All, await page.EvaluateAsync<string[]>("[...document.querySelectorAll('#trail-action option')].map(one => one.value).slice(1)"));

        await page.ClickAsync("#trail-all");
        await page.ClickAsync($"#trail-lines a[href='#/members/{KeysFixture.Ada}']");
        await page.ClickAsync("#member-trail");
        await page.SeesAsync("#trail-note", "2 shown.");
        Assert.Empty(browser.Complaints);
    }

    [ChromiumFact]
    public async Task What_comes_while_somebody_reads_waits_above_the_list_which_keeps_its_place()
    {
        for (var day = 1; day <= 60; day++)
            await ChangeAsync("treasury", HttpMethod.Put, $"/v1/rates/2026-09-{(day % 30) + 1:00}", $$"""{"EUR":0.{{day + 10}}}""");
        await using var browser = await Chromium.LaunchAsync();
        var page = await OpenAsync(browser, "#/trail?action=rates-put");
        await page.SeesAsync("#trail-note", "50 shown.");
        await page.ClickAsync("#trail-older");
        await page.SeesAsync("#trail-note", "60 shown.");
        Assert.True(await page.IsHiddenAsync("#trail-older"));
        Assert.Equal(60, await page.EvaluateAsync<int>("new Set([...document.querySelectorAll('.trail tbody')].map(one => one.dataset.sequence)).size"));

        var row = page.Locator(".trail tbody").Nth(40);
        await row.Locator("[aria-expanded]").ClickAsync();
        var sequence = (await row.GetAttributeAsync("data-sequence"))!;
        var kept = page.Locator($"[data-sequence='{sequence}']");
        var before = (await kept.BoundingBoxAsync())!.Y;
        await ChangeAsync("treasury", HttpMethod.Put, Rates, """{"EUR":0.95}""");
        await page.SeesAsync("#trail-newer", "Show 1 newer");
        Assert.Equal(60, await page.Locator(".trail tbody").CountAsync());
        await page.ClickAsync("#trail-newer");
        await page.SeesAsync("#trail-note", "61 shown.");
        Assert.Equal("2026-11-01", (await PartsAsync(page, 0, Concerned + " small"))[0]);
        Assert.True(await kept.Locator(".trail-more").IsVisibleAsync());
        await Eventually.IsTrue(async () => Math.Abs((await kept.BoundingBoxAsync())!.Y - before) < 2, "the record is where it was");
        Assert.Empty(browser.Complaints);
    }

    [ChromiumFact]
    public async Task A_chain_that_holds_is_said_to_and_a_record_that_was_changed_in_the_database_is_named()
    {
        await ChangeAsync("treasury", HttpMethod.Put, Rates, """{"EUR":0.94}""", "As%20every%20month");
        await using var browser = await Chromium.LaunchAsync();
        var page = await OpenAsync(browser, "#/trail");
        var altered = (await RecordOfAsync(0)).GetProperty("sequence").GetInt64();
        await page.SeesPartAsync("#chain-note", $"Verified: as it was written up to record {altered}, at ");
        Assert.Equal("sound", await page.GetAttributeAsync("#chain", "data-chain"));

        await ChangeAsync("treasury", HttpMethod.Put, Rates, """{"EUR":0.95}""");
        await page.ClickAsync("#trail-newer");
        await page.SeesPartAsync("#chain-note", $"up to record {altered + 1}, at ");
        await _host.TamperAsync($"UPDATE trail SET reason = 'Never mind' WHERE sequence = {altered}");
        await page.ClickAsync("#chain-again");
        await page.SeesAsync("#chain-note", $"The trail is not as it was written. Record {altered}: its content was changed.");
        await page.SeesPartAsync("#chain-fault", $"Sound up to record {altered - 1}.");
        Assert.Equal("broken", await page.GetAttributeAsync("#chain", "data-chain"));
        Assert.Equal([altered.ToString()], await BrokenRowsAsync(page));
        await page.IsAccessibleAsync();

        await page.ClickAsync("#chain-fault a");
        await page.SeesPartAsync("#trail-note", "From record");
        await page.SeesAsync("[data-wanted] td:nth-child(5)", "Never mind");
        Assert.Equal([altered.ToString()], await BrokenRowsAsync(page));

        await _host.TamperAsync($"DELETE FROM trail WHERE sequence = {altered}");
        await page.ReloadAsync();
        await page.SeesAsync("#chain-note", $"The trail is not as it was written. Record {altered}: it is missing.");
        Assert.Empty(browser.Complaints);
    }

    [ChromiumTheory]
    [InlineData(ColorScheme.Light, 1280)]
    [InlineData(ColorScheme.Dark, 390)]
    public async Task It_is_accessible_and_as_wide_as_its_window_with_every_button_whole(ColorScheme theme, int width)
    {
        await ChangeAsync("a-system-with-a-name-as-long-as-can-be-4", HttpMethod.Put, Rates, """{"EUR":0.94,"USD":0.88,"JPY":0.0061}""", new string('w', 200));
        await ChangeAsync("back-office", HttpMethod.Patch, $"/v1/members/{KeysFixture.Ada}", """{"phone":null}""");
        await using var browser = await Chromium.LaunchAsync();
        var page = await OpenAsync(browser, "#/trail", width, theme);
        await page.SeesPartAsync("#chain-note", "Verified");
        Assert.True(await page.EvalOnSelectorAsync<bool>(
            ".rail [aria-current]", "link => { const { left, right } = link.getBoundingClientRect(); return left >= 0 && right <= innerWidth; }"));
        await page.ClickAsync("#trail-lines [aria-expanded]");
        await page.IsAccessibleAsync();
        await page.FitsItsWidthAsync();
        await page.HasWholeButtonsAsync("#view-trail");

        await page.ClickAsync("[data-view=keys]");
        await page.SeesPartAsync("#keys-table", "back-office");
        await page.IsAccessibleAsync();
        await page.FitsItsWidthAsync();
        await page.HasWholeButtonsAsync("#view-keys");
        await page.ClickAsync("#keys-table tbody tr:first-child button");
        await page.SeesPartAsync("#keys-table", "Press again");
        await page.HasWholeButtonsAsync("#view-keys");
    }

    [ChromiumFact]
    public async Task A_key_that_may_not_read_it_is_not_offered_it_and_the_rest_goes_on()
    {
        await using var browser = await Chromium.LaunchAsync();
        var page = await browser.OpenAsync(new Uri(_host.Address, $"/console#key={await _host.KeyOfAsync("finance")}"));
        await page.WaitForSelectorAsync("[data-view=trail]", new PageWaitForSelectorOptions { State = WaitForSelectorState.Hidden });
        // Nor is it shown to whoever knows its address.
        await page.EvaluateAsync("location.hash = '#/trail'");
        await page.WaitForURLAsync("**/console#/live");
        Assert.True(await page.IsHiddenAsync("#view-trail"));
        await page.ClickAsync("[data-view=population]");
        await page.SeesPartAsync("#population-tiers", "Member");
    }

    private async Task ChangeAsync(string system, HttpMethod method, string path, string json, string? reason = null)
    {
        if (!_keys.TryGetValue(system, out var key))
            _keys[system] = key = (await _host.MakeKeyAsync(system, "operator")).Key;
        using var http = _host.With(key);
        (await http.SendJsonAsync(method, path, json, headers: reason is null ? [] : [("Loyalty-Reason", reason)])).EnsureSuccessStatusCode();
    }

    private async Task<IPage> OpenAsync(Chromium browser, string at, int width = 1280, ColorScheme theme = ColorScheme.Light)
    {
        var page = await browser.OpenAsync(new Uri(_host.Address, $"/console#key={await _host.KeyOfAsync("admin")}"), width, theme: theme);
        await page.EvaluateAsync("at => { location.hash = at; }", at);
        return page;
    }

    /// <summary>A record as the API has it, 0 for the newest.</summary>
    private async Task<System.Text.Json.JsonElement> RecordOfAsync(int back) => (await _host.Admin.GetJsonAsync("/v1/trail")).GetProperty("items")[back];

    private static async Task<string[]> PartsAsync(IPage page, int row, params string[] parts)
    {
        var texts = new List<string>();
        foreach (var part in parts)
            texts.Add((await page.Locator(".trail tbody").Nth(row).Locator(part).TextContentAsync())!);
        return [.. texts];
    }

    private static Task<string[]> BrokenRowsAsync(IPage page) =>
        page.EvaluateAsync<string[]>("[...document.querySelectorAll('.trail tbody[data-broken]')].map(one => one.dataset.sequence)");
}
