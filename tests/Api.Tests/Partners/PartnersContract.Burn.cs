using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Loyalty.Api.Tests;

/// <content>Paying with points, and what is kept of it.</content>
public abstract partial class PartnersContract
{
    [ContractFact]
    public async Task Points_pay_once_whatever_is_asked_again()
    {
        await using var engine = await StartAsync();
        var body = new { orderId = "pos-7-m1", memberId = Member, number = "9920 0000 0000 125", pin = Pin, points = 100_000 };
        var first = await engine.SendAsync(HttpMethod.Post, Authorisations, body, HttpStatusCode.Created);
        Assert.Equal(("authorised", 303.03m, "EUR"), (first.GetProperty("state").GetString(), first.GetProperty("value").GetDecimal(), first.GetProperty("currency").GetString()));
        // Without the PIN, and with another: it is no part of what makes two calls the same.
        var again = await engine.SendAsync(HttpMethod.Post, Authorisations, new { body.orderId, body.memberId, body.number, body.points }, HttpStatusCode.OK);
        Assert.Equal(first.GetRawText(), again.GetRawText());
        await engine.SendAsync(HttpMethod.Post, Authorisations, new { body.orderId, body.memberId, body.number, pin = "99999", body.points }, HttpStatusCode.OK);
        Assert.Equal("order-id-reused", await CodeAsync(engine, Authorisations, new { body.orderId, body.memberId, body.number, body.pin, points = 99_999 }, HttpStatusCode.Conflict));

        var captured = await engine.SendAsync(HttpMethod.Post, $"{Authorisations}/pos-7-m1/capture", new { }, HttpStatusCode.OK);
        Assert.Equal("captured", captured.GetProperty("state").GetString());
        await engine.SendAsync(HttpMethod.Post, $"{Authorisations}/pos-7-m1/capture", new { }, HttpStatusCode.OK);
        Assert.Equal("order-ended", await CodeAsync(engine, $"{Authorisations}/pos-7-m1/void", new { }, HttpStatusCode.Conflict));
        Assert.Equal([SandboxDeed.Authorised, SandboxDeed.Captured], Partner.Entries.Select(entry => entry.Deed));
        var spent = (await engine.GetAsync("/v1/finance/partners?month=2026-11")).GetProperty("partners")[0].GetProperty("spent")[0];
        Assert.Equal((100_000, 303.03m), (spent.GetProperty("points").GetInt32(), spent.GetProperty("value").GetDecimal()));

        // A part of it: the least points that are worth as much.
        var part = await engine.SendAsync(HttpMethod.Post, Authorisations, new { orderId = "pos-7-m2", number = Number, pin = Pin, amount = 10.00 }, HttpStatusCode.Created);
        Assert.Equal((3300, 10.00m), (part.GetProperty("points").GetInt32(), part.GetProperty("value").GetDecimal()));
        await engine.SendAsync(HttpMethod.Post, $"{Authorisations}/pos-7-m2/void", new { }, HttpStatusCode.OK);
        await engine.SendAsync(HttpMethod.Post, $"{Authorisations}/pos-7-m2/void", new { }, HttpStatusCode.OK);
        Assert.Equal("order-ended", await CodeAsync(engine, $"{Authorisations}/pos-7-m2/capture", new { }, HttpStatusCode.Conflict));
    }

    [ContractFact]
    public async Task A_lost_authorisation_is_found_under_its_id()
    {
        await using var engine = await StartAsync();
        foreach (var fault in new[] { SandboxFault.FailAfter, SandboxFault.CutAfter })
        {
            Partner.Behaviour = new SandboxBehaviour([fault]);
            var body = new { orderId = $"lost-{fault}", number = Number, pin = Pin, points = 1000 };
            Assert.Equal("partner-unknown", await CodeAsync(engine, Authorisations, body, HttpStatusCode.ServiceUnavailable));
            // The partner is asked, and needs no PIN for that.
            var found = await engine.SendAsync(HttpMethod.Post, Authorisations, new { body.orderId, body.number, body.points }, HttpStatusCode.OK);
            Assert.Equal("authorised", found.GetProperty("state").GetString());
            Assert.Single(Partner.Entries, entry => entry.OrderId == body.orderId);
        }

        // Where it never came, nobody has the PIN but the caller.
        Partner.Behaviour = new SandboxBehaviour([SandboxFault.FailBefore]);
        var never = new { orderId = "never", number = Number, pin = Pin, points = 1000 };
        Assert.Equal("partner-unknown", await CodeAsync(engine, Authorisations, never, HttpStatusCode.ServiceUnavailable));
        Assert.Equal("partner-unknown", await CodeAsync(engine, Authorisations, new { never.orderId, never.number, never.points }, HttpStatusCode.ServiceUnavailable));
        Assert.DoesNotContain(Partner.Entries, entry => entry.OrderId == "never");
        await engine.SendAsync(HttpMethod.Post, Authorisations, never, HttpStatusCode.OK);
        Assert.Single(Partner.Entries, entry => entry.OrderId == "never");
    }

    [ContractFact]
    public async Task Where_no_PIN_is_asked_for_an_authorisation_that_never_came_is_sent_again()
    {
        await using var engine = await StartAsync(canAsk: false);
        await PutPartnerAsync(engine, isIdempotent: true, canAsk: false, holds: true, pin: null);
        Partner.Behaviour = Partner.Behaviour with { Faults = [SandboxFault.FailBefore] };
        var body = new { orderId = "no-pin", number = Number, points = 1000 };
        Assert.Equal("partner-unknown", await CodeAsync(engine, Authorisations, body, HttpStatusCode.ServiceUnavailable));
        var again = await engine.SendAsync(HttpMethod.Post, Authorisations, body, HttpStatusCode.OK);
        Assert.Equal("authorised", again.GetProperty("state").GetString());
        Assert.Single(Partner.Entries, entry => entry.OrderId == "no-pin");
    }

    [ContractFact]
    public async Task An_exchange_takes_the_points_of_its_preview_and_gives_one_voucher()
    {
        await using var engine = await StartAsync();
        var preview = await engine.SendAsync(
            HttpMethod.Post, "/v1/partners/miles-and-more/previews", new { direction = "exchangeIn", points = 4000, currency = "CHF" }, HttpStatusCode.OK);
        Assert.Equal(10.00m, preview.GetProperty("value").GetDecimal());
        var body = new { orderId = "x-1", memberId = Member, pin = Pin, previewId = preview.GetProperty("previewId").GetString() };
        var given = await engine.SendAsync(HttpMethod.Post, Authorisations, body, HttpStatusCode.Created);
        var again = await engine.SendAsync(HttpMethod.Post, Authorisations, body, HttpStatusCode.OK);
        Assert.Equal(given.GetRawText(), again.GetRawText());

        var lot = Assert.Single((await engine.GetAsync($"/v1/members/{Member}/rewards")).GetProperty("items").EnumerateArray());
        Assert.Equal(given.GetProperty("lotId").GetString(), lot.GetProperty("lotId").GetString());
        Assert.Equal(
            (10.00m, "CHF", "2026-11-21", "partner:miles-and-more"),
            (lot.GetProperty("available").GetDecimal(), lot.GetProperty("currency").GetString(), lot.GetProperty("from").GetString(), lot.GetProperty("source").GetString()));
        Assert.Equal([SandboxDeed.Authorised, SandboxDeed.Captured], Partner.Entries.Select(entry => entry.Deed));
    }

    [ContractFact]
    public async Task What_is_neither_captured_nor_voided_for_half_an_hour_is_voided_until_that_is_known()
    {
        await using var engine = await StartAsync();
        await engine.SendAsync(HttpMethod.Post, Authorisations, new { orderId = "m1", number = Number, pin = Pin, points = 1000 }, HttpStatusCode.Created);
        await ClockAsync(engine, "2026-11-21T10:29:59Z");
        await OrderAsync(engine, "authorised");
        Partner.Behaviour = new SandboxBehaviour([SandboxFault.FailBefore, SandboxFault.CutAfter]);
        await ClockAsync(engine, "2026-11-21T10:30:00Z");
        await OrderAsync(engine, "voiding");
        Assert.Equal("order-ended", await CodeAsync(engine, $"{Authorisations}/m1/capture", new { }, HttpStatusCode.Conflict));
        await ClockAsync(engine, "2026-11-21T10:30:06Z");
        await OrderAsync(engine, "voiding");
        await ClockAsync(engine, "2026-11-21T10:36:00Z");
        Assert.Equal("expired", (await OrderAsync(engine, "voided")).GetProperty("reason").GetString());
        Assert.Equal([SandboxDeed.Authorised, SandboxDeed.Voided], Partner.Entries.Select(entry => entry.Deed));
    }

    [ContractFact]
    public async Task A_member_who_is_sent_elsewhere_finishes_by_a_signed_callback()
    {
        await using var engine = await StartAsync();
        var callbacks = new Uri(engine.Address, "/v1/partners/miles-and-more/callbacks").AbsoluteUri;
        Partner.Behaviour = new SandboxBehaviour([SandboxFault.Redirect], CallbackUrl: callbacks, CallbackKey: Key, CallsTwice: true);
        Partner.Now = () => DateTimeOffset.Parse(Start);
        var redirected = await engine.SendAsync(HttpMethod.Post, Authorisations, new { orderId = "r1", number = Number, pin = Pin, points = 1000 }, HttpStatusCode.Created);
        Assert.Equal("redirect", redirected.GetProperty("state").GetString());
        Assert.Equal("order-not-authorised", await CodeAsync(engine, $"{Authorisations}/r1/capture", new { }, HttpStatusCode.Conflict));

        var answer = new SandboxAnswer("r1", "accepted", "P-r1");
        Partner.Behaviour = Partner.Behaviour with { Faults = null, CallsTwice = false };
        Assert.Equal(HttpStatusCode.Unauthorized, await Partner.CallBackAsync(answer, key: ""));
        Assert.Equal(HttpStatusCode.Unauthorized, await Partner.CallBackAsync(answer, key: "whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"));
        Assert.Equal(HttpStatusCode.Unauthorized, await Partner.CallBackAsync(answer, at: DateTimeOffset.Parse(Start).AddMinutes(-5).AddSeconds(-1)));
        Assert.Equal(HttpStatusCode.NotFound, await Partner.CallBackAsync(answer with { OrderId = "nobody's" }));
        await OrderAsync(engine, "redirect");

        Partner.Behaviour = Partner.Behaviour with { CallsTwice = true };
        using (var finished = await engine.Http.PostAsync(redirected.GetProperty("redirectUrl").GetString(), null))
            Assert.Equal(HttpStatusCode.NoContent, finished.StatusCode);
        await OrderAsync(engine, "authorised");
        await engine.SendAsync(HttpMethod.Post, $"{Authorisations}/r1/capture", new { }, HttpStatusCode.OK);
        Assert.Equal(HttpStatusCode.NoContent, await Partner.CallBackAsync(answer));
        await OrderAsync(engine, "captured");
    }

    [ContractFact]
    public async Task What_cannot_be_taken_is_refused_and_says_nothing_of_a_pin()
    {
        await using var engine = await StartAsync();
        foreach (var pin in new[] { "4821", "48a13", "482139" })
        {
            var problem = await engine.SendAsync(HttpMethod.Post, Authorisations, new { orderId = "p1", number = Number, pin, points = 1000 }, HttpStatusCode.UnprocessableEntity);
            Assert.Equal("pin-not-valid", problem.GetProperty("code").GetString());
            Assert.DoesNotContain(pin, problem.GetRawText(), StringComparison.Ordinal);
        }

        Assert.Equal("number-not-valid", await CodeAsync(engine, Authorisations, new { orderId = "p1", number = "12345678901234", pin = Pin, points = 1000 }));
        Assert.Equal("points-not-valid", await CodeAsync(engine, Authorisations, new { orderId = "p1", number = Number, pin = Pin, points = 1.5 }));
        Assert.Equal("amount-not-valid", await CodeAsync(engine, Authorisations, new { orderId = "p1", number = Number, pin = Pin, points = 1, amount = 1.0 }));
        Assert.Equal("unknown-member", await CodeAsync(engine, Authorisations, new { orderId = "p1", memberId = "NOBODY1", number = Number, pin = Pin, points = 1000 }, HttpStatusCode.NotFound));
        Assert.Equal("unknown-partner", await CodeAsync(engine, "/v1/partners/nobody/authorisations", new { orderId = "p1", number = Number, points = 1000 }, HttpStatusCode.NotFound));
        Assert.Equal("unknown-order", await CodeAsync(engine, $"{Authorisations}/p1/capture", new { }, HttpStatusCode.NotFound));
        Assert.Equal(0, Partner.Calls);

        Partner.Behaviour = new SandboxBehaviour(RefusedNumbers: [Number]);
        for (var times = 0; times < 2; times++)
        {
            var refused = await engine.SendAsync(HttpMethod.Post, Authorisations, new { orderId = "p2", number = Number, pin = Pin, points = 1000 }, HttpStatusCode.PaymentRequired);
            Assert.Equal("partner-refused", refused.GetProperty("code").GetString());
            Assert.Contains($": {refused.GetProperty("reason").GetString()}.", refused.GetProperty("detail").GetString(), StringComparison.Ordinal);
            Assert.Contains("unknown-number", refused.GetRawText(), StringComparison.Ordinal);
        }
    }

    [ContractFact]
    public async Task A_preview_binds_for_ten_minutes()
    {
        await using var engine = await StartAsync();
        const string previews = "/v1/partners/miles-and-more/previews";
        var preview = await engine.SendAsync(HttpMethod.Post, previews, new { direction = "burn", amount = 303.03, currency = "EUR" }, HttpStatusCode.OK);
        Assert.Equal((100_000, 303.03m, "2026-11-21T10:10:00.000Z"), (preview.GetProperty("points").GetInt32(), preview.GetProperty("value").GetDecimal(), preview.GetProperty("boundUntil").GetString()));
        var earn = await engine.SendAsync(HttpMethod.Post, previews, new { direction = "earn", amount = 209.50, currency = "CHF" }, HttpStatusCode.OK);
        Assert.Equal(209, earn.GetProperty("points").GetInt32());
        Assert.Equal("currency-not-valid", await CodeAsync(engine, previews, new { direction = "burn", amount = 1, currency = "CHF" }));
        Assert.Equal("direction-not-valid", await CodeAsync(engine, previews, new { direction = "sideways", points = 1 }));

        // Dearer from now on; what was told before holds.
        await engine.SendAsync(
            HttpMethod.Put, "/v1/partners/miles-and-more", new { scheme = "miles-and-more", connector = "http", idempotent = true, burn = new { pointsPerUnit = 500, currency = "EUR", pin = "[0-9]{5}" } }, HttpStatusCode.NoContent);
        var previewId = preview.GetProperty("previewId").GetString();
        var bound = await engine.SendAsync(HttpMethod.Post, Authorisations, new { orderId = "b1", number = Number, pin = Pin, previewId }, HttpStatusCode.Created);
        Assert.Equal((100_000, 303.03m), (bound.GetProperty("points").GetInt32(), bound.GetProperty("value").GetDecimal()));
        await ClockAsync(engine, "2026-11-21T10:10:00Z");
        Assert.Equal("preview-over", await CodeAsync(engine, Authorisations, new { orderId = "b2", number = Number, pin = Pin, previewId }, HttpStatusCode.Conflict));
        Assert.Equal("preview-id-not-valid", await CodeAsync(engine, Authorisations, new { orderId = "b2", number = Number, pin = Pin, previewId = "p-nobody" }));
    }

    // F-5: while it runs and after it.
    [ContractFact]
    public async Task A_pin_a_token_and_a_number_stand_nowhere_but_with_the_person()
    {
        await using var engine = await StartAsync();
        const string typed = "992000000000777";
        Partner.Behaviour = new SandboxBehaviour([SandboxFault.FailAfter, SandboxFault.Undecided, SandboxFault.None, SandboxFault.CutBefore]);
        for (var i = 0; i < 4; i++)
        {
            using var answer = await engine.Http.PostAsJsonAsync(Authorisations, new { orderId = $"s{i}", memberId = Member, number = typed, pin = Pin, points = 1000 });
            Assert.DoesNotContain(Pin, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }

        await engine.SendAsync(HttpMethod.Post, Authorisations, new { orderId = "s9", number = typed, pin = Pin + "x", points = 1000 }, HttpStatusCode.UnprocessableEntity);
        await engine.BuyAsync(Member, "t-1", 250);
        await OrderAsync(engine, "planned");
        foreach (var (name, bytes) in await KeptAsync(engine))
        {
            foreach (var secret in new[] { Pin, Token, typed, Key["whsec_".Length..] })
                Assert.True(bytes.IndexOf(secret, StringComparison.Ordinal) < 0, $"{secret} stands in {name}");
        }

        var trail = await engine.Http.GetStringAsync("/v1/trail?limit=1000");
        var events = await engine.Http.GetStringAsync("/v1/events?stream=orders&limit=1000");
        Assert.All(new[] { trail, events, engine.Output }, text => Assert.DoesNotContain(Number, text, StringComparison.Ordinal));
    }

    // All files of the engine, and what it has printed; another journal's database is read by its own tables.
    private async Task<IReadOnlyList<(string Name, string Bytes)>> KeptAsync(EngineProcess engine)
    {
        var kept = new List<(string, string)>
        {
            ("the output", engine.Output),
            ("the trail", await engine.Http.GetStringAsync("/v1/trail?limit=1000")),
            ("the orders", await engine.Http.GetStringAsync("/v1/partner-orders?limit=1000")),
        };
        kept.AddRange(Directory.EnumerateFiles(engine.Folder, "*", SearchOption.AllDirectories)
            .Where(file => !file.EndsWith(".lock", StringComparison.Ordinal)).Select(file => (file, System.Text.Encoding.Latin1.GetString(Shared(file)))));
        kept.AddRange(await DatabaseAsync());
        return kept;
    }

    /// <summary>What a database beside the engine's folder holds.</summary>
    protected virtual Task<IReadOnlyList<(string Name, string Bytes)>> DatabaseAsync() => Task.FromResult<IReadOnlyList<(string, string)>>([]);

    private static byte[] Shared(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }

    private static async Task<string?> CodeAsync(EngineProcess engine, string path, object body, HttpStatusCode status = HttpStatusCode.UnprocessableEntity) =>
        (await engine.SendAsync(HttpMethod.Post, path, body, status)).GetProperty("code").GetString();
}
