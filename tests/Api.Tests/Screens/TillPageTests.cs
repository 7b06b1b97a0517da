using System.Net;
using System.Text.Json;
using Loyalty.Contracts;
using Microsoft.Playwright;

namespace Loyalty.Api.Tests;

/// <summary>The till at <c>/pos</c> against a real engine in a real browser, worked by keyboard alone.</summary>
public sealed partial class TillPageTests
{
    private const string Member = "100000000016";

    [ChromiumFact]
    public async Task A_basket_is_quoted_charged_and_shown_as_the_new_status_by_keyboard_alone()
    {
        await using var engine = await EngineProcess.StartAsync();
        await engine.EnrolAsync(Member);
        await engine.SendAsync(HttpMethod.Put, "/v1/rates/2026-01-01", new Dictionary<string, decimal> { ["EUR"] = 0.9431m }, HttpStatusCode.NoContent);
        await using var browser = await Chromium.LaunchAsync();
        var page = await OpenTillAsync(browser, engine);
        await page.SeesPartAsync("#line-currency", "EUR");

        await page.Keyboard.TypeAsync("1000 0000 0016");
        await page.Keyboard.PressAsync("Enter");
        await page.SeesAsync("#status-tier", "Member");
        await IsFocusedAsync(page, "line-amount");
        await page.Keyboard.TypeAsync("1,800.50");
        await page.Keyboard.PressAsync("Enter");
        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.TypeAsync("1000");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.TypeAsync("EUR");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Enter");

        await page.SeesAsync("#basket-total", "CHF 1,800.50 + EUR 1,000.00");
        await page.SeesPartAsync("#quote-earns", "2,743.60");
        await page.SeesAsync("#quote-tier", "Gold");
        await page.Keyboard.PressAsync("F9");

        await page.SeesAsync("#status-tier", "Gold");
        await page.SeesAsync("#outcome-title", "Gold is active now");
        await page.SeesPartAsync("#status-benefits [data-code=lounge]", "active now");
        await page.SeesPartAsync("#status-next", "2,256.40");
        await IsFocusedAsync(page, "member-memberId");
        var receipt = await page.GetAttributeAsync("#receipts .receipt", "data-number");
        Assert.Equal(
            [($"{receipt}.1", "flight", 1800.50m, "CHF"), ($"{receipt}.2", "ancillary", 1000.00m, "EUR")],
            await PurchasesAsync(engine));
        Assert.Empty(browser.Complaints);
    }

    [ChromiumFact]
    public async Task A_wrong_check_digit_is_told_at_once_and_costs_no_request()
    {
        await using var engine = await EngineProcess.StartAsync();
        await using var browser = await Chromium.LaunchAsync();
        var page = await OpenTillAsync(browser, engine);
        var asked = new List<string>();
        page.Request += (_, request) => asked.Add(request.Url);

        await page.Keyboard.TypeAsync("100000000061");
        await page.SeesPartAsync("#member-memberId-note", "check digit");
        await page.Keyboard.PressAsync("Enter");
        await page.SeesPartAsync("#member-memberId-note", "check digit");
        await page.Keyboard.PressAsync("F9");
        await page.SeesPartAsync("#charge-note", "member number first");

        Assert.DoesNotContain(asked, url => url.Contains("/v1/members", StringComparison.Ordinal));
    }

    [ChromiumFact]
    public async Task A_card_scanned_past_its_field_opens_the_member()
    {
        await using var engine = await EngineProcess.StartAsync();
        await engine.EnrolAsync(Member);
        await using var browser = await Chromium.LaunchAsync();
        var page = await OpenTillAsync(browser, engine);

        await page.FocusAsync("#charge");
        await page.Keyboard.TypeAsync(Member);
        await page.Keyboard.PressAsync("Enter");
        await page.SeesAsync("#status-tier", "Member");
        await page.Keyboard.PressAsync("F2");
        await page.Keyboard.PressAsync("Delete");
        await page.Keyboard.PressAsync("F4");
        await page.SeesAsync("#status-tier", "No member open");
        await page.Keyboard.TypeAsync(Member);
        await page.Keyboard.PressAsync("Enter");

        await page.SeesAsync("#status-tier", "Member");
        await page.SeesAsync("#basket", "Nothing in the basket yet.");
    }

    [ChromiumFact]
    public async Task A_double_click_and_an_impatient_key_charge_once()
    {
        await using var engine = await EngineProcess.StartAsync();
        await engine.EnrolAsync(Member);
        await using var browser = await Chromium.LaunchAsync();
        var page = await OpenTillAsync(browser, engine);
        await RingUpAsync(page, "1000");

        await page.DblClickAsync("#charge");
        await page.Keyboard.PressAsync("F9");

        await page.SeesAsync("#status-tier", "Silver");
        await page.SeesAsync("#waiting", "0");
        Assert.Single(await PurchasesAsync(engine));
    }

    [ChromiumFact]
    public async Task What_is_typed_and_not_in_the_basket_is_shown_before_it_is_charged()
    {
        await using var engine = await EngineProcess.StartAsync();
        await engine.EnrolAsync(Member);
        await using var browser = await Chromium.LaunchAsync();
        var page = await OpenTillAsync(browser, engine);
        await page.Keyboard.TypeAsync(Member);
        await page.Keyboard.PressAsync("Enter");
        await page.SeesAsync("#status-tier", "Member");

        await page.Keyboard.TypeAsync("250");
        await page.Keyboard.PressAsync("F9");
        await page.SeesPartAsync("#basket-total", "250.00");
        Assert.Empty(await PurchasesAsync(engine));
        await page.Keyboard.PressAsync("F9");

        await page.SeesPartAsync("#status-spend", "250.00");
        Assert.Single(await PurchasesAsync(engine));
    }

    [ChromiumFact]
    public async Task Refunds_take_back_a_part_and_then_the_rest_of_a_receipt()
    {
        await using var engine = await EngineProcess.StartAsync();
        await engine.EnrolAsync(Member);
        await using var browser = await Chromium.LaunchAsync();
        var page = await OpenTillAsync(browser, engine);
        await RingUpAsync(page, "2500", "100.50");
        await page.Keyboard.PressAsync("F9");
        // Gold comes with the first line; the receipt has both when the second is credited too.
        await page.SeesPartAsync("#status-spend", "2,600.50");

        await page.Keyboard.PressAsync("F8");
        await page.SeesPartAsync("#refund-choices", "100.50");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Enter");
        await IsFocusedAsync(page, "back-box-0");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.TypeAsync("2500.01");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Space");
        await page.Keyboard.PressAsync("Enter");
        await page.SeesPartAsync("#back-note", "At most");
        await IsFocusedAsync(page, "back-amount-0");
        await page.FillAsync("#back-amount-0", "2000");
        await page.Keyboard.PressAsync("Enter");
        await page.SeesPartAsync("#back-reason-note", "Say why");
        await page.Keyboard.TypeAsync("Seat broken");
        await page.Keyboard.PressAsync("Enter");

        await page.SeesAsync("#outcome-title", "Corrected from Gold to Member");
        await page.SeesPartAsync("#status-spend", "600.50");

        var receipt = await page.GetAttributeAsync("#receipts [data-kind=sale]", "data-number");
        await page.Keyboard.PressAsync("F8");
        await page.Keyboard.TypeAsync(receipt!.ToLowerInvariant());
        await page.Keyboard.PressAsync("Enter");
        await page.SeesPartAsync("#back-submit", "600.50");
        await page.FocusAsync("#back-reason");
        await page.Keyboard.TypeAsync("Cancelled");
        await page.Keyboard.PressAsync("Enter");

        await page.SeesPartAsync("#status-spend", "0.00");
        var reversals = await TransactionsAsync(engine, "reversal");
        Assert.Equal(
            [2000.00m, 500.00m, 100.50m],
            reversals.Select(one => one.GetProperty("reversal").GetProperty("amount").GetDecimal()));
        Assert.Empty(browser.Complaints);
    }

    [ChromiumFact]
    public async Task A_purchase_of_another_system_is_refunded_by_its_transaction_id()
    {
        await using var engine = await EngineProcess.StartAsync();
        await engine.EnrolAsync(Member);
        await engine.BuyAsync(Member, "web/77", 1000);
        await using var browser = await Chromium.LaunchAsync();
        var page = await OpenTillAsync(browser, engine);
        await page.Keyboard.TypeAsync(Member);
        await page.Keyboard.PressAsync("Enter");
        await page.SeesAsync("#status-tier", "Silver");

        await page.Keyboard.PressAsync("F8");
        await page.Keyboard.TypeAsync("web/78");
        await page.Keyboard.PressAsync("Enter");
        await page.SeesPartAsync("#find-number-note", "Neither");
        await page.FillAsync("#find-number", "web/77");
        await page.Keyboard.PressAsync("Enter");
        await page.SeesPartAsync("#back-submit", "1,000.00");
        await page.FillAsync("#back-reason", "Cancelled");
        await page.Keyboard.PressAsync("Enter");

        await page.SeesAsync("#status-tier", "Member");
        Assert.Single(await TransactionsAsync(engine, "reversal"));
    }

    /// <summary>Opens a till and waits until it has heard the currencies, without which it takes no amount.</summary>
    private static async Task<IPage> OpenTillAsync(Chromium browser, EngineProcess engine, int width = 1280, string locale = "en-GB")
    {
        var page = await browser.OpenAsync(new Uri(engine.Address, "/pos"), width, locale: locale);
        await page.SeesPartAsync("#line-currency", "CHF");
        return page;
    }

    /// <summary>Opens the member and puts flights of these amounts into the basket.</summary>
    private static async Task RingUpAsync(IPage page, params string[] amounts)
    {
        await page.Keyboard.PressAsync("F2");
        await page.Keyboard.TypeAsync(Member);
        await page.Keyboard.PressAsync("Enter");
        await IsFocusedAsync(page, "line-amount");
        foreach (var amount in amounts)
        {
            await page.Keyboard.TypeAsync(amount);
            await page.Keyboard.PressAsync("Enter");
        }
    }

    private static Task IsFocusedAsync(IPage page, string id) => Eventually.IsTrue(
        async () => await page.EvaluateAsync<string>("() => document.activeElement?.id ?? ''") == id, $"#{id} has the focus");

    /// <summary>The member's purchases, oldest first.</summary>
    private static async Task<IReadOnlyList<(string Id, string Type, decimal Amount, string Currency)>> PurchasesAsync(EngineProcess engine) =>
    [
        .. (await TransactionsAsync(engine, "purchase")).Select(one => (
            one.GetProperty("transactionId").GetString()!,
            one.GetProperty("type").GetString()!,
            one.GetProperty("amount").GetDecimal(),
            one.GetProperty("currency").GetString()!)),
    ];

    private static async Task<IReadOnlyList<JsonElement>> TransactionsAsync(EngineProcess engine, string kind)
    {
        var page = await engine.GetAsync($"/v1/members/{Member}/transactions");
        return [.. page.GetProperty("items").EnumerateArray().Where(one => one.GetProperty("kind").GetString() == kind).Reverse()];
    }
}
