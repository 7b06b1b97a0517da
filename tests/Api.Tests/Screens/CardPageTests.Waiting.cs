using System.Net;
using Loyalty.Contracts;

namespace Loyalty.Api.Tests;

/// <summary>What waits to count, and why a purchase earns what it does.</summary>
public sealed partial class CardPageTests
{
    [ChromiumTheory]
    [InlineData(320, "de-CH")]
    [InlineData(390, "fr-CH")]
    [InlineData(1280, "it-CH")]
    public async Task What_waits_is_a_hollow_piece_of_the_rail_with_its_day_in_every_language(int width, string locale)
    {
        await using var engine = await EarningEndToEndTests.StartAsync(EarningEndToEndTests.Rules, "2026-07-01");
        await engine.EnrolAsync("MEMBER1");
        await BuyPartsAsync(engine);
        await using var browser = await Chromium.LaunchAsync();
        var page = await browser.OpenAsync(new Uri(engine.Address, "/card/MEMBER1"), width, PhoneHeight, locale);

        await page.SeesPartAsync("#spend-waits", "200");
        await page.SeesPartAsync("#waiting-credits", "31");
        Assert.True(await page.EvaluateAsync<double>("() => document.querySelector('.rail-waits').getBoundingClientRect().height") > 0);
        await page.IsFlawlessAsync();
        await page.FitsItsWidthAsync();
        Assert.Empty(browser.Complaints);
    }

    [ChromiumFact]
    public async Task A_card_says_why_a_purchase_counts_or_not_and_lets_go_of_what_waited_on_its_day()
    {
        await using var engine = await EarningEndToEndTests.StartAsync(EarningEndToEndTests.Rules, "2026-07-01");
        await engine.EnrolAsync("MEMBER1");
        await BuyPartsAsync(engine);
        await using var browser = await Chromium.LaunchAsync();
        var page = await OpenAsync(browser, engine, "MEMBER1");

        await page.SeesPartAsync("#spend-waits", "CHF 200.00 waits, the next until 31 Jul 2026");
        await page.SeesPartAsync("#waiting-credits", "Waits until 31 Jul 2026");
        await page.SeesPartAsync("#last", "Without tax, CHF 80.00: No tax");
        await page.SeesPartAsync("#last", "Nothing of it counts: No goods");
        await page.SeesPartAsync("#why-postings", "Without June: not on that day");
        await page.SeesPartAsync("#outlook-all", "CHF 200.00 begins to count");

        await EarningEndToEndTests.ClockAsync(engine, "2026-07-31");
        await page.SeesPartAsync("#card-spend", "600.00");
        await Eventually.IsTrue(async () => !await page.IsVisibleAsync("#waiting"), "nothing waits any more");
        Assert.False(await page.IsVisibleAsync("#spend-key"));
        Assert.Empty(browser.Complaints);
    }

    private static async Task BuyPartsAsync(EngineProcess engine)
    {
        Task Buy(object purchase) => engine.SendAsync(HttpMethod.Post, "/v1/members/MEMBER1/purchases", purchase, HttpStatusCode.Created);
        var components = new[] { new { code = "base", amount = 400.00m }, new { code = "tax", amount = 80.00m } };
        await Buy(new { transactionId = "t-1", type = "flight", amount = 480.00m, currency = "CHF", components });
        await Buy(new { transactionId = "t-2", type = "flight", amount = 90.00m, currency = "CHF", product = "gift-card" });
        await Buy(new { transactionId = "t-3", type = "partner", amount = 200.00m, currency = "CHF" });
    }
}
