using Loyalty.Contracts;
using Microsoft.Playwright;

namespace Loyalty.Api.Tests;

/// <summary>The programme at the console: drafted, rehearsed, activated and withdrawn.</summary>
public sealed partial class ConsolePageTests
{
    [ChromiumFact]
    public async Task A_draft_is_written_compared_rehearsed_activated_and_withdrawn()
    {
        await using var engine = await FourMembersAsync();
        await using var browser = await Chromium.LaunchAsync();
        var page = await browser.OpenAsync(new Uri(engine.Address, "/console#/programme"), 1440, 1000);
        await page.SeesPartAsync("#versions-table", "from the beginning");
        await page.SeesAsync("#draft-diff", "Nothing: the draft says what is in force.");

        // The form and the text are one draft.
        await page.FillAsync("[data-path='tiers[2].threshold']", "900");
        await page.SeesPartAsync("#draft-diff", "tiers.gold.threshold");
        Assert.Contains("\"threshold\": 900", await page.InputValueAsync("#draft-text"), StringComparison.Ordinal);
        await page.ClickAsync("#rehearse");
        await page.SeesPartAsync("#draft-note", "tiers[2].threshold");
        Assert.Equal("true", await page.GetAttributeAsync("[data-path='tiers[2].threshold']", "aria-invalid"));
        var text = (await page.InputValueAsync("#draft-text")).Replace("\"threshold\": 900", "\"threshold\": 3000", StringComparison.Ordinal);
        await page.FillAsync("#draft-text", text.Replace("\"graceDays\": 30", "\"graceDays\": 60", StringComparison.Ordinal));
        await Eventually.IsTrue(async () => await page.InputValueAsync("[data-path='graceDays']") == "60", "the form follows the text");
        await page.SeesPartAsync("#draft-diff", "graceDays3060");

        await page.FillAsync("#rehearsal-day", "2027-01-01");
        await page.ClickAsync("#rehearse");
        await page.SeesPartAsync("#rehearsal-outcome", "▼ Gold to Silver: 1");
        await page.SeesPartAsync("#rehearsal-outcome", "CHF 45.04 – CHF 90.08");
        await page.SeesPartAsync("#rehearsal-outcome", "CHF 50.08 – CHF 100.17");
        await page.SeesPartAsync("#rehearsal-note", "Members: 4, in");
        Assert.Contains("FIRST,gold,silver", await engine.Http.GetStringAsync(await page.GetAttributeAsync("#rehearsal-outcome a.button", "href")), StringComparison.Ordinal);
        await page.IsAccessibleAsync();

        await page.FillAsync("#activation-day", "2027-01-01");
        await page.ClickAsync("#activate");
        await page.SeesAsync("#activation-note", "Say why.");
        await page.FillAsync("#activation-reason", "To grow");
        await page.ClickAsync("#activate");
        await page.SeesAsync("#activation-note", "Version 2 holds from 1 Jan 2027.");
        await page.SeesPartAsync("#versions-table", "begins in 31 days");
        await page.SeesPartAsync("#versions-table", "To grow");

        await page.ClickAsync("#versions-table button.danger");
        await page.ClickAsync("#withdraw-now");
        await page.SeesAsync("#withdrawal-note", "Say why.");
        await page.FillAsync("#withdrawal-reason", "Not yet");
        await page.ClickAsync("#withdraw-now");
        await page.SeesPartAsync("#versions-table", "withdrawn");
        Assert.Single((await engine.GetAsync("/v1/programme/versions")).GetProperty("items").EnumerateArray(), one => one.GetProperty("withdrawnAt").ValueKind == System.Text.Json.JsonValueKind.Null);
        Assert.Equal(["422"], browser.Complaints.Select(one => one.Contains("422", StringComparison.Ordinal) ? "422" : one));
    }

    [ChromiumFact]
    public async Task Tiers_and_rules_come_and_go_in_the_form_and_what_is_no_json_is_said()
    {
        await using var engine = await EngineProcess.StartAsync(Day);
        await engine.EnrolAsync("MEMBER1");
        await using var browser = await Chromium.LaunchAsync();
        var page = await browser.OpenAsync(new Uri(engine.Address, "/console#/programme"), 1440, 1000);
        await page.SeesPartAsync("#draft-diff", "Nothing");

        await page.ClickAsync("button[aria-label='Remove Gold']");
        await page.SeesPartAsync(".draft-form", "gold is gone: its members hold silver.");
        await page.ClickAsync("text=Add a tier on top");
        await page.FillAsync("[data-path='tiers[3].name']", "Diamond");
        await page.ClickAsync("text=Add a rule");
        await page.SelectOptionAsync("#draft-new-rule", "hold");
        await page.ClickAsync("text=Add a rule");
        await page.SeesPartAsync("#draft-diff", "tiers.gold");
        await page.ClickAsync("text=Add a list");
        await page.FillAsync("[data-path='earning.lists.list-1']", "gift card, tobacco");
        const string Bonus = "fieldset:has(> legend:text('bonus-1'))";
        foreach (var (condition, way, path, value) in new[] { ("route", "of", "route", "ZRH-LHR, LHR-ZRH"), ("product", "notInList", "product.notInList", "list-1"), ("flights", null, "flights", "lx 1-1999, LX14") })
        {
            await page.SelectOptionAsync($"{Bonus} select[aria-label='Condition']", condition);
            if (way is not null)
                await page.SelectOptionAsync($"{Bonus} select[aria-label='How it is compared']", way);
            await page.ClickAsync($"{Bonus} >> text=Add a condition");
            await page.FillAsync($"[data-path='earning.rules[0].when.{path}']", value);
        }

        var earning = System.Text.Json.JsonDocument.Parse(await page.InputValueAsync("#draft-text")).RootElement.GetProperty("earning");
        Assert.Equal(
            """{"route":["ZRH-LHR","LHR-ZRH"],"product":{"notInList":"list-1"},"flights":[{"carrier":"LX","from":1,"to":1999},{"carrier":"LX","from":14,"to":14}]}""",
            System.Text.Json.JsonSerializer.Serialize(earning.GetProperty("rules")[0].GetProperty("when")));
        Assert.Equal("gift card", earning.GetProperty("lists").GetProperty("list-1")[0].GetString());
        await page.ClickAsync("#rehearse");
        await page.SeesPartAsync("#draft-note", "Tier 'gold' is gone");
        await page.SeesPartAsync("#rehearsal-note", "Members: 1, in");

        await page.FillAsync("#draft-text", "{ \"name\": ");
        await page.SeesPartAsync("#draft-text-note", "This cannot be read");
        await page.ClickAsync("#draft-again");
        await page.SeesPartAsync("#draft-diff", "Nothing");
        Assert.Empty(browser.Complaints);
    }

    [ChromiumTheory]
    [InlineData(360, "de-CH", ColorScheme.Dark)]
    [InlineData(768, "de-CH", ColorScheme.Light)]
    [InlineData(1440, "fr-CH", ColorScheme.Light)]
    public async Task The_outcome_of_a_rehearsal_fits_every_window_in_every_language(int width, string locale, ColorScheme theme)
    {
        await using var engine = await FourMembersAsync();
        await using var browser = await Chromium.LaunchAsync();
        var page = await browser.OpenAsync(new Uri(engine.Address, "/console#/programme"), width, 900, locale, theme, ReducedMotion.Reduce);
        await page.SeesPartAsync("#versions-table", "1");
        await page.FillAsync("[data-path='tiers[2].threshold']", "3000");
        await page.ClickAsync("#rehearse");
        await page.SeesPartAsync("#rehearsal-outcome", "Gold");

        await page.FitsItsWidthAsync();
        await page.HasWholeButtonsAsync("#view-programme");
        await page.IsAccessibleAsync();
    }

    /// <summary>The four members of programme-rules B on 2026-12-01.</summary>
    private static async Task<EngineProcess> FourMembersAsync()
    {
        var engine = await EngineProcess.StartAsync("--Loyalty:TestClock=2026-01-05T10:00:00Z");
        foreach (var (member, day, amount) in new[] { ("FOURTH", "2026-01-05", 2600m), ("FIRST", "2026-03-10", 2700m), ("SECOND", "2026-07-01", 3200m), ("THIRD", "2026-09-01", 850m) })
        {
            await EarningEndToEndTests.ClockAsync(engine, day);
            await engine.EnrolAsync(member);
            await engine.BuyAsync(member, $"t-{member}", amount);
        }

        await EarningEndToEndTests.ClockAsync(engine, "2026-12-01");
        return engine;
    }
}
