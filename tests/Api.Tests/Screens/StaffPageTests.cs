using System.Net;
using Loyalty.Contracts;
using Microsoft.Playwright;

namespace Loyalty.Api.Tests;

/// <summary>The pages of the airport's staff against a real engine in a real browser.</summary>
public sealed class StaffPageTests
{
    private const string Day = "--Loyalty:TestClock=2026-11-21T10:00:00Z";

    [ChromiumFact]
    public async Task A_lounge_lets_in_by_tier_and_says_why_not()
    {
        await using var engine = await EngineProcess.StartAsync(Day);
        await engine.EnrolAsync("GOLDEN");
        await engine.BuyAsync("GOLDEN", "t-1", 2600);
        await engine.EnrolAsync("NEWBIE");
        await using var browser = await Chromium.LaunchAsync();
        var page = await browser.OpenAsync(new Uri(engine.Address, "/lounge/ZRH-E"), 820, 1180);
        await page.SeesAsync("#sub", "ZRH-E");

        await page.Keyboard.TypeAsync("golden");
        await page.Keyboard.PressAsync("Enter");
        await page.SeesAsync("#verdict-word", "Yes");
        await page.IsAccessibleAsync();
        await page.Keyboard.TypeAsync("NEWBIE");
        await page.Keyboard.PressAsync("Enter");
        await page.SeesAsync("#verdict-why", "This tier does not open the lounge.");
        await page.IsAccessibleAsync();
        await page.FillAsync("#scan-guests", "1");
        await page.FillAsync("#scan-text", "GOLDEN");
        await page.PressAsync("#scan-text", "Enter");
        await page.SeesAsync("#verdict-why", "This tier brings no guests in.");
        Assert.Equal(3, await page.Locator("#recent li").CountAsync());
        await page.FitsItsWidthAsync();

        var uses = (await engine.GetAsync("/v1/finance/benefit-uses?month=2026-11")).GetProperty("uses");
        Assert.Equal(("lounge", 1), (uses[0].GetProperty("benefit").GetString(), uses[0].GetProperty("uses").GetInt32()));
    }

    [ChromiumFact]
    public async Task A_crew_sees_whom_to_greet_and_a_board_who_was_told()
    {
        await using var engine = await EngineProcess.StartAsync(Day);
        await engine.EnrolAsync("GOLDEN");
        await engine.BuyAsync("GOLDEN", "t-1", 2600);
        await engine.SendAsync(
            HttpMethod.Post, "/v1/checkins", new { checkinId = "c-1", memberId = "GOLDEN", flight = "LX14", date = "2026-11-21", airport = "ZRH", location = "A1", seat = "12A" }, HttpStatusCode.Created);
        await using var browser = await Chromium.LaunchAsync();
        var crew = await browser.OpenAsync(new Uri(engine.Address, "/briefing/lx14/2026-11-21"), 390, 844, "de-CH");
        await crew.SeesPartAsync("#members", "Ada L.");
        await crew.SeesPartAsync("#members", "Neu: Gold");
        await crew.SeesAsync("#note", "1 Mitglied an Bord");
        await crew.IsAccessibleAsync();
        await crew.FitsItsWidthAsync();

        var board = await browser.OpenAsync(new Uri(engine.Address, "/disruptions"), 1440, 900);
        await board.SeesAsync("#note", "No disruptions in the last days.");
        await board.FillAsync("#announce-flight", "lx14");
        await board.FillAsync("#announce-kind", "delay");
        await board.ClickAsync("#announce button");
        await board.WaitForSelectorAsync("#announce-message[aria-invalid=true]");
        await board.FillAsync("#announce-message", "LX14 leaves at 13:40.");
        await board.ClickAsync("#announce button");
        await board.SeesAsync("#announce-note", "Announced to 1 member.");
        await board.SeesPartAsync("[data-disruption]", "Ada L.");
        // What somebody else announces comes by itself.
        await engine.SendAsync(
            HttpMethod.Post, "/v1/disruptions", new { disruptionId = "d-2", flight = "LX16", date = "2026-11-21", kind = "cancelled", message = "LX16 does not fly." }, HttpStatusCode.Created);
        await board.SeesPartAsync("[data-disruption='d-2']", "LX16 does not fly.");
        await board.IsAccessibleAsync();
        await board.FitsItsWidthAsync();
        Assert.DoesNotContain(browser.Complaints, complaint => !complaint.Contains("422", StringComparison.Ordinal));
    }
}
