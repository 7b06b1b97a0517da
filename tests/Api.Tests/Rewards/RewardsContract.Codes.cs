using System.Text;
using System.Text.Json;
using Loyalty.Contracts;

namespace Loyalty.Api.Tests;

public abstract partial class RewardsContract
{
    [Fact]
    public async Task A_code_is_told_once_taken_once_and_its_uses_go_with_it()
    {
        await using var engine = await StartAsync();
        await engine.EnrolAsync(Ada);
        await engine.EnrolAsync("BOB1815");
        var issued = await IssueAsync(engine, Voucher("gift", 50.00m, "2026-12-31", owner: null));
        var code = issued.Text("code")!;
        Assert.Equal(12, code.Length);
        var again = await SendAsync(engine, "/v1/lots", Voucher("gift", 50.00m, "2026-12-31", owner: null), 200);
        Assert.False(again.TryGetProperty("code", out _));
        Assert.Equal(code[^4..], again.Text("lastFour"));

        await SendAsync(engine, "/v1/holds", new { holdId = "h-1", code = code.ToLowerInvariant(), amount = 20.00m, currency = "CHF", @as = "payment" }, 201);
        await RefusedAsync(engine, $"/v1/members/{Ada}/rewards/claims", new { code }, 409, "code-taken");
        await SendAsync(engine, "/v1/holds/h-1/capture", new { captureId = "c-1" }, 200);
        await RefusedAsync(engine, $"/v1/members/{Ada}/rewards/claims", new { code = "AAAAAAAAAAAA" }, 404, "code-not-known");
        await RefusedAsync(engine, "/v1/holds", new { holdId = "h-2", code = "AAAAAAAAAAAA", amount = 20.00m, currency = "CHF", @as = "payment" }, 404, "code-not-known");
        await SendAsync(engine, $"/v1/members/{Ada}/rewards/claims", new { code = $"{code[..6]} {code[6..]}" }, 200);
        await SendAsync(engine, $"/v1/members/{Ada}/rewards/claims", new { code }, 200);
        await RefusedAsync(engine, "/v1/members/BOB1815/rewards/claims", new { code }, 409, "code-taken");
        await RefusedAsync(engine, "/v1/holds", new { holdId = "h-2", code, amount = 20.00m, currency = "CHF", @as = "payment" }, 409, "code-taken");
        Assert.Equal(["gift 30.00 0.00 20.00"], await LotsAsync(engine, Ada));
        Assert.Equal(Ada, (await engine.GetAsync("/v1/lots/gift")).Text("memberId"));
        // What had been captured by the code is refunded into the account.
        await SendAsync(engine, "/v1/captures/c-1/refunds", new { refundId = "r-1", amount = 5.00m, reason = "Back" }, 201);
        Assert.Equal(["gift 35.00 0.00 15.00"], await LotsAsync(engine, Ada));
        Assert.Equal(["voucher CHF 0.00 50.00 15.00 0.00 0.00 35.00 0.00"], await SumsAsync(engine, "2026-11"));
        await SendAsync(engine, "/v1/lots/gift/revocation", new { reason = "Found to be stolen" }, 200);
        Assert.Equal(["gift 0.00 0.00 15.00"], await LotsAsync(engine, Ada));
        await RefusedAsync(engine, "/v1/lots/none/revocation", new { reason = "Found to be stolen" }, 404, "unknown-lot");
        var trail = await engine.Http.GetStringAsync("/v1/trail");
        Assert.All(new[] { "lot-issued", "lot-revoked", "code-claimed", "capture-refunded", "Found to be stolen" }, word => Assert.Contains(word, trail));
        await NowhereAsync(engine, code);
    }

    [Fact]
    public async Task Many_are_issued_by_lines_and_a_coupon_for_many_is_used_by_its_code()
    {
        await using var engine = await StartAsync();
        await engine.EnrolAsync(Ada);
        var lines = new StringBuilder();
        for (var i = 0; i < 50; i++)
            lines.Append(JsonSerializer.Serialize(Voucher($"v-{i}", 10.00m, "2026-12-31", owner: i % 2 == 0 ? Ada : null))).Append('\n');
        lines.Append("""{"lotId":"x","kind":"voucher"}""");
        using var content = new StringContent(lines.ToString(), Encoding.UTF8, "application/x-ndjson");
        using var answer = await engine.Http.PostAsync("/v1/lots:batch", content);
        var results = (await answer.Content.ReadAsStringAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement).ToList();
        Assert.Equal(51, results.Count);
        Assert.All(results.Take(50), (line, i) => Assert.Equal(i % 2 == 1, line.TryGetProperty("code", out var code) && code.GetString()!.Length == 12));
        Assert.Equal(("x", 422), (results[50].Text("lotId"), results[50].GetProperty("status").GetInt32()));
        Assert.Equal(25, (await LotsAsync(engine, Ada)).Count);
        var page = await engine.GetAsync("/v1/lots?limit=7");
        Assert.Equal(7, page.GetProperty("items").GetArrayLength());
        Assert.Equal(43, (await engine.GetAsync($"/v1/lots?limit=50&cursor={page.Text("next")}")).GetProperty("items").GetArrayLength());

        var coupon = await IssueAsync(engine, new
        {
            lotId = "ten", kind = "coupon", percent = 10, from = "2026-01-01", to = "2026-12-31", uses = new { total = 2, perMember = 1 }, restrictions = new { types = new[] { "ancillary" }, leastAmount = 20.00 }, reason = "Winter",
        });
        object Use(string id, string? member, string? type = "ancillary", decimal basket = 50.00m) => new
        {
            holdId = id, code = coupon.Text("code"), memberId = member, currency = "CHF", @as = "discount", type, lines = new[] { new { amount = basket, vatRate = 8.1m } },
        };
        await RefusedAsync(engine, "/v1/holds", Use("h-1", null), 422, "restricted");
        await RefusedAsync(engine, "/v1/holds", Use("h-1", Ada, null), 422, "restricted");
        await RefusedAsync(engine, "/v1/holds", Use("h-1", Ada, basket: 19.99m), 422, "restricted");
        var held = await SendAsync(engine, "/v1/holds", Use("h-1", Ada), 201);
        Assert.Equal(5.00m, held.GetProperty("amount").GetDecimal());
        await RefusedAsync(engine, "/v1/holds", Use("h-2", Ada), 422, "restricted");
        await SendAsync(engine, "/v1/holds/h-1/capture", new { captureId = "c-1" }, 200);
        await RefusedAsync(engine, $"/v1/members/{Ada}/rewards/claims", new { code = coupon.Text("code") }, 409, "code-taken");

        await IssueAsync(engine, new { lotId = "upgrade", kind = "certificate", name = "Upgrade", owner = Ada, from = "2026-01-01", to = "2026-12-31", reason = "Sorry" });
        var certificate = await SendAsync(engine, "/v1/holds", new { holdId = "h-3", memberId = Ada, lots = new[] { "upgrade" }, @as = "payment" }, 201);
        Assert.Equal(JsonValueKind.Null, certificate.GetProperty("amount").ValueKind);
        await SendAsync(engine, "/v1/holds/h-3/capture", new { captureId = "c-3" }, 200);
        Assert.Equal(
            ["voucher CHF 0.00 500.00 0.00 0.00 0.00 500.00 0.00", "certificate  0 1 1 0 0 0 0", "coupon  0 2 1 0 0 1 0"], await SumsAsync(engine, "2026-11"));
    }

    [Fact]
    public async Task A_hold_is_confirmed_by_the_code_sent_to_the_phone()
    {
        await using var box = await MessageBox.StartAsync();
        await using var engine = await StartAsync(settings: [$"--Loyalty:Messages:Http:Url={box.Url}", $"--Loyalty:Messages:Http:Secret={MessageBox.Secret}"]);
        await engine.EnrolAsync(Ada);
        await IssueAsync(engine, Voucher("a", 100.00m, "2026-12-31"));
        await RefusedAsync(engine, "/v1/holds", Hold("h-1", 10.00m, confirm: true), 422, "no-phone");
        await engine.SendAsync(HttpMethod.Patch, $"/v1/members/{Ada}", new { phone = "+41 44 123 45 67", locale = "de-CH" }, System.Net.HttpStatusCode.OK);
        Assert.Equal("unconfirmed", (await SendAsync(engine, "/v1/holds", Hold("h-1", 10.00m, confirm: true), 201)).Text("state"));
        var first = await box.CodeAsync(1);
        var message = box.Messages.First();
        Assert.Equal(("sms", "+41 44 123 45 67", "de-CH"), (message.Text("channel"), message.Text("to"), message.Text("locale")));
        Assert.StartsWith("Ihr Code für 10.00 CHF: ", message.Text("text"));
        await RefusedAsync(engine, "/v1/holds/h-1/capture", new { captureId = "c-1" }, 409, "confirmation-required");
        await SendAsync(engine, "/v1/holds/h-1/codes", new { }, 200);
        var second = await box.CodeAsync(2);
        if (first != second)
            Assert.Equal(4, (await RefusedAsync(engine, "/v1/holds/h-1/confirmation", new { code = first }, 422, "code-wrong")).GetProperty("triesLeft").GetInt32());
        Assert.Equal("open", (await SendAsync(engine, "/v1/holds/h-1/confirmation", new { code = second }, 200)).Text("state"));
        await SendAsync(engine, "/v1/holds/h-1/capture", new { captureId = "c-1" }, 200);

        await SendAsync(engine, "/v1/holds", Hold("h-2", 10.00m, confirm: true), 201);
        var third = await box.CodeAsync(3);
        var wrong = third == "000000" ? "111111" : "000000";
        for (var left = 4; left >= 0; left--)
            Assert.Equal(left, (await RefusedAsync(engine, "/v1/holds/h-2/confirmation", new { code = wrong }, 422, "code-wrong")).GetProperty("triesLeft").GetInt32());
        Assert.Equal("voided", (await RefusedAsync(engine, "/v1/holds/h-2/confirmation", new { code = third }, 409, "hold-ended")).Text("became"));
        Assert.Equal(["a 90.00 0.00 10.00"], await LotsAsync(engine, Ada));

        await SendAsync(engine, "/v1/holds", Hold("h-3", 1.00m, confirm: true), 201);
        await SendAsync(engine, "/v1/holds/h-3/codes", new { }, 200);
        await SendAsync(engine, "/v1/holds/h-3/codes", new { }, 200);
        await RefusedAsync(engine, "/v1/holds/h-3/codes", new { }, 429, "too-many-codes");
        for (var i = 4; i < 8; i++)
            await SendAsync(engine, "/v1/holds", Hold($"h-{i}", 1.00m, confirm: true), 201);
        await RefusedAsync(engine, "/v1/holds", Hold("h-8", 1.00m, confirm: true), 429, "too-many-codes");
        await RefusedAsync(engine, "/v1/holds/h-8/void", new { }, 404, "unknown-hold");
        await box.CodeAsync(10);
        foreach (var sent in box.Messages.Select(one => one.Text("text")!).ToList())
            await NowhereAsync(engine, sent[..(sent.IndexOf(':', StringComparison.Ordinal) + 8)]);
    }

    [Fact]
    public async Task Who_is_erased_has_no_lots_and_the_sums_stay()
    {
        await using var engine = await StartAsync();
        await engine.EnrolAsync(Ada);
        await IssueAsync(engine, Voucher("a", 100.00m, "2026-12-31"));
        await SendAsync(engine, "/v1/holds", Hold("h-1", 10.00m), 201);
        await SendAsync(engine, "/v1/holds/h-1/capture", new { captureId = "c-1" }, 200);
        await SendAsync(engine, "/v1/holds", Hold("h-2", 20.00m), 201);
        var export = await engine.GetAsync($"/v1/members/{Ada}/export");
        Assert.Equal((1, 2, 1), (Count(export, "lots"), Count(export, "holds"), Count(export, "captures")));
        using (var erased = await engine.Http.DeleteAsync($"/v1/members/{Ada}"))
            Assert.True(erased.IsSuccessStatusCode);
        var lot = await engine.GetAsync("/v1/lots/a");
        Assert.Equal(("revoked", 90.00m, 10.00m), (lot.Text("state"), lot.GetProperty("revoked").GetDecimal(), lot.GetProperty("used").GetDecimal()));
        Assert.Equal("voided", (await RefusedAsync(engine, "/v1/holds/h-2/capture", new { captureId = "c-2" }, 409, "hold-ended")).Text("became"));
        await RefusedAsync(engine, "/v1/captures/c-1/refunds", new { refundId = "r-1", reason = "Back" }, 410, "member-erased");
        await RefusedAsync(engine, "/v1/lots", Voucher("b", 1.00m, "2026-12-31"), 410, "member-erased");
        await RefusedAsync(engine, "/v1/holds", Hold("h-3", 1.00m), 410, "member-erased");
        Assert.Equal(["voucher CHF 0.00 100.00 10.00 0.00 90.00 0.00 0.00"], await SumsAsync(engine, "2026-11"));
        var events = await engine.Http.GetStringAsync("/v1/events?stream=rewards&after=0&limit=100");
        Assert.Contains("\"reason\":\"erased\"", events);
    }

    private static int Count(JsonElement export, string name) => export.GetProperty("rewards").GetProperty(name).GetArrayLength();
}
