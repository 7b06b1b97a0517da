using System.Net;
using System.Text;
using Loyalty.Contracts;
using Microsoft.Playwright;

namespace Loyalty.Api.Tests;

/// <summary>The page at <c>/console</c> against a real engine in a real browser.</summary>
public sealed partial class ConsolePageTests
{
    private const string Day = "--Loyalty:TestClock=2026-11-21T10:00:00Z";

    [ChromiumFact]
    public async Task A_member_is_found_by_name_and_by_address_and_the_story_says_why()
    {
        await using var engine = await EngineProcess.StartAsync(Day);
        await EnrolAsync(engine, "MEMBER1", "Zoë", "Müller", "zoe@example.org");
        await EnrolAsync(engine, "MEMBER2", "Zora", "Frei", "zora@example.org");
        await engine.SendAsync(HttpMethod.Put, "/v1/rates/2026-11-01", new Dictionary<string, decimal> { ["EUR"] = 0.94m }, HttpStatusCode.NoContent);
        await BuyAsync(engine, "MEMBER1", "t-1", 2700.00m, "EUR");
        await engine.SendAsync(
            HttpMethod.Post, "/v1/members/MEMBER1/purchases/t-1/reversals", new { reversalId = "r-1", amount = 1000.00m, reason = "Flight cancelled" }, HttpStatusCode.Created);
        await using var browser = await Chromium.LaunchAsync();
        var page = await browser.OpenAsync(new Uri(engine.Address, "/console#/members"));

        await page.FillAsync("#find-query", "muller");
        await page.ClickAsync("[data-member='MEMBER1']");

        await page.SeesAsync("#member-name", "Zoë Müller");
        await page.SeesAsync("#member-tier", "Silver");
        await page.SeesPartAsync("#member-rule", "reaches its threshold of");
        await page.SeesPartAsync("#timeline", "Reason: Flight cancelled");
        await page.SeesPartAsync("#timeline", "Member to Gold");
        await page.SeesPartAsync("#timeline", "Gold corrected to Silver");
        await page.SeesPartAsync("#timeline", "at 0.94");
        Assert.EndsWith("#/members/MEMBER1", page.Url, StringComparison.Ordinal);

        await page.FillAsync("#find-query", "ZORA@example.org");
        await page.ClickAsync("[data-member='MEMBER2']");
        await page.SeesAsync("#member-name", "Zora Frei");
        await page.GoBackAsync();
        await page.SeesAsync("#member-name", "Zoë Müller");
        await page.FillAsync("#find-query", "nobody");
        await page.SeesAsync("#find-query-note", "Nobody found.");
        Assert.Empty(browser.Complaints);
    }

    [ChromiumFact]
    public async Task A_basket_is_tried_and_a_correction_with_its_reason_moves_the_status_live()
    {
        await using var engine = await EngineProcess.StartAsync(Day);
        await engine.EnrolAsync("MEMBER1");
        await engine.BuyAsync("MEMBER1", "t-1", 100.00m);
        await using var browser = await Chromium.LaunchAsync();
        var page = await browser.OpenAsync(new Uri(engine.Address, "/console#/members/MEMBER1"));
        await page.SeesAsync("#member-tier", "Member");

        await page.FillAsync("#basket-amount", "900");
        await page.ClickAsync("#basket button[type=submit]");
        await page.SeesPartAsync("#basket-outcome", "Rises from Member to Silver.");

        await page.FillAsync("#credit-amount", "900");
        await page.ClickAsync("#credit button[type=submit]");
        await page.SeesPartAsync("#credit-reason-note", "Say why");
        await page.FillAsync("#credit-reason", "Seat was broken");
        await page.ClickAsync("#credit button[type=submit]");
        await page.SeesAsync("#member-tier", "Silver");
        await page.SeesPartAsync("#timeline", "Reason: Seat was broken");

        await page.ClickAsync("#timeline .entry:first-child button");
        await page.FillAsync("#back-reason", "Credited by mistake");
        await page.ClickAsync("#back button[type=submit]");
        await page.SeesAsync("#member-tier", "Member");
        await page.SeesPartAsync("#timeline", "Reason: Credited by mistake");

        var newest = (await engine.GetAsync("/v1/members/MEMBER1/transactions")).GetProperty("items");
        Assert.Equal(3, newest.GetArrayLength());
        Assert.Equal("Seat was broken", newest[1].GetProperty("reason").GetString());
        Assert.Empty(browser.Complaints);
    }

    [ChromiumFact]
    public async Task A_file_with_bad_rows_is_imported_and_the_refused_ones_come_back_as_a_file()
    {
        await using var engine = await EngineProcess.StartAsync(Day);
        await using var browser = await Chromium.LaunchAsync();
        var page = await browser.OpenAsync(new Uri(engine.Address, "/console#/data"));
        const string File =
            "memberId,transactionId,type,amount,currency,date\nADA1815,h-1,flight,2600.00,CHF,2026-01-10\nADA1815,h-2,flight,=1+1,CHF,2026-02-10\nADA1815,h-3,flight,1.00,CHF,2026-01-01\n";

        await page.ClickAsync("#import button[type=submit]");
        await page.SeesPartAsync("#import-file-note", "Choose a file");
        await page.SetInputFilesAsync("#import-file", new FilePayload { Name = "history.csv", MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes(File) });
        await page.ClickAsync("#import button[type=submit]");
        await page.SeesAsync("#import-note", "Imported.");
        var report = await page.RunAndWaitForDownloadAsync(() => page.ClickAsync("#import-report-link"));

        Assert.Equal("history-refused.csv", report.SuggestedFilename);
        var lines = (await System.IO.File.ReadAllTextAsync(await report.PathAsync())).TrimStart('\uFEFF').Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(3, lines.Length);
        Assert.StartsWith("3,amount-not-valid,", lines[1], StringComparison.Ordinal);
        Assert.EndsWith(",\"ADA1815,h-2,flight,=1+1,CHF,2026-02-10\"", lines[1], StringComparison.Ordinal);
        Assert.StartsWith("4,older-than-last-posting,", lines[2], StringComparison.Ordinal);
        Assert.Equal("Gold", (await engine.GetAsync("/v1/members/ADA1815/status")).GetProperty("tier").GetProperty("name").GetString());

        var export = await page.RunAndWaitForDownloadAsync(() => page.ClickAsync("a[download='postings.csv']"));
        Assert.Contains("ADA1815,purchase,h-1", await System.IO.File.ReadAllTextAsync(await export.PathAsync()));
        Assert.Empty(browser.Complaints);
    }

    [ChromiumFact]
    public async Task The_home_counts_members_and_each_number_opens_its_list()
    {
        await using var engine = await EngineProcess.StartAsync(Day);
        await EnrolAsync(engine, "MEMBER1", "Zoë", "Müller", "zoe@example.org");
        await EnrolAsync(engine, "MEMBER2", "Zora", "Frei", "zora@example.org");
        await engine.BuyAsync("MEMBER1", "t-1", 2600m);
        await Eventually.IsTrue(async () => (await engine.GetAsync("/v1/population/lists")).GetProperty("behind").GetInt64() == 0, "the lists have followed");
        await using var browser = await Chromium.LaunchAsync();
        var page = await browser.OpenAsync(new Uri(engine.Address, "/console"));
        await page.SeesAsync("[data-list=enrolled] [data-days='1'] strong", "2");
        await page.SeesAsync("[data-list=atRisk] strong", "0");

        await page.ClickAsync("[data-list=risen] [data-days='7']");
        await page.SeesAsync("#list-title", "Risen · 7 days");
        await page.SeesPartAsync("#list-rows", "Zoë Müller");
        Assert.DoesNotContain("Zora", await page.TextContentAsync("#list-rows"), StringComparison.Ordinal);
        await page.IsAccessibleAsync();

        await page.SelectOptionAsync("#list-which", "all");
        await page.SelectOptionAsync("#list-sort", "spend");
        await page.SeesPartAsync("#list-rows tbody tr:first-child", "Zora Frei");
        await page.SelectOptionAsync("#list-tier", "gold");
        await page.SeesPartAsync("#list-rows tbody tr:first-child", "Zoë Müller");
        Assert.EndsWith("#/home?list=all&tier=gold&sort=spend", page.Url, StringComparison.Ordinal);
        var file = await page.RunAndWaitForDownloadAsync(() => page.ClickAsync(".member-list a[download]"));
        Assert.Contains("MEMBER1,", await System.IO.File.ReadAllTextAsync(await file.PathAsync()), StringComparison.Ordinal);
        await page.ClickAsync("[data-listed='MEMBER1']");
        await page.SeesAsync("#member-tier", "Gold");
        Assert.Empty(browser.Complaints);
    }

    [ChromiumFact]
    public async Task A_person_is_enrolled_put_right_given_their_data_and_erased()
    {
        await using var engine = await EngineProcess.StartAsync(Day);
        await using var browser = await Chromium.LaunchAsync();
        var page = await browser.OpenAsync(new Uri(engine.Address, "/console#/members"));
        await page.ClickAsync(".enrol summary");
        await page.FillAsync("#enrol-givenName", "Zoë");
        await page.FillAsync("#enrol-familyName", "Müller");
        await page.FillAsync("#enrol-email", "nowhere");
        await page.ClickAsync("#enrol button");
        await page.WaitForSelectorAsync("#enrol-email[aria-invalid=true]");
        await page.FillAsync("#enrol-email", "zoe@example.org");
        await page.ClickAsync("#enrol button");
        await page.SeesAsync("#member-name", "Zoë Müller");
        var member = page.Url.Split('/')[^1];
        await page.IsAccessibleAsync();

        await page.FillAsync("#person-familyName", "Frei");
        await page.FillAsync("#person-reason", "Married");
        await page.ClickAsync("#person button");
        await page.SeesAsync("#person-note", "Saved.");
        await page.SeesAsync("#member-name", "Zoë Frei");
        await page.ClickAsync("#person-consent");
        await page.SeesAsync("#person-done", "Kept.");
        Assert.False((await engine.GetAsync($"/v1/members/{member}/consent")).GetProperty("displayRecognition").GetBoolean());
        var file = await page.RunAndWaitForDownloadAsync(() => page.ClickAsync("#person-export"));
        Assert.Contains("zoe@example.org", await System.IO.File.ReadAllTextAsync(await file.PathAsync()), StringComparison.Ordinal);

        await page.ClickAsync("[aria-labelledby=person-title] summary");
        await page.FillAsync("#person-number", "100000000016");
        await page.ClickAsync("#erase button");
        await page.SeesAsync("#person-done", "This is not the number of this member.");
        await page.FillAsync("#person-number", member);
        await page.ClickAsync("#erase button");
        await Eventually.IsTrue(async () => (await engine.Http.GetAsync($"/v1/members/{member}")).StatusCode == HttpStatusCode.Gone, "the person is erased");
    }

    [ChromiumFact]
    public async Task The_finder_is_worked_by_arrows_and_enter()
    {
        await using var engine = await EngineProcess.StartAsync(Day);
        await EnrolAsync(engine, "MEMBER1", "Zoë", "Müller", "zoe@example.org");
        await EnrolAsync(engine, "MEMBER2", "Zora", "Frei", "zora@example.org");
        await using var browser = await Chromium.LaunchAsync();
        var page = await browser.OpenAsync(new Uri(engine.Address, "/console#/members"));
        await Eventually.IsTrue(() => page.EvaluateAsync<bool>("document.activeElement.id === 'find-query'"), "the finder has the focus");

        await page.Keyboard.TypeAsync("zo");
        await page.SeesPartAsync("#found", "Zora Frei");
        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("ArrowUp");
        var first = await page.TextContentAsync("#found li:first-child strong");
        await page.Keyboard.PressAsync("Enter");
        await page.SeesAsync("#member-name", first!);

        await page.FillAsync("#find-query", "zora");
        await page.SeesAsync("#find-query-note", "1 found.");
        await page.PressAsync("#find-query", "Enter");
        await page.SeesAsync("#member-name", "Zora Frei");
        Assert.Empty(browser.Complaints);
    }

    [ChromiumFact]
    public async Task The_feed_shows_a_purchase_made_elsewhere_leads_to_its_member_and_stands_still_when_told()
    {
        await using var engine = await EngineProcess.StartAsync();
        await engine.EnrolAsync("MEMBER1");
        await using var browser = await Chromium.LaunchAsync();
        var page = await browser.OpenAsync(new Uri(engine.Address, "/console#/live"));
        await page.SeesAsync("#hub", "Live");
        await page.WatchShiftsAsync();

        await engine.BuyAsync("MEMBER1", "t-1", 2600);

        await page.SeesPartAsync("#feed", "rose from Member to Gold");
        await page.SeesPartAsync("#push-said", "Median");
        await page.SeesPartAsync("#rate-said", "a second");
        await page.HasNotShiftedAsync();
        await page.ClickAsync("#feed-pause");
        await engine.BuyAsync("MEMBER1", "t-2", 1);
        await page.SeesPartAsync("#feed-count", "held still");
        Assert.DoesNotContain("bought", await page.TextContentAsync("#feed"));
        await page.ClickAsync("#feed .who");
        await page.SeesAsync("#member-tier", "Gold");
        Assert.Empty(browser.Complaints);
    }

    [ChromiumFact]
    public async Task The_population_rates_and_programme_are_told()
    {
        await using var engine = await EngineProcess.StartAsync(Day);
        await engine.EnrolAsync("MEMBER1");
        await engine.BuyAsync("MEMBER1", "t-1", 1000);
        await using var browser = await Chromium.LaunchAsync();
        var page = await browser.OpenAsync(new Uri(engine.Address, "/console#/population"));
        await page.SeesPartAsync("#population-facts", "1,000.00");
        await page.SeesPartAsync("#population-tiers", "Silver1100%");

        await page.ClickAsync("[data-view=rates]");
        await page.SeesPartAsync("#rates-note", "No rates");
        await page.FillAsync("#rate-date", "2026-11-01");
        await page.FillAsync("#rate-currency", "usd");
        await page.FillAsync("#rate-rate", "0.8812");
        await page.ClickAsync("#rate button[type=submit]");
        await page.SeesPartAsync("#rates-table", "0.8812");
        await page.FillAsync("#rate-currency", "CHF");
        await page.FillAsync("#rate-rate", "2");
        await page.ClickAsync("#rate button[type=submit]");
        await page.SeesPartAsync("#rate-rate-note", "always 1");

        await page.ClickAsync("[data-view=programme]");
        await page.SeesPartAsync("#programme-tiers", "Guaranteed seat");
    }

    [ChromiumFact]
    public async Task It_speaks_German_and_writes_amounts_as_the_Swiss_do()
    {
        await using var engine = await EngineProcess.StartAsync(Day);
        await engine.EnrolAsync("MEMBER1");
        await engine.BuyAsync("MEMBER1", "t-1", 2600);
        await using var browser = await Chromium.LaunchAsync();
        var page = await browser.OpenAsync(new Uri(engine.Address, "/console#/members/MEMBER1"), locale: "de-CH");

        await page.SeesPartAsync("#member-rule", "erreichen die Schwelle von");
        await page.SeesPartAsync("#member-spend", "'600.00");
        await page.SeesPartAsync("#timeline", "Member zu Gold aufgestiegen");
        await page.FillAsync("#back-amount", "5000");
        await page.FillAsync("#back-reason", "Zuviel");
        await page.ClickAsync("#back button[type=submit]");
        await page.SeesAsync("#back-amount-note", "So viel ist von diesem Kauf nicht mehr übrig.");
        Assert.Equal("de-CH", await page.GetAttributeAsync("html", "lang"));
    }

    [ChromiumTheory]
    [InlineData(ColorScheme.Light, 1280)]
    [InlineData(ColorScheme.Dark, 360)]
    public async Task Every_view_is_accessible_light_and_as_wide_as_its_window(ColorScheme theme, int width)
    {
        await using var engine = await EngineProcess.StartAsync(Day);
        await engine.EnrolAsync("MEMBER1");
        await engine.BuyAsync("MEMBER1", "t-1", 123_456_789.99m);
        await using var browser = await Chromium.LaunchAsync();
        var page = await browser.OpenAsync(new Uri(engine.Address, "/console#/members/MEMBER1"), width, 800, theme: theme, motion: ReducedMotion.Reduce);
        await page.SeesAsync("#member-tier", "Platinum");
        await page.SeesPartAsync("#timeline", "Member to Platinum");
        await page.FillAsync("#find-query", "ada");
        await page.SeesPartAsync("#found", "Ada Lovelace");
        await page.IsLightAsync(engine);
        await page.PaintedSoonAsync();

        foreach (var view in new[] { "members", "home", "live", "population", "rates", "programme", "data", "trail", "keys" })
        {
            if (view != "members")
                await page.ClickAsync($"[data-view={view}]");
            await Eventually.IsTrue(() => page.IsVisibleAsync($"#view-{view}"), $"the view {view} is there");
            await page.IsAccessibleAsync();
            await page.FitsItsWidthAsync();
        }
    }

    [ChromiumFact]
    public async Task A_console_that_lost_the_engine_says_so_and_catches_up()
    {
        await using var engine = await EngineProcess.StartAsync();
        await engine.EnrolAsync("MEMBER1");
        await using var browser = await Chromium.LaunchAsync();
        var page = await browser.OpenAsync(new Uri(engine.Address, "/console#/members/MEMBER1"));
        await page.SeesAsync("#hub", "Live");

        await engine.KillAsync();
        await Eventually.IsTrue(async () => await page.TextContentAsync("#hub") != "Live", "the page says that it is cut off");
        await engine.StartAgainAsync();
        await engine.BuyAsync("MEMBER1", "t-1", 5000);

        await page.SeesAsync("#member-tier", "Platinum");
        await page.SeesPartAsync("#timeline", "Member to Platinum");
    }

    private static Task<System.Text.Json.JsonElement> EnrolAsync(EngineProcess engine, string id, string givenName, string familyName, string email) => engine.SendAsync(
        HttpMethod.Post, "/v1/members", new { channel = "web", givenName, familyName, email, memberId = id }, HttpStatusCode.Created);

    private static Task<System.Text.Json.JsonElement> BuyAsync(EngineProcess engine, string id, string transaction, decimal amount, string currency) => engine.SendAsync(
        HttpMethod.Post, $"/v1/members/{id}/purchases", new { transactionId = transaction, type = "flight", amount, currency }, HttpStatusCode.Created);
}
