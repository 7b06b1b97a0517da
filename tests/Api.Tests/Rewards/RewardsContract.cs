using System.Net;
using System.Text.Json;
using Loyalty.Contracts;

namespace Loyalty.Api.Tests;

/// <summary>Lots, holds and codes over HTTP against a real engine, on every journal: F-1 under kills, F-2, F-3, F-5 and F-6.</summary>
public abstract partial class RewardsContract
{
    private const string Ada = "ADA1815";

    [Fact]
    public async Task A_hold_splits_the_basket_and_a_capture_uses_a_part_of_it()
    {
        await using var engine = await StartAsync();
        await engine.EnrolAsync(Ada);
        await IssueAsync(engine, Voucher("a", 30.00m, "2026-12-31"));
        var issued = await IssueAsync(engine, Voucher("b", 50.00m, "2027-06-30"));
        // The same again is the first answer to the byte, another under its id is refused.
        Assert.Equal(issued.GetRawText(), (await SendAsync(engine, "/v1/lots", Voucher("b", 50.0m, "2027-06-30"), 200)).GetRawText());
        await RefusedAsync(engine, "/v1/lots", Voucher("b", 50.01m, "2027-06-30"), 409, "lot-id-reused");

        var wanted = new
        {
            holdId = "pos-7-h1", memberId = Ada, amount = 70.00m, currency = "CHF", @as = "discount",
            lines = new[] { new { amount = 250.00m, vatRate = 8.1m }, new { amount = 100.00m, vatRate = 2.6m } },
        };
        var held = await SendAsync(engine, "/v1/holds", wanted, 201);
        Assert.Equal(
            """[{"line":0,"off":50.00,"amount":200.00,"vat":14.99,"net":185.01},{"line":1,"off":20.00,"amount":80.00,"vat":2.03,"net":77.97}]""",
            held.GetProperty("split").GetRawText());
        Assert.Equal(("open", "2026-11-21T10:15:00.000Z", 70.00m), (held.Text("state"), held.Text("expiresAt"), held.GetProperty("amount").GetDecimal()));
        Assert.Equal(held.GetRawText(), (await SendAsync(engine, "/v1/holds", wanted, 200)).GetRawText());
        await RefusedAsync(engine, "/v1/holds", wanted with { amount = 69.00m }, 409, "hold-id-reused");
        Assert.Equal(["a 0.00 30.00 0.00", "b 10.00 40.00 0.00"], await LotsAsync(engine, Ada));

        await RefusedAsync(engine, "/v1/holds/pos-7-h1/capture", new { captureId = "c-1", amount = 70.01m }, 422, "exceeds-hold");
        var captured = await SendAsync(engine, "/v1/holds/pos-7-h1/capture", new { captureId = "c-1", amount = 45.00m }, 200);
        Assert.Equal(captured.GetRawText(), (await SendAsync(engine, "/v1/holds/pos-7-h1/capture", new { captureId = "c-1", amount = 45.00m }, 200)).GetRawText());
        await RefusedAsync(engine, "/v1/holds/pos-7-h1/capture", new { captureId = "c-1" }, 409, "capture-id-reused");
        Assert.Equal("captured", (await RefusedAsync(engine, "/v1/holds/pos-7-h1/capture", new { captureId = "c-2" }, 409, "hold-ended")).Text("became"));
        Assert.Equal("captured", (await RefusedAsync(engine, "/v1/holds/pos-7-h1/void", new { }, 409, "hold-ended")).Text("became"));
        Assert.Equal(["a 0.00 0.00 30.00", "b 35.00 0.00 15.00"], await LotsAsync(engine, Ada));

        var refund = new { refundId = "r-1", amount = 20.00m, reason = "One came back" };
        var refunded = await SendAsync(engine, "/v1/captures/c-1/refunds", refund, 201);
        Assert.Equal(refunded.GetRawText(), (await SendAsync(engine, "/v1/captures/c-1/refunds", refund, 200)).GetRawText());
        await RefusedAsync(engine, "/v1/captures/c-1/refunds", refund with { amount = 1.00m }, 409, "refund-id-reused");
        await RefusedAsync(engine, "/v1/captures/c-1/refunds", new { refundId = "r-2", amount = 25.01m, reason = "Too much" }, 422, "exceeds-capture");
        Assert.Equal(["a 5.00 0.00 25.00", "b 50.00 0.00 0.00"], await LotsAsync(engine, Ada));
        await RefusedAsync(engine, "/v1/captures/c-9/refunds", refund, 404, "unknown-capture");
        await RefusedAsync(engine, "/v1/holds/h-9/capture", new { captureId = "c-9" }, 404, "unknown-hold");
    }

    [Fact]
    public async Task Two_tills_capture_one_hold_and_one_wins()
    {
        await using var engine = await StartAsync();
        await engine.EnrolAsync(Ada);
        await IssueAsync(engine, Voucher("a", 1000.00m, "2026-12-31"));
        for (var round = 0; round < 20; round++)
        {
            await SendAsync(engine, "/v1/holds", Hold($"h-{round}", 10.00m), 201);
            var captures = await Task.WhenAll(Enumerable.Range(0, 4).Select(till =>
                engine.Http.SendJsonAsync(HttpMethod.Post, $"/v1/holds/h-{round}/capture", JsonSerializer.Serialize(new { captureId = $"c-{round}-{till}" }))));
            Assert.Single(captures, answer => answer.StatusCode == HttpStatusCode.OK);
            foreach (var lost in captures.Where(answer => answer.StatusCode != HttpStatusCode.OK))
                Assert.Equal("captured", (await lost.ShouldBeProblemAsync(409, "hold-ended")).Text("became"));
        }

        Assert.Equal(["a 800.00 0.00 200.00"], await LotsAsync(engine, Ada));
    }

    [Fact]
    public async Task A_lot_that_expires_at_midnight_is_captured_while_held_and_finance_has_it_to_the_centime()
    {
        await using var engine = await StartAsync("2026-11-30");
        await engine.EnrolAsync(Ada);
        await IssueAsync(engine, Voucher("a", 30.00m, "2026-11-30"));
        await IssueAsync(engine, Voucher("e", 12.34m, "2026-12-24", "EUR"));
        await SendAsync(engine, "/v1/holds", Hold("h-1", 20.00m, seconds: 86_400), 201);
        Assert.Equal(["voucher CHF 0.00 30.00 0.00 0.00 0.00 30.00 20.00", "voucher EUR 0.00 12.34 0.00 0.00 0.00 12.34 0.00"], await SumsAsync(engine, "2026-11"));
        await ClockAsync(engine, "2026-11-30T23:30:00Z");
        Assert.Equal(["a 0.00 20.00 0.00", "e 12.34 0.00 0.00"], await LotsAsync(engine, Ada));
        await SendAsync(engine, "/v1/holds/h-1/capture", new { captureId = "c-1", amount = 15.00m }, 200);
        Assert.Equal(["voucher CHF 30.00 0.00 15.00 15.00 0.00 0.00 0.00", "voucher EUR 12.34 0.00 0.00 0.00 0.00 12.34 0.00"], await SumsAsync(engine, "2026-12"));
        Assert.Equal(["voucher CHF 0.00 30.00 0.00 0.00 0.00 30.00 20.00", "voucher EUR 0.00 12.34 0.00 0.00 0.00 12.34 0.00"], await SumsAsync(engine, "2026-11"));
        // What is refunded lives for 30 days more, and then expires for good.
        await SendAsync(engine, "/v1/captures/c-1/refunds", new { refundId = "r-1", reason = "Back" }, 201);
        Assert.Equal("2026-12-31", (await engine.GetAsync("/v1/lots/a")).Text("to"));
        await ClockAsync(engine, "2027-01-05T10:00:00Z");
        Assert.Equal(["voucher CHF 0.00 0.00 0.00 0.00 0.00 0.00 0.00", "voucher EUR 0.00 0.00 0.00 0.00 0.00 0.00 0.00"], await SumsAsync(engine, "2027-02"));
        Assert.Equal(["voucher CHF 15.00 0.00 0.00 15.00 0.00 0.00 0.00", "voucher EUR 0.00 0.00 0.00 0.00 0.00 0.00 0.00"], await SumsAsync(engine, "2027-01"));
        var csv = await engine.Http.GetStringAsync("/v1/exports/rewards?month=2026-12");
        Assert.Contains("2026-12,voucher,EUR,12.34,0.00,0.00,12.34,0.00,0.00,0.00\r\n", csv);
        await RefusedGetAsync(engine, "/v1/finance/rewards?month=2026-13", 422, "month-not-valid");

        var events = (await engine.GetAsync("/v1/events?stream=rewards&after=0&limit=100")).GetProperty("items").EnumerateArray().ToList();
        Assert.Equal(Enumerable.Range(1, events.Count), events.Select(one => one.GetProperty("sequence").GetInt32()));
        var ended = Assert.Single(events, one => one.Text("kind") == "holdEnded");
        Assert.Equal(
            """{"holdId":"h-1","state":"captured","amount":20.00,"captured":15.00,"currency":"CHF","captureId":"c-1"}""", ended.GetProperty("hold").GetRawText());
        Assert.Contains(events, one => one.Text("kind") == "lotChanged" && one.Text("memberId") == Ada && one.GetProperty("lot").Text("state") == "expired" && one.Text("date") == "2026-12-25");
    }

    [Fact]
    public async Task A_hold_is_open_before_its_end_and_not_at_it()
    {
        await using var engine = await StartAsync();
        await engine.EnrolAsync(Ada);
        await IssueAsync(engine, Voucher("a", 30.00m, "2026-12-31"));
        await SendAsync(engine, "/v1/holds", Hold("h-1", 10.00m), 201);
        await SendAsync(engine, "/v1/holds", Hold("h-2", 10.00m), 201);
        await ClockAsync(engine, "2026-11-21T10:14:59.999Z");
        await SendAsync(engine, "/v1/holds/h-1/capture", new { captureId = "c-1" }, 200);
        await ClockAsync(engine, "2026-11-21T10:15:00Z");
        Assert.Equal("expired", (await RefusedAsync(engine, "/v1/holds/h-2/capture", new { captureId = "c-2" }, 409, "hold-ended")).Text("became"));
        await SendAsync(engine, "/v1/holds", Hold("h-3", null, upTo: 99.00m), 201);
        Assert.Equal("voided", (await SendAsync(engine, "/v1/holds/h-3/void", new { }, 200)).Text("state"));
        Assert.Equal(["a 20.00 0.00 10.00"], await LotsAsync(engine, Ada));
        await RefusedAsync(engine, "/v1/holds", Hold("h-4", 0m), 422, "amount-not-valid");
        await RefusedAsync(engine, "/v1/holds", Hold("h-4", 20.01m), 409, "not-enough");
        await RefusedAsync(engine, "/v1/holds", Hold("h-4", 1.00m, currency: "EUR"), 422, "currency-not-valid");
        await RefusedAsync(engine, "/v1/holds", Hold("h-4", 1.00m, seconds: 604_801), 422, "seconds-not-valid");
        await RefusedAsync(engine, "/v1/holds", new { holdId = "h-4", memberId = "NOBODY1", amount = 1.00m, currency = "CHF", @as = "payment" }, 404, "unknown-member");
    }

    [Fact]
    public async Task Killed_again_and_again_every_capture_took_effect_once()
    {
        await using var engine = await StartAsync();
        await engine.EnrolAsync(Ada);
        await IssueAsync(engine, Voucher("a", 1000.00m, "2026-12-31"));
        for (var kill = 0; kill < Kills; kill++)
        {
            var calls = Enumerable.Range(0, 6).Select(async i =>
            {
                try
                {
                    var held = await engine.Http.SendJsonAsync(HttpMethod.Post, "/v1/holds", JsonSerializer.Serialize(Hold($"h-{kill}-{i}", 1.00m)));
                    await engine.Http.SendJsonAsync(HttpMethod.Post, $"/v1/holds/h-{kill}-{i}/capture", JsonSerializer.Serialize(new { captureId = $"c-{kill}-{i}" }));
                    return held.IsSuccessStatusCode;
                }
                catch (Exception cut) when (cut is HttpRequestException or IOException)
                {
                    return false;
                }
            }).ToList();
            await Task.WhenAny(calls);
            await engine.KillAsync();
            await Task.WhenAll(calls);
            await engine.StartAgainAsync();
            for (var i = 0; i < 6; i++)
            {
                await SendAsync(engine, "/v1/holds", Hold($"h-{kill}-{i}", 1.00m), null);
                await SendAsync(engine, $"/v1/holds/h-{kill}-{i}/capture", new { captureId = $"c-{kill}-{i}" }, 200);
            }
        }

        var used = Kills * 6m;
        Assert.Equal([FormattableString.Invariant($"a {1000 - used:0.00} 0.00 {used:0.00}")], await LotsAsync(engine, Ada));
        Assert.Equal([FormattableString.Invariant($"voucher CHF 0.00 1000.00 {used:0.00} 0.00 0.00 {1000 - used:0.00} 0.00")], await SumsAsync(engine, "2026-11"));
        var ended = (await engine.GetAsync("/v1/events?stream=rewards&after=0&limit=1000")).GetProperty("items").EnumerateArray().Count(one => one.Text("kind") == "holdEnded");
        Assert.Equal(Kills * 6, ended);
    }
}
