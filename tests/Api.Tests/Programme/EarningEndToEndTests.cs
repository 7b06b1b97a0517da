using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Loyalty.Api.Tests;

/// <summary>Earning rules and waiting credits over HTTP, against a real engine.</summary>
public sealed class EarningEndToEndTests
{
    internal const string Rules = """
        "lists": { "goods": ["gift-card"] },
        "groups": [ { "id": "promo", "mode": "sum" } ],
        "rules": [
          { "id": "no-tax", "effect": "deny", "components": ["tax"] },
          { "id": "no-goods", "effect": "deny", "when": { "product": { "inList": "goods" } } },
          { "id": "app", "effect": "bonus", "group": "promo", "percent": 5, "when": { "channel": ["app"] } },
          { "id": "june", "effect": "bonus", "group": "promo", "percent": 100, "from": "2026-06-01", "to": "2026-06-30" },
          { "id": "return", "effect": "hold", "when": { "type": ["partner"] }, "until": { "after": ["purchase"], "days": 30 } },
          { "id": "shop", "effect": "hold", "when": { "type": ["ancillary"] }, "until": { "after": ["paid", "shipped"], "days": 14 }, "atMost": 120, "then": "cancel" } ]
        """;

    [Fact]
    public async Task Quote_receipt_and_explanation_tell_the_same_story()
    {
        await using var engine = await StartAsync(Rules, "2026-07-01");
        await engine.EnrolAsync("MEMBER1");
        var line = new
        {
            type = "flight", amount = 480.00m, currency = "CHF", channel = "web",
            components = new[] { new { code = "base", amount = 400.00m }, new { code = "tax", amount = 80.00m } },
        };
        var quote = await engine.SendAsync(HttpMethod.Post, "/v1/quotes", new { memberId = "MEMBER1", lines = new[] { line } }, HttpStatusCode.OK);
        var receipt = await engine.SendAsync(
            HttpMethod.Post,
            "/v1/members/MEMBER1/purchases",
            new { transactionId = "t-1", line.type, line.amount, line.currency, line.channel, line.components },
            HttpStatusCode.Created);
        var explained = (await engine.GetAsync("/v1/members/MEMBER1/explain")).GetProperty("items")[0];

        var transaction = receipt.GetProperty("transaction");
        Assert.Equal((480.00m, 400.00m), (Number(transaction, "convertedAmount"), Number(transaction, "countedAmount")));
        Assert.Equal(("counting", "2026-07-01", 1), (Text(transaction, "state"), Text(transaction, "countsFrom"), transaction.GetProperty("programmeVersion").GetInt32()));
        var earning = """{"eligible":400.00,"base":400.00,"excluded":[{"component":"tax","amount":80.00,"rule":"no-tax"}],"parts":[],"hold":null""";
        var missed = ""","missed":[{"rule":"app","why":"not-matching"},{"rule":"june","why":"not-in-dates"}]}""";
        Assert.Equal(earning + "}", transaction.GetProperty("earning").GetRawText());
        Assert.Equal(earning + missed, quote.GetProperty("lines")[0].GetProperty("earning").GetRawText());
        Assert.Equal(earning + missed, explained.GetProperty("earning").GetRawText());
        Assert.Equal("[]", receipt.GetProperty("alongside").GetRawText());

        var denied = await engine.SendAsync(
            HttpMethod.Post,
            "/v1/members/MEMBER1/purchases",
            new { transactionId = "t-2", type = "flight", amount = 90.00m, currency = "CHF", product = "gift-card" },
            HttpStatusCode.Created);
        Assert.Equal(0.00m, Number(denied.GetProperty("transaction"), "countedAmount"));
        Assert.Equal("no-goods", Text(denied.GetProperty("transaction").GetProperty("earning").GetProperty("excluded")[0], "rule"));

        await RefusedAsync(engine, "t-1/reversals", new { reversalId = "r-1", amount = 10.00m, reason = "x" }, HttpStatusCode.UnprocessableEntity, "components-required");
        var tax = await engine.SendAsync(
            HttpMethod.Post,
            "/v1/members/MEMBER1/purchases/t-1/reversals",
            new { reversalId = "r-1", components = new[] { new { code = "tax", amount = 80.00m } }, reason = "tax" },
            HttpStatusCode.Created);
        Assert.Equal((80.00m, 0.00m), (Number(tax.GetProperty("reversal"), "amount"), Number(tax.GetProperty("reversal"), "countedAmount")));
        Assert.Equal(400.00m, Number(tax.GetProperty("status").GetProperty("spend"), "currentPeriod"));
    }

    [Fact]
    public async Task A_purchase_of_components_that_do_not_sum_is_refused()
    {
        await using var engine = await StartAsync(Rules, "2026-07-01");
        await engine.EnrolAsync("MEMBER1");
        async Task Refused(object more, string code) => Assert.Equal(code, await CodeAsync(engine, "/v1/members/MEMBER1/purchases", more));
        await Refused(
            new { transactionId = "t", type = "flight", amount = 480.00m, currency = "CHF", components = new[] { new { code = "base", amount = 479.99m } } }, "components-not-valid");
        await Refused(new { transactionId = "t", type = "flight", amount = 480.00m, currency = "CHF", components = "base" }, "components-not-valid");
        await Refused(new { transactionId = "t", type = "flight", amount = 480.00m, currency = "CHF", serviceDate = "2027-08-06" }, "service-date-not-valid");
        await Refused(new { transactionId = "t", type = "flight", amount = 480.00m, currency = "CHF", ticketNumber = "724123" }, "ticket-number-not-valid");
        await Refused(new { transactionId = "t", type = "flight", amount = 480.00m, currency = "CHF", company = "acme" }, "unknown-pool");
    }

    [Fact]
    public async Task The_pending_year_over_http()
    {
        await using var engine = await StartAsync(Rules, "2026-01-10");
        await engine.EnrolAsync("MEMBER1");
        await BuyAsync(engine, "flight", "flight", 900);
        await ClockAsync(engine, "2026-01-12");
        var waits = await BuyAsync(engine, "hotel", "partner", 200);
        Assert.Equal(("pending", "2026-02-11"), (Text(waits.GetProperty("transaction"), "state"), Text(waits.GetProperty("transaction"), "countsFrom")));
        await StandsAsync(engine, 900, 200, "Member");
        var pending = await engine.GetAsync("/v1/members/MEMBER1/pending");
        Assert.Equal(("hotel", "return"), (Text(pending.GetProperty("items")[0], "transactionId"), Text(pending.GetProperty("items")[0], "rule")));
        Assert.Contains(
            (await engine.GetAsync("/v1/members/MEMBER1/forecast")).GetProperty("items").EnumerateArray(),
            item => Text(item, "kind") == "spendArrives" && Text(item, "date") == "2026-02-11" && Number(item, "arriving") == 200);
        await ClockAsync(engine, "2026-02-11");
        await StandsAsync(engine, 1100, 0, "Silver");
        await ClockAsync(engine, "2026-02-20");
        var corrected = await engine.SendAsync(
            HttpMethod.Post, "/v1/members/MEMBER1/purchases/hotel/reversals", new { reversalId = "r", amount = 150.00m, reason = "x" }, HttpStatusCode.Created);
        Assert.Equal("corrected", Text(corrected.GetProperty("tierChange"), "kind"));
        await StandsAsync(engine, 950, 0, "Member");
        var events = (await engine.GetAsync("/v1/events?limit=100")).GetProperty("items").EnumerateArray().ToList();
        Assert.Equal(["enrolled", "spendRecorded", "creditPending", "tierUpgraded", "tierCorrected"], events.Select(e => Text(e, "kind")));
        Assert.Equal("hotel", Text(events[3].GetProperty("transactions")[0], "transactionId"));
        var then = await engine.GetAsync("/v1/members/MEMBER1/status?asOf=2026-02-10");
        // As known now: what was taken back since is not in it.
        Assert.Equal((900, 50), (Number(then.GetProperty("spend"), "currentPeriod"), Number(then.GetProperty("pending"), "amount")));
    }

    [Fact]
    public async Task Events_of_a_purchase_bring_its_release_nearer()
    {
        await using var engine = await StartAsync(Rules, "2026-03-01");
        await engine.EnrolAsync("MEMBER1");
        await BuyAsync(engine, "seat", "ancillary", 1200);
        const string Path = "/v1/members/MEMBER1/purchases/seat/events";
        var paid = new { eventId = "e-1", @event = "paid", date = "2026-03-01" };
        var first = await engine.SendAsync(HttpMethod.Post, Path, paid, HttpStatusCode.Created);
        Assert.Equal("""["shipped"]""", first.GetProperty("transaction").GetProperty("earning").GetProperty("hold").GetProperty("awaits").GetRawText());
        var again = await engine.SendAsync(HttpMethod.Post, Path, paid, HttpStatusCode.OK);
        Assert.Equal(first.GetRawText(), again.GetRawText());
        Assert.Equal("date-not-valid", await CodeAsync(engine, Path, new { eventId = "e-1", @event = "paid" }));
        Assert.Equal("event-id-reused", await CodeAsync(engine, Path, new { eventId = "e-1", @event = "paid", date = "2026-02-28" }));
        await engine.SendAsync(HttpMethod.Post, Path, new { eventId = "e-2", @event = "paid", date = "2026-03-01" }, HttpStatusCode.OK);
        await ClockAsync(engine, "2026-03-20");
        var released = await engine.SendAsync(HttpMethod.Post, Path, new { eventId = "e-3", @event = "shipped", date = "2026-03-02" }, HttpStatusCode.Created);
        Assert.Equal(("counting", "2026-03-20"), (Text(released.GetProperty("transaction"), "state"), Text(released.GetProperty("transaction"), "countsFrom")));
        Assert.Equal("upgraded", Text(released.GetProperty("tierChange"), "kind"));
        Assert.Equal("credit-not-pending", await CodeAsync(engine, Path, new { eventId = "e-4", @event = "rebooked", date = "2026-03-20", serviceDate = "2026-04-01" }));
        await engine.KillAsync();
        await engine.StartAgainAsync();
        await ClockAsync(engine, "2026-03-20");
        await StandsAsync(engine, 1200, 0, "Silver");
    }

    internal static async Task<EngineProcess> StartAsync(string earning, string day)
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("loyalty").FullName, "programme.json");
        await File.WriteAllTextAsync(file, ProgrammeText.With(earning));
        return await EngineProcess.StartAsync($"--Loyalty:TestClock={day}T10:00:00Z", $"--Loyalty:Programme={file}");
    }

    private static Task<JsonElement> BuyAsync(EngineProcess engine, string id, string type, decimal amount) => engine.SendAsync(
        HttpMethod.Post, "/v1/members/MEMBER1/purchases", new { transactionId = id, type, amount, currency = "CHF" }, HttpStatusCode.Created);

    internal static async Task ClockAsync(EngineProcess engine, string day)
    {
        using var answer = await engine.Http.PutAsJsonAsync("/v1/clock", new { now = $"{day}T10:00:00Z" });
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }

    private static async Task StandsAsync(EngineProcess engine, decimal spend, decimal pending, string tier)
    {
        var status = await engine.GetAsync("/v1/members/MEMBER1/status");
        Assert.Equal(
            (spend, pending, tier),
            (Number(status.GetProperty("spend"), "currentPeriod"), Number(status.GetProperty("pending"), "amount"), Text(status.GetProperty("tier"), "name")));
    }

    private static async Task RefusedAsync(EngineProcess engine, string path, object body, HttpStatusCode status, string code)
    {
        using var answer = await engine.Http.PostAsJsonAsync($"/v1/members/MEMBER1/purchases/{path}", body);
        Assert.Equal((status, code), (answer.StatusCode, Text(await answer.Content.ReadFromJsonAsync<JsonElement>(), "code")));
    }

    internal static async Task<string?> CodeAsync(EngineProcess engine, string path, object body)
    {
        using var answer = await engine.Http.PostAsJsonAsync(path, body);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
        return problem.TryGetProperty("code", out var code) ? code.GetString() : $"{answer.StatusCode}";
    }

    internal static decimal Number(JsonElement element, string name) => element.GetProperty(name).GetDecimal();

    internal static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();
}
