using System.Net;
using System.Text;
using System.Text.Json;
using Loyalty.Contracts;

namespace Loyalty.Api.Tests;

/// <summary>
/// A person who leaves is in no place any more: not in an answer, not in a table, not in a byte of the data folder. The ledger is
/// as it was.
/// </summary>
public abstract class ErasureContract
{
    private const string Target = "QUILL1";
    private const string Enrolment =
        """
        {"channel":"app","givenName":"Ætheldrüd","familyName":"Quillfeather-Śmigły","email":"old.address@example.org","phone":"+41 44 987 65 43",
         "birthDate":"1983-04-17","locale":"de-CH","homeAirport":"ZRH","memberId":"QUILL1"}
        """;

    // What every form has in common in which a part of the person is written: as given, as a key without case and accents, escaped,
    // masked for a screen. The old address is one that a change of the profile has replaced.
    private static readonly string[] Traces =
        ["theldr", "uillfeather", "thel.quill", "old.address", "449876543", "44 987 65 43", "1983-04-17", "drüd Q.", "dr\\u00fcd", "dr\\u00FCd",
        "992000000004711", "0000-4711", "992000000004799",
        "quill-endpoint", "BCVxsr7N_eNgVRqvHtD0zTZsEc6", "BTBZMqHH6r4Tts7J_aSIgg"];

    // A push service that nobody can reach.
    private static readonly string[] Push = ["--Loyalty:Push:Subject=mailto:ops@example.org", "--Loyalty:Push:Hosts=push.invalid"];

    /// <summary>How the engine is told which journal to use.</summary>
    private protected abstract Task<string[]> JournalAsync();

    /// <summary>Everything that is stored, as bytes.</summary>
    private protected abstract Task<byte[]> StoredAsync(EngineProcess engine);

    [ContractFact]
    public async Task Who_is_erased_is_nowhere_and_the_ledger_stays()
    {
        await using var engine = await EngineProcess.StartAsync([.. await JournalAsync(), "--Loyalty:TestClock=2026-11-21T10:00:00Z", .. Push]);
        await FillAsync(engine);
        var first = await LiveAsync(engine);
        await using var phone = await HubClient.ConnectAsync(engine.Address);
        await phone.InvokeAsync("WatchMember", Target);
        await phone.InvokeAsync("WatchDisplay", "ZRH", "A1");
        Assert.Contains("theldr", Encoding.UTF8.GetString(await StoredAsync(engine)), StringComparison.OrdinalIgnoreCase);
        var before = await EventsAsync(engine);
        var status = await engine.GetAsync($"/v1/members/{Target}/status");

        using var erased = await engine.Http.DeleteAsync($"/v1/members/{Target}");
        Assert.Equal(HttpStatusCode.NoContent, erased.StatusCode);

        AssertGone(await StoredAsync(engine), "while the engine runs");
        Assert.Equal(Target, (await phone.HasBeenPushedAsync("memberErased", 1))[0].Text("memberId"));
        var shown = (await phone.HasBeenPushedAsync("recognised", 1))[0];
        Assert.Equal(shown.Text("recognitionId"), (await phone.HasBeenPushedAsync("recognitionWithdrawn", 1))[0].Text("recognitionId"));
        await AssertNobodyIsServedAsync(engine, first);
        Assert.Equal(before, await EventsAsync(engine));
        await AssertReportedAsync(engine);
        Assert.Equal(JsonValueKind.Array, (await engine.GetAsync($"/v1/audit?memberId={Target}")).GetProperty("differences").ValueKind);
        Assert.Empty((await engine.GetAsync($"/v1/audit?memberId={Target}")).GetProperty("differences").EnumerateArray());

        // Again: nothing to do, and nothing to record.
        var records = (await engine.GetAsync("/v1/trail?limit=1000")).GetProperty("items").GetArrayLength();
        for (var again = 0; again < 5; again++)
            Assert.Equal(HttpStatusCode.NoContent, (await engine.Http.DeleteAsync($"/v1/members/{Target}")).StatusCode);
        Assert.Equal(records, (await engine.GetAsync("/v1/trail?limit=1000")).GetProperty("items").GetArrayLength());
        Assert.Equal(0, await engine.StopAsync());
        AssertGone(await StoredAsync(engine), "after the stop");
        Assert.DoesNotContain(Traces, trace => engine.Output.Contains(trace, StringComparison.OrdinalIgnoreCase));
        await engine.StartAgainAsync();
        await AssertNobodyIsServedAsync(engine, first);
        Assert.Equal(before, await EventsAsync(engine));
        Assert.Equal(2600.00m, status.GetProperty("spend").GetProperty("lifetime").GetDecimal());
    }

    [ContractFact]
    public async Task All_that_is_held_is_given_to_the_member()
    {
        await using var engine = await EngineProcess.StartAsync([.. await JournalAsync(), "--Loyalty:TestClock=2026-11-21T10:00:00Z", .. Push]);
        await LiveAsync(engine);
        await engine.SendAsync(HttpMethod.Put, $"/v1/members/{Target}/consent", new { displayRecognition = false }, HttpStatusCode.OK);

        var export = await engine.GetAsync($"/v1/members/{Target}/export");

        Assert.Equal(
            ["memberId", "exportedAt", "person", "account", "status", "numbers", "consent", "ledger", "checkIns", "disruptions", "benefitUses", "devices", "pushSubscriptions", "pushMessages", "rewards", "streams", "trail"],
            export.EnumerateObject().Select(property => property.Name));
        Assert.Equal("Ætheldrüd", export.GetProperty("person").Text("givenName"));
        Assert.Equal(["992000000004799", "992000000004711"], export.GetProperty("numbers").EnumerateArray().Select(number => number.Text("number")));
        Assert.Equal("1983-04-17", export.GetProperty("person").Text("birthDate"));
        Assert.False(export.GetProperty("consent").GetProperty("displayRecognition").GetBoolean());
        Assert.Equal(["enrolled", "tierUpgraded"], export.GetProperty("ledger").EnumerateArray().Select(change => change.Text("kind")));
        Assert.Equal("c-1", export.GetProperty("checkIns").EnumerateArray().Single().Text("checkinId"));
        Assert.EndsWith("quill-endpoint", export.GetProperty("pushSubscriptions").EnumerateArray().Single().Text("endpoint"), StringComparison.Ordinal);
        Assert.Equal("Lounge of drüd Q.", export.GetProperty("benefitUses").EnumerateArray().Single().Text("place"));
        var disruption = export.GetProperty("disruptions").EnumerateArray().Single();
        Assert.Equal("LX14 leaves at 13:40.", disruption.Text("message"));
        Assert.Equal(["profileChanged", "profileChanged", "consentChanged", "disruptionStep"], export.GetProperty("streams").EnumerateArray().Select(told => told.Text("kind")));
        Assert.DoesNotContain("OTHER1", export.GetRawText(), StringComparison.Ordinal);
        Assert.Equal(
            ["member-exported", "consent-changed", "push-subscribed", "benefit-used", "number-put", "number-put", "member-changed", "member-changed", "member-enrolled"],
            export.GetProperty("trail").EnumerateArray().Select(record => record.Text("action")));
        await (await engine.Http.GetAsync("/v1/members/NOBODY1/export")).ShouldBeProblemAsync(404, "unknown-member");
    }

    // So many that their rows have been moved about in the pages, half of them before and half after.
    private static async Task FillAsync(EngineProcess engine)
    {
        await PutSchemeAsync(engine);
        await Parallel.ForEachAsync(Enumerable.Range(0, 600), new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (i, _) =>
        {
            var body = $$"""{"channel":"app","givenName":"Given{{i * 7919 % 600}}","familyName":"Family{{i * 104729 % 600}}","email":"m{{i}}@example.org","memberId":"M{{i * 7907 % 600:D4}}X","numbers":[{"scheme":"miles","number":"{{222000000000000 + (i * 7919 % 600)}}"}]}""";
            (await engine.Http.SendJsonAsync(HttpMethod.Post, "/v1/members", body)).EnsureSuccessStatusCode();
            if (i == 300)
                (await engine.Http.SendJsonAsync(HttpMethod.Post, "/v1/members", Enrolment, headers: ("Idempotency-Key", "e-quill"))).EnsureSuccessStatusCode();
        });
    }

    private static Task<JsonElement> PutSchemeAsync(EngineProcess engine) => engine.SendAsync(
        HttpMethod.Put,
        "/v1/number-schemes/miles",
        new { kind = "partner", pattern = "[0-9]{15}", check = "none", examples = new[] { "111111111111111", "222222222222222" }, counterExamples = new[] { "1", "2" }, perMember = 2 },
        HttpStatusCode.OK);

    /// <summary>What leaves a trace of a member.</summary>
    private static async Task<string> LiveAsync(EngineProcess engine)
    {
        await PutSchemeAsync(engine);
        (await engine.Http.SendJsonAsync(HttpMethod.Post, "/v1/members", Enrolment, headers: ("Idempotency-Key", "e-quill"))).EnsureSuccessStatusCode();
        (await engine.Http.SendJsonAsync(HttpMethod.Patch, $"/v1/members/{Target}", """{"email":"Aethel.Quill@Example.org"}""")).EnsureSuccessStatusCode();
        (await engine.Http.SendJsonAsync(
            HttpMethod.Post, "/v1/profiles", """{"changeId":"crm-1","memberId":"QUILL1","fields":{"email":"Aethel.Quill@example.org"}}""", "application/x-ndjson")).EnsureSuccessStatusCode();
        foreach (var number in new[] { "992000000004799", "9920 0000-000-4711" })
            await engine.SendAsync(HttpMethod.Put, $"/v1/members/{Target}/numbers/miles", new { number }, HttpStatusCode.OK);
        await engine.EnrolAsync("OTHER1");
        var receipt = await engine.BuyAsync(Target, "q-1", 2600.00m);
        foreach (var (id, member) in new[] { ("c-1", Target), ("c-2", "OTHER1") })
        {
            await engine.SendAsync(
                HttpMethod.Post,
                "/v1/checkins",
                new { checkinId = id, memberId = member, flight = "LX14", date = "2026-11-21", airport = "ZRH", location = id == "c-1" ? "A1" : "A2", seat = "12A" },
                HttpStatusCode.Created);
        }

        await engine.SendAsync(
            HttpMethod.Post,
            "/v1/disruptions",
            new { disruptionId = "d-1", flight = "LX14", date = "2026-11-21", kind = "delay", message = "LX14 leaves at 13:40." },
            HttpStatusCode.Created);
        // Somebody has put what they should not into a place.
        await engine.SendAsync(
            HttpMethod.Post,
            "/v1/benefit-uses",
            new { useId = "u-1", memberId = Target, benefit = "lounge", date = "2026-11-21", place = "Lounge of drüd Q." },
            HttpStatusCode.Created);
        var keys = new { p256dh = "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4", auth = "BTBZMqHH6r4Tts7J_aSIgg" };
        await engine.SendAsync(
            HttpMethod.Post, $"/v1/members/{Target}/push-subscriptions", new { endpoint = "https://push.invalid/quill-endpoint", keys, device = "drüd Q." }, HttpStatusCode.Created);
        return receipt.GetRawText();
    }

    private static async Task AssertNobodyIsServedAsync(EngineProcess engine, string receipt)
    {
        Assert.Contains("drüd Q.", receipt, StringComparison.Ordinal);
        foreach (var path in new[] { "", "/status", "/transactions", "/history", "/forecast", "/explain", "/consent", "/numbers", "/export" })
            await AssertGoneAsync(await engine.Http.GetAsync($"/v1/members/{Target}{path}"));
        await AssertGoneAsync(await PostAsync(engine, $"/v1/members/{Target}/purchases", """{"transactionId":"q-1","type":"flight","amount":2600.00,"currency":"CHF"}"""));
        await AssertGoneAsync(await PostAsync(engine, $"/v1/members/{Target}/purchases/q-1/reversals", """{"reversalId":"rv-1","reason":"Refund"}"""));
        await AssertGoneAsync(await PostAsync(engine, "/v1/quotes", """{"memberId":"QUILL1","lines":[{"type":"flight","amount":1,"currency":"CHF"}]}"""));
        await AssertGoneAsync(await PostAsync(
            engine, "/v1/checkins", """{"checkinId":"c-1","memberId":"QUILL1","flight":"LX14","date":"2026-11-21","airport":"ZRH","location":"A1"}"""));
        await AssertGoneAsync(await engine.Http.SendJsonAsync(HttpMethod.Post, "/v1/members", Enrolment, headers: ("Idempotency-Key", "e-quill")));
        await AssertGoneAsync(await engine.Http.SendJsonAsync(HttpMethod.Patch, $"/v1/members/{Target}", """{"email":"Aethel.Quill@Example.org"}"""));
        await AssertGoneAsync(await engine.Http.SendJsonAsync(HttpMethod.Put, $"/v1/members/{Target}/consent", """{"displayRecognition":true}"""));
        await AssertGoneAsync(await engine.Http.SendJsonAsync(HttpMethod.Put, $"/v1/members/{Target}/numbers/miles", """{"number":"992000000004711"}"""));
        await (await PostAsync(engine, "/v1/members/lookups", """{"scheme":"miles","number":"992000000004711"}""")).ShouldBeProblemAsync(404, "nobody");
        var line = await (await engine.Http.SendJsonAsync(
            HttpMethod.Post, "/v1/purchases", """{"memberId":"QUILL1","transactionId":"q-2","type":"flight","amount":1,"currency":"CHF"}""", "application/x-ndjson")).JsonAsync();
        Assert.Equal("member-erased", line.Text("code"));
        var profile = await (await engine.Http.SendJsonAsync(
            HttpMethod.Post, "/v1/profiles", """{"changeId":"crm-1","memberId":"QUILL1","fields":{"email":"old.address@example.org"}}""", "application/x-ndjson")).JsonAsync();
        Assert.Equal("member-erased", profile.Text("code"));
        var import = await (await engine.Http.SendJsonAsync(
            HttpMethod.Post, "/v1/imports", "memberId,transactionId,type,amount,currency,date\nQUILL1,q-3,flight,1.00,CHF,2026-11-21\n", "text/csv")).JsonAsync();
        Assert.Equal("member-erased", import.GetProperty("errors")[0].Text("code"));
        foreach (var query in new[] { "quillfeather", "aetheldrud", "aethel.quill@example.org", "+41 44 987 65 43", Target })
            Assert.Empty((await engine.GetAsync($"/v1/members?query={Uri.EscapeDataString(query)}")).GetProperty("items").EnumerateArray());
        var briefing = await engine.GetAsync("/v1/flights/LX14/2026-11-21/briefing");
        Assert.Empty(briefing.GetProperty("items").EnumerateArray());
        var members = await engine.Http.GetStringAsync("/v1/exports/members");
        Assert.Contains("OTHER1", members, StringComparison.Ordinal);
        Assert.DoesNotContain(Target, members, StringComparison.Ordinal);
        foreach (var path in new[] { "/v1/exports/postings", "/v1/trail?limit=1000", "/v1/events?limit=1000", "/v1/events?stream=persons&limit=1000", "/v1/events?stream=airport&limit=1000", "/v1/events?stream=rewards&limit=1000", "/metrics" })
        {
            var text = await engine.Http.GetStringAsync(path);
            Assert.DoesNotContain(Traces, trace => text.Contains(trace, StringComparison.OrdinalIgnoreCase));
        }
    }

    private async Task AssertReportedAsync(EngineProcess engine)
    {
        var records = (await engine.GetAsync($"/v1/trail?memberId={Target}&limit=1000")).GetProperty("items").EnumerateArray().ToList();
        var done = records.First(record => record.Text("action") == "member-erased").GetProperty("detail");
        Assert.Contains("erasure-begun", records.Select(record => record.Text("action")));
        Assert.Equal(
            (1, 1, 1, 1, IsScrubbed),
            (done.GetProperty("persons").GetInt32(), done.GetProperty("checkIns").GetInt32(), done.GetProperty("disruptions").GetInt32(),
                done.GetProperty("displays").GetInt32(), done.GetProperty("scrubbed").GetBoolean()));
    }

    /// <summary>Whether the store can overwrite its files.</summary>
    private protected abstract bool IsScrubbed { get; }

    private static async Task<List<string>> EventsAsync(EngineProcess engine) =>
        [.. (await engine.GetAsync("/v1/events?limit=1000")).GetProperty("items").EnumerateArray().Select(item => item.GetRawText())];

    private static Task<HttpResponseMessage> PostAsync(EngineProcess engine, string path, string json) =>
        engine.Http.SendJsonAsync(HttpMethod.Post, path, json);

    private static async Task AssertGoneAsync(HttpResponseMessage answer)
    {
        var problem = await answer.ShouldBeProblemAsync(410, "member-erased");
        Assert.DoesNotContain(Traces, trace => problem.GetRawText().Contains(trace, StringComparison.OrdinalIgnoreCase));
    }

    private static void AssertGone(byte[] stored, string when)
    {
        Assert.True(stored.Length > 10_000, "There must be something to look at.");
        var texts = new[] { Encoding.UTF8.GetString(stored), Encoding.Unicode.GetString(stored), Encoding.Unicode.GetString(stored.AsSpan(1)) };
        Assert.All(Traces, trace => Assert.False(
            texts.Any(text => text.Contains(trace, StringComparison.OrdinalIgnoreCase)), $"'{trace}' is stored {when}."));
    }
}
