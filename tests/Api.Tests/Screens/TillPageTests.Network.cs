using Loyalty.Contracts;
using Microsoft.Playwright;

namespace Loyalty.Api.Tests;

/// <summary>What the till does when the engine is away, half away or of another opinion.</summary>
public sealed partial class TillPageTests
{
    [ChromiumFact]
    public async Task A_sale_made_without_the_engine_outlives_a_reload_and_is_credited_once_when_it_is_back()
    {
        await using var engine = await EngineProcess.StartAsync();
        await engine.EnrolAsync(Member);
        await using var browser = await Chromium.LaunchAsync();
        var page = await OpenTillAsync(browser, engine);
        await RingUpAsync(page, "1000", "1500");
        await page.SeesAsync("#quote-tier", "Gold");

        await engine.KillAsync();
        await page.Keyboard.PressAsync("F9");
        await page.SeesPartAsync("#outcome", "on its way");
        await page.SeesAsync("#engine", "Not reachable");
        var receipt = await page.GetAttributeAsync("#receipts .receipt", "data-number");
        // What was open in the browser is gone, as when it crashed.
        await page.GotoAsync("about:blank");
        await engine.StartAgainAsync();
        await page.GotoAsync(new Uri(engine.Address, "/pos").ToString());

        await page.SeesAsync("#waiting", "0");
        await page.SeesPartAsync("#receipts .receipt", "Gold is active now");
        Assert.Equal([($"{receipt}.1", "flight", 1000m, "CHF"), ($"{receipt}.2", "flight", 1500m, "CHF")], await PurchasesAsync(engine));
    }

    [ChromiumFact]
    public async Task No_amount_is_taken_before_the_currencies_are_known()
    {
        await using var engine = await EngineProcess.StartAsync();
        await engine.EnrolAsync(Member);
        await using var browser = await Chromium.LaunchAsync();
        var page = await browser.OpenAsync(new Uri("about:blank"));
        await page.RouteAsync("**/v1/clock", route => route.AbortAsync());
        await page.GotoAsync(new Uri(engine.Address, "/pos").ToString());

        await RingUpAsync(page, "1000");
        await page.SeesPartAsync("#line-amount-note", "currencies");
        await page.SeesAsync("#basket", "Nothing in the basket yet.");
        await page.UnrouteAllAsync();
        await page.SeesPartAsync("#line-currency", "CHF");
        await page.Keyboard.PressAsync("Enter");

        await page.SeesAsync("#basket-total", "CHF 1,000.00");
    }

    [ChromiumFact]
    public async Task An_engine_that_restarts_is_found_again_without_a_hand()
    {
        await using var engine = await EngineProcess.StartAsync();
        await engine.EnrolAsync(Member);
        await using var browser = await Chromium.LaunchAsync();
        var page = await OpenTillAsync(browser, engine);
        await RingUpAsync(page, "1000");
        await engine.KillAsync();
        await page.Keyboard.PressAsync("F9");
        await page.SeesAsync("#waiting", "1");

        await engine.StartAgainAsync();

        await page.SeesAsync("#status-tier", "Silver");
        await page.SeesAsync("#engine", "Reachable");
        await page.SeesAsync("#waiting", "0");
        Assert.Single(await PurchasesAsync(engine));
    }

    [ChromiumFact]
    public async Task An_answer_that_is_lost_half_way_through_a_receipt_charges_nothing_twice()
    {
        await using var engine = await EngineProcess.StartAsync();
        await engine.EnrolAsync(Member);
        await using var browser = await Chromium.LaunchAsync();
        var page = await OpenTillAsync(browser, engine);
        var sent = new List<string>();
        // The engine takes the first line; of the second it takes the command and the answer is lost, twice.
        await page.RouteAsync("**/purchases", async route =>
        {
            int count;
            lock (sent)
            {
                sent.Add(route.Request.PostData!);
                count = sent.Count;
            }

            if (count is not (2 or 3))
            {
                await route.ContinueAsync();
                return;
            }

            await route.FetchAsync();
            await route.AbortAsync();
        });
        await RingUpAsync(page, "1000", "1500");

        await page.Keyboard.PressAsync("F9");

        await page.SeesAsync("#status-tier", "Gold");
        await page.SeesAsync("#waiting", "0");
        Assert.Equal([1000m, 1500m], (await PurchasesAsync(engine)).Select(one => one.Amount));
        Assert.Equal(4, sent.Count);
        Assert.Single(sent.Skip(1).Distinct());
        Assert.Contains("\"amount\":1000.00,", sent[0]);
    }

    [ChromiumFact]
    public async Task A_refusal_stays_until_the_cashier_has_dealt_with_it()
    {
        await using var engine = await EngineProcess.StartAsync();
        await using var browser = await Chromium.LaunchAsync();
        var page = await OpenTillAsync(browser, engine);
        await page.SeesAsync("#engine", "Reachable");
        await page.Context.SetOfflineAsync(true);
        await RingUpAsync(page, "1000");
        await page.SeesPartAsync("#member-memberId-note", "kept for this number");
        await page.Keyboard.PressAsync("F9");
        await page.SeesAsync("#waiting", "1");
        await page.Context.SetOfflineAsync(false);

        await page.SeesPartAsync("#outcome", "refused");
        await page.SeesPartAsync("#receipts .receipt", "no member");
        await page.ReloadAsync();
        await page.SeesPartAsync("#receipts .receipt", "no member");
        await engine.EnrolAsync(Member);
        await page.FocusAsync("[id^=again-]");
        await page.Keyboard.PressAsync("Enter");

        await page.SeesAsync("#waiting", "0");
        Assert.Single(await PurchasesAsync(engine));
    }

    [ChromiumFact]
    public async Task A_refused_line_can_be_rung_up_anew_or_given_up()
    {
        await using var engine = await EngineProcess.StartAsync();
        await engine.EnrolAsync(Member);
        await using var browser = await Chromium.LaunchAsync();
        var page = await OpenTillAsync(browser, engine);
        await page.RouteAsync("**/purchases", route => route.FulfillAsync(new RouteFulfillOptions
        {
            Status = 422,
            ContentType = "application/problem+json",
            Body = """{"status":422,"title":"Unprocessable Entity","detail":"No.","code":"currency-rate-missing"}""",
        }));
        await RingUpAsync(page, "1000");
        await page.Keyboard.PressAsync("F9");
        await page.SeesPartAsync("#outcome", "refused");
        await page.UnrouteAllAsync();

        await page.ClickAsync("[id^=anew-]");
        await page.SeesPartAsync("#basket-total", "1,000.00");
        await page.SeesPartAsync("#receipts .receipt", "given up");
        await page.SeesAsync("#quote-tier", "Silver");
        await Eventually.IsTrue(
            async () =>
            {
                await page.Keyboard.PressAsync("F9");
                return await page.TextContentAsync("#status-tier") == "Silver";
            },
            "the basket is charged anew");
        Assert.Single(await PurchasesAsync(engine));
    }

    [ChromiumFact]
    public async Task The_engine_s_wish_to_be_left_alone_is_honoured()
    {
        await using var engine = await EngineProcess.StartAsync();
        await engine.EnrolAsync(Member);
        await using var browser = await Chromium.LaunchAsync();
        var page = await OpenTillAsync(browser, engine);
        var tries = new List<long>();
        await page.RouteAsync("**/purchases", async route =>
        {
            bool isFirst;
            lock (tries)
            {
                tries.Add(Environment.TickCount64);
                isFirst = tries.Count == 1;
            }

            if (!isFirst)
            {
                await route.ContinueAsync();
                return;
            }

            await route.FulfillAsync(new RouteFulfillOptions
            {
                Status = 503,
                ContentType = "application/problem+json",
                Headers = new Dictionary<string, string> { ["Retry-After"] = "3" },
                Body = """{"status":503,"title":"Service Unavailable","detail":"Busy.","code":"engine-busy"}""",
            });
        });
        await RingUpAsync(page, "1000");

        await page.Keyboard.PressAsync("F9");

        await page.SeesAsync("#status-tier", "Silver");
        Assert.InRange(tries[1] - tries[0], 2900, 60_000);
    }

    [ChromiumFact]
    public async Task Two_tabs_send_a_waiting_sale_once()
    {
        await using var engine = await EngineProcess.StartAsync();
        await engine.EnrolAsync(Member);
        await using var browser = await Chromium.LaunchAsync();
        var page = await OpenTillAsync(browser, engine);
        var other = await page.Context.NewPageAsync();
        await other.GotoAsync(new Uri(engine.Address, "/pos").ToString());
        await page.BringToFrontAsync();
        // Attempts made offline are no matter, however many: what the engine answered counts.
        var answers = 0;
        page.Context.Response += (_, response) =>
        {
            if (response.Url.EndsWith("/purchases", StringComparison.Ordinal) && response.Request.Method == "POST")
                Interlocked.Increment(ref answers);
        };
        await page.Context.SetOfflineAsync(true);
        await RingUpAsync(page, "1000");
        await page.Keyboard.PressAsync("F9");
        await other.SeesAsync("#waiting", "1");

        await page.Context.SetOfflineAsync(false);

        await page.SeesAsync("#waiting", "0");
        await other.SeesAsync("#waiting", "0");
        Assert.Equal(1, answers);
        Assert.Single(await PurchasesAsync(engine));
    }
}
