using System.Net;
using Loyalty.Contracts;
using Microsoft.Playwright;

namespace Loyalty.Api.Tests;

/// <content>Partners and their orders: the unknown ones first, settled by a person.</content>
public sealed partial class ConsolePageTests
{
    [ChromiumTheory]
    [InlineData(390, "de-CH", "unbekannt 2", "unbekannt 1")]
    [InlineData(1280, "en-GB", "unknown 2", "unknown 1")]
    public async Task Orders_whose_outcome_nobody_knows_come_first_and_are_settled(int width, string locale, string two, string one)
    {
        await using var partner = await PartnerAtWork.StartAsync();
        await using var engine = await EngineProcess.StartAsync([Day, .. partner.Settings]);
        await partner.SetUpAsync(engine, "MEMBER1", isIdempotent: false, canAsk: false);
        await engine.BuyAsync("MEMBER1", "t-sent", 100);
        await Eventually.IsTrue(async () => await partner.CountAsync(engine, "sent") == 1, "one is sent");
        foreach (var (id, fault) in new[] { ("t-done", SandboxFault.FailAfter), ("t-lost", SandboxFault.FailBefore) })
        {
            partner.Sandbox.Behaviour = new SandboxBehaviour([fault], IsIdempotent: false, CanAsk: false);
            await engine.BuyAsync("MEMBER1", id, 200);
            await Eventually.IsTrue(async () => (await partner.CountAsync(engine, "unknown")) == (id == "t-done" ? 1 : 2), $"{id} is unknown");
        }

        await using var browser = await Chromium.LaunchAsync();
        var page = await browser.OpenAsync(new Uri(engine.Address, "/console#/partners"), width, locale: locale);
        await page.SeesPartAsync("#order-states [aria-pressed=true]", two);
        await page.SeesPartAsync("#partners", "miles-and-more");
        await Eventually.IsTrue(async () => await page.Locator("#orders tbody tr").CountAsync() == 2, "both are listed");
        await page.IsFlawlessAsync();
        await page.PictureAsync($"console-partners-{width}");

        var ids = (await engine.GetAsync("/v1/partner-orders?state=unknown")).GetProperty("items").EnumerateArray().ToDictionary(order => order.Text("transactionId")!, order => order.Text("orderId"));
        await page.ClickAsync($"#orders button[aria-label*='{ids["t-done"]}']");
        await page.ClickAsync("#settle-sent");
        await Eventually.IsTrue(async () => (await page.TextContentAsync("#settle-note")) != "", "a reason is asked for");
        await page.FillAsync("#settle-reason", "Their ledger has it");
        await page.ClickAsync("#settle-sent");
        await page.SeesPartAsync("#order-states [aria-pressed=true]", one);
        Assert.Equal(2, await partner.CountAsync(engine, "sent"));

        // What was not done is sent again.
        await page.ClickAsync($"#orders button[aria-label*='{ids["t-lost"]}']");
        await page.FillAsync("#settle-reason", "Their ledger has nothing");
        await page.ClickAsync("#settle-notSent");
        await Eventually.IsTrue(async () => await partner.CountAsync(engine, "sent") == 3, "it is sent");
        Assert.Equal(3, partner.Sandbox.Entries.Select(entry => entry.OrderId).Distinct().Count());
        await page.ClickAsync("#order-states [data-state=all]");
        await Eventually.IsTrue(async () => await page.Locator("#orders tbody tr").CountAsync() == 3, "all are listed");
        await page.FillAsync("#orders-member", "NOBODY1");
        await page.ClickAsync("#orders-find button");
        await Eventually.IsTrue(async () => await page.Locator("#orders tbody tr").CountAsync() == 0, "none is another's");
        await page.FitsItsWidthAsync();
        await page.HasWholeButtonsAsync("#view-partners");
        Assert.Contains("Their ledger has nothing", await engine.Http.GetStringAsync("/v1/trail"), StringComparison.Ordinal);
        Assert.Empty(browser.Complaints);
    }

    [ChromiumFact]
    public async Task A_partners_data_are_changed_and_wrong_ones_refused_by_their_field()
    {
        await using var partner = await PartnerAtWork.StartAsync();
        await using var engine = await EngineProcess.StartAsync([Day, .. partner.Settings]);
        await partner.SetUpAsync(engine, "MEMBER1");
        await using var browser = await Chromium.LaunchAsync();
        var page = await browser.OpenAsync(new Uri(engine.Address, "/console#/partners"));
        await page.Locator("#partners tbody tr").GetByRole(AriaRole.Button).ClickAsync();
        await Eventually.IsTrue(async () => (await page.InputValueAsync("#partner-data")).Contains("\"pointsPerUnit\": 330", StringComparison.Ordinal), "its data are read");
        var data = await page.InputValueAsync("#partner-data");
        await page.FillAsync("#partner-data", data.Replace("\"pointsPerUnit\": 330", "\"pointsPerUnit\": 0", StringComparison.Ordinal));
        await page.ClickAsync("#partner button");
        await page.SeesPartAsync("#partner-note", "burn.pointsPerUnit");
        await page.FillAsync("#partner-data", data.Replace("\"pointsPerUnit\": 330", "\"pointsPerUnit\": 300", StringComparison.Ordinal));
        await page.ClickAsync("#partner button");
        await page.SeesPartAsync("#partner-note", "miles-and-more is saved");
        await page.SeesPartAsync("#partners", "300 pts a CHF");
        Assert.Equal(300, (await engine.GetAsync("/v1/partners/miles-and-more")).GetProperty("burn").GetProperty("pointsPerUnit").GetInt32());
    }
}
