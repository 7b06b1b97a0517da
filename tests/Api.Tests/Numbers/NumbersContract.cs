using System.Text.Json;
using Loyalty.Contracts;

namespace Loyalty.Api.Tests;

/// <summary>Schemes and members' numbers over HTTP, on the journal that a subclass names.</summary>
public abstract class NumbersContract
{
    private const string Miles = "/v1/number-schemes/miles-and-more";

    private const string Scheme =
        """{"kind":"partner","pattern":"[0-9]{15}","check":"none","examples":["992000000000125","222000000000001"],"counterExamples":["99200000000012","99200000000012A"],"perMember":1}""";

    /// <summary>How the engine is told which journal to use.</summary>
    private protected abstract Task<string[]> JournalAsync();

    /// <summary>E-6: a pattern nobody tried is wrong.</summary>
    [ContractFact]
    public async Task A_pattern_is_held_to_its_examples_and_to_linear_time()
    {
        await using var engine = await StartAsync();
        foreach (var pattern in new[] { "(?=[0-9])[0-9]{15}", @"([0-9])\\1{14}", "([0-9]+)+", "[0-9", "(?>[0-9]{15})" })
            Assert.Equal(["pattern"], (await (await PutAsync(engine, Miles, Scheme.Replace("[0-9]{15}", pattern))).ShouldBeProblemAsync(422, "pattern-not-valid")).ErrorFields());
        var short4 = Scheme.Replace("[0-9]{15}", "^100[0-9]$").Replace("992000000000125", "1001234567890").Replace("222000000000001", "1001");
        Assert.Equal(["examples[0]"], (await (await PutAsync(engine, Miles, short4)).ShouldBeProblemAsync(422, "pattern-not-valid")).ErrorFields());
        Assert.Equal(
            ["counterExamples[0]"], (await (await PutAsync(engine, Miles, Scheme.Replace("{15}", "{14,15}"))).ShouldBeProblemAsync(422, "pattern-not-valid")).ErrorFields());
        Assert.Equal(["examples"], (await (await PutAsync(engine, Miles, Scheme.Replace(",\"222000000000001\"", ""))).ShouldBeProblemAsync(422, "pattern-not-valid")).ErrorFields());
        Assert.Equal(
            ["examples[1]"], (await (await PutAsync(engine, Miles, Scheme.Replace("none", "luhn"))).ShouldBeProblemAsync(422, "pattern-not-valid")).ErrorFields());
        await (await PutAsync(engine, Miles, Scheme.Replace("\"perMember\":1", "\"perMember\":11"))).ShouldBeProblemAsync(422, "per-member-not-valid");
        await (await PutAsync(engine, Miles, Scheme.Replace("partner", "club"))).ShouldBeProblemAsync(422, "kind-not-valid");
        await (await PutAsync(engine, Miles, Scheme.Replace("\"kind\"", "\"sort\""))).ShouldBeProblemAsync(400, "unknown-field");
        Assert.Empty((await engine.GetAsync("/v1/number-schemes")).GetProperty("items").EnumerateArray());

        var made = await (await PutAsync(engine, Miles, Scheme)).EnsureSuccessStatusCode().JsonAsync();
        Assert.Equal("""{"scheme":"miles-and-more","kind":"partner","pattern":"[0-9]{15}","check":"none","examples":["992000000000125","222000000000001"],"counterExamples":["99200000000012","99200000000012A"],"perMember":1,"airlines":[]}""", made.GetRawText());
        Assert.Equal(made.GetRawText(), (await engine.GetAsync("/v1/number-schemes")).GetProperty("items").EnumerateArray().Single().GetRawText());
        (await PutAsync(engine, Miles, Scheme)).EnsureSuccessStatusCode();
        Assert.Single(await TrailAsync(engine, "number-scheme-put"));
    }

    [ContractFact]
    public async Task A_number_is_one_members_in_whatever_spacing_and_shows_its_last_four_alone()
    {
        await using var engine = await StartAsync();
        await SchemesAsync(engine);
        await engine.EnrolAsync("MEMBER1");
        await engine.EnrolAsync("MEMBER2");
        const string Numbers = "/v1/members/MEMBER1/numbers";
        var given = await (await PutAsync(engine, $"{Numbers}/miles-and-more", """{"number":"9920-0000 0000-125"}""")).EnsureSuccessStatusCode().JsonAsync();
        Assert.Equal(("miles-and-more", "0125", true), (given.Text("scheme"), given.Text("lastFour"), given.GetProperty("first").GetBoolean()));
        Assert.Equal(given.GetRawText(), (await (await PutAsync(engine, $"{Numbers}/miles-and-more", """{"number":"992000000000125"}""")).JsonAsync()).GetRawText());

        var taken = await (await PutAsync(engine, "/v1/members/MEMBER2/numbers/miles-and-more", """{"number":"99 2000 0000 00125"}""")).ShouldBeProblemAsync(409, "number-taken");
        Assert.DoesNotContain("MEMBER1", taken.GetRawText(), StringComparison.Ordinal);
        var wrong = await (await PutAsync(engine, $"{Numbers}/miles-and-more", """{"number":"99200000000012"}""")).ShouldBeProblemAsync(422, "number-not-valid");
        Assert.DoesNotContain("992000", wrong.GetRawText(), StringComparison.Ordinal);
        await (await PutAsync(engine, $"{Numbers}/nothing", """{"number":"1"}""")).ShouldBeProblemAsync(404, "unknown-scheme");
        await (await PutAsync(engine, "/v1/members/NOBODY1/numbers/miles-and-more", """{"number":"1"}""")).ShouldBeProblemAsync(404, "unknown-member");
        await (await PutAsync(engine, $"{Numbers}/miles-and-more", """{"number":"９９"}""")).ShouldBeProblemAsync(422, "number-not-valid");

        // One a member: the next takes its place. Several: all work, the first given is first.
        var next = await (await PutAsync(engine, $"{Numbers}/miles-and-more", """{"number":"222000000000001"}""")).EnsureSuccessStatusCode().JsonAsync();
        await (await LookupAsync(engine, "miles-and-more", "992000000000125")).ShouldBeProblemAsync(404, "nobody");
        foreach (var card in new[] { "1002", "1013" })
            (await PutAsync(engine, $"{Numbers}/card", $$"""{"number":"{{card}}"}""")).EnsureSuccessStatusCode();
        await (await PutAsync(engine, $"{Numbers}/card", """{"number":"1024"}""")).ShouldBeProblemAsync(409, "too-many-numbers");
        Assert.Equal(
            [("miles-and-more", "0001", true), ("card", "1002", true), ("card", "1013", false)],
            (await engine.GetAsync(Numbers)).GetProperty("items").EnumerateArray().Select(number => (number.Text("scheme"), number.Text("lastFour"), number.GetProperty("first").GetBoolean())));
        foreach (var card in new[] { "1002", "10-13" })
        {
            var found = await (await LookupAsync(engine, "card", card)).EnsureSuccessStatusCode().JsonAsync();
            Assert.Equal(("MEMBER1", "member", "card"), (found.Text("memberId"), found.Text("effectiveTier"), found.Text("scheme")));
        }

        await (await LookupAsync(engine, "card", "101")).ShouldBeProblemAsync(422, "number-not-valid");
        await (await LookupAsync(engine, "nothing", "1002")).ShouldBeProblemAsync(422, "scheme-not-known");
        for (var again = 0; again < 2; again++)
            Assert.Equal(204, (int)(await engine.Http.DeleteAsync($"{Numbers}/{next.Text("numberId")}")).StatusCode);
        await (await LookupAsync(engine, "miles-and-more", "222000000000001")).ShouldBeProblemAsync(404, "nobody");
        (await PutAsync(engine, "/v1/members/MEMBER2/numbers/miles-and-more", """{"number":"222000000000001"}""")).EnsureSuccessStatusCode();
        Assert.Single(await TrailAsync(engine, "number-removed"));
        foreach (var place in new[] { "/v1/trail?limit=1000", "/v1/events?limit=1000", "/v1/events?stream=persons&limit=1000", "/metrics" })
        {
            var told = await engine.Http.GetStringAsync(place);
            Assert.DoesNotContain("992000000000125", told, StringComparison.Ordinal);
            Assert.DoesNotContain("222000000000001", told, StringComparison.Ordinal);
        }

        Assert.DoesNotContain("992000000000125", engine.Output, StringComparison.Ordinal);
        Assert.Contains("card:1002|card:1013", await engine.Http.GetStringAsync("/v1/exports/members"), StringComparison.Ordinal);
    }

    [ContractFact]
    public async Task A_hundred_who_want_one_number_at_once_have_one_winner()
    {
        await using var engine = await StartAsync();
        await SchemesAsync(engine);
        var statuses = await Task.WhenAll(Enumerable.Range(0, 100).Select(async i =>
        {
            var body = $$"""{"channel":"app","givenName":"A{{i}}","familyName":"B","memberId":"RACER{{i}}","numbers":[{"scheme":"miles-and-more","number":"992000000000125"}]}""";
            using var answer = await engine.Http.SendJsonAsync(HttpMethod.Post, "/v1/members", body);
            return (int)answer.StatusCode;
        }));
        // Who comes while another is being enrolled with it hears 503 and may come back.
        Assert.Single(statuses, 201);
        Assert.All(statuses, status => Assert.Contains(status, (int[])[201, 409, 503]));
        Assert.Equal(1, (await engine.GetAsync("/v1/population")).GetProperty("members").GetInt64());
    }

    [ContractFact]
    public async Task A_member_is_enrolled_with_numbers_or_not_at_all_and_a_card_needs_no_name()
    {
        await using var engine = await StartAsync();
        await SchemesAsync(engine);
        const string Card = """{"channel":"card","memberId":"CARD1","numbers":[{"scheme":"card","number":"10 02"},{"scheme":"miles-and-more","number":"992000000000125"}]}""";
        var first = await engine.Http.SendJsonAsync(HttpMethod.Post, "/v1/members", Card, headers: ("Idempotency-Key", "k-1"));
        Assert.Equal(201, (int)first.StatusCode);
        var again = await engine.Http.SendJsonAsync(HttpMethod.Post, "/v1/members", Card, headers: ("Idempotency-Key", "k-1"));
        Assert.Equal(200, (int)again.StatusCode);
        Assert.Equal(await first.Content.ReadAsStringAsync(), await again.Content.ReadAsStringAsync());
        await (await engine.Http.SendJsonAsync(HttpMethod.Post, "/v1/members", Card.Replace("10 02", "1013"), headers: ("Idempotency-Key", "k-1"))).ShouldBeProblemAsync(409, "idempotency-key-reused");
        Assert.Equal("CARD1", (await (await LookupAsync(engine, "card", "1002")).JsonAsync()).Text("memberId"));
        var held = await engine.GetAsync("/v1/members/CARD1");
        Assert.Equal((JsonValueKind.Null, "card"), (held.GetProperty("familyName").ValueKind, held.Text("channel")));

        const string Other = """{"channel":"app","givenName":"Eve","memberId":"OTHER1","numbers":[{"scheme":"card","number":"1013"},{"scheme":"miles-and-more","number":"992000000000125"}]}""";
        Assert.Equal(["numbers[1].number"], (await (await SendAsync(engine, Other)).ShouldBeProblemAsync(409, "number-taken")).ErrorFields());
        await (await engine.Http.GetAsync("/v1/members/OTHER1")).ShouldBeProblemAsync(404, "unknown-member");
        await (await LookupAsync(engine, "card", "1013")).ShouldBeProblemAsync(404, "nobody");
        Assert.Equal(["numbers[0].number"], (await (await SendAsync(engine, Other.Replace("1013", "1011"))).ShouldBeProblemAsync(422, "number-not-valid")).ErrorFields());
        Assert.Equal(["numbers[0].scheme"], (await (await SendAsync(engine, Other.Replace("\"card\"", "\"cards\""))).ShouldBeProblemAsync(422, "scheme-not-known")).ErrorFields());
        Assert.Equal(
            ["numbers[0].digits", "numbers[0].number"], (await (await SendAsync(engine, Other.Replace("\"number\":\"1013\"", "\"digits\":\"1\""))).ShouldBeProblemAsync(400, "unknown-field")).ErrorFields().Order());
        await (await SendAsync(engine, """{"channel":"app","memberId":"OTHER1"}""")).ShouldBeProblemAsync(422, "given-name-not-valid");
        await (await SendAsync(engine, """{"channel":"card","givenName":"1","memberId":"OTHER1"}""")).ShouldBeProblemAsync(422, "given-name-not-valid");
        await (await SendAsync(engine, """{"channel":"kiosk","givenName":"A","memberId":"OTHER1"}""")).ShouldBeProblemAsync(422, "channel-not-valid");

        // The person comes later.
        (await engine.Http.SendJsonAsync(HttpMethod.Patch, "/v1/members/CARD1", """{"givenName":"Ada","familyName":"Lovelace"}""")).EnsureSuccessStatusCode();
        Assert.Equal("Ada L.", (await engine.GetAsync("/v1/members/CARD1/status")).Text("name"));
        Assert.Equal(2, (await engine.GetAsync("/v1/members/CARD1/numbers")).GetProperty("items").GetArrayLength());
        await engine.KillAsync();
        await engine.StartAgainAsync();
        Assert.Equal(2, (await engine.GetAsync("/v1/members/CARD1/numbers")).GetProperty("items").GetArrayLength());
    }

    [ContractFact]
    public async Task A_crm_changes_profiles_by_its_own_numbers_in_order()
    {
        await using var engine = await StartAsync();
        await SchemesAsync(engine);
        await engine.EnrolAsync("MEMBER1");
        (await PutAsync(engine, "/v1/members/MEMBER1/numbers/card", """{"number":"1002"}""")).EnsureSuccessStatusCode();
        var lines = string.Join('\n',
            """{"changeId":"c-1","number":{"scheme":"card","number":"10-02"},"fields":{"email":"a@example.org"}}""",
            """{"changeId":"c-2","memberId":"MEMBER1","fields":{"email":"b@example.org"},"ifProfileVersion":2}""",
            """{"changeId":"c-3","number":{"scheme":"card","number":"1002"},"fields":{"email":"c@example.org"},"ifProfileVersion":3}""",
            """{"changeId":"c-4","number":{"scheme":"card","number":"1013"},"fields":{"email":"d@example.org"}}""",
            """{"changeId":"c-5","number":{"scheme":"card","number":"1011"},"fields":{"email":"d@example.org"}}""",
            """{"changeId":"c-6","memberId":"MEMBER1","number":{"scheme":"card","number":"1002"},"fields":{"email":"d@example.org"}}""",
            """{"changeId":"c-7","fields":{"email":"d@example.org"}}""");
        var answer = await engine.Http.SendJsonAsync(HttpMethod.Post, "/v1/profiles", lines, "application/x-ndjson");
        var results = (await answer.Content.ReadAsStringAsync()).Trim().Split('\n');
        Assert.Equal("""{"line":1,"changeId":"c-1","memberId":"MEMBER1","profileVersion":2,"fields":["email"]}""", results[0]);
        Assert.Equal([3, 4], results[1..3].Select(result => JsonDocument.Parse(result).RootElement.GetProperty("profileVersion").GetInt32()));
        Assert.Equal(
            [("nobody", "number.number"), ("number-not-valid", "number.number"), ("number-not-valid", "number"), ("member-id-not-valid", "memberId")],
            results[3..].Select(result => JsonDocument.Parse(result).RootElement).Select(problem => (problem.Text("code")!, problem.ErrorFields()[0])));
        Assert.Equal("c@example.org", (await engine.GetAsync("/v1/members/MEMBER1")).Text("email"));
    }

    private static async Task SchemesAsync(EngineProcess engine)
    {
        (await PutAsync(engine, Miles, Scheme)).EnsureSuccessStatusCode();
        (await PutAsync(
            engine, "/v1/number-schemes/card",
            """{"kind":"card","pattern":"[0-9]{4}","check":"mod7","examples":["1002","1013"],"counterExamples":["1011","10024"],"perMember":2}""")).EnsureSuccessStatusCode();
    }

    private async Task<EngineProcess> StartAsync() => await EngineProcess.StartAsync([.. await JournalAsync(), "--Loyalty:TestClock=2026-11-21T10:00:00Z"]);

    private static Task<HttpResponseMessage> PutAsync(EngineProcess engine, string path, string json) => engine.Http.SendJsonAsync(HttpMethod.Put, path, json);

    private static Task<HttpResponseMessage> SendAsync(EngineProcess engine, string json) => engine.Http.SendJsonAsync(HttpMethod.Post, "/v1/members", json);

    private static Task<HttpResponseMessage> LookupAsync(EngineProcess engine, string scheme, string number) =>
        engine.Http.SendJsonAsync(HttpMethod.Post, "/v1/members/lookups", $$"""{"scheme":"{{scheme}}","number":"{{number}}"}""");

    private static async Task<List<JsonElement>> TrailAsync(EngineProcess engine, string action) =>
        [.. (await engine.GetAsync($"/v1/trail?action={action}&limit=1000")).GetProperty("items").EnumerateArray()];
}

public sealed class SqliteNumbersTests : NumbersContract
{
    private protected override Task<string[]> JournalAsync() => Task.FromResult<string[]>([]);
}

[RunsOnPostgres]
public sealed class PostgresNumbersTests : NumbersContract
{
    private protected override async Task<string[]> JournalAsync() =>
        ["--Loyalty:Journal:Provider=postgres", $"--Loyalty:Journal:ConnectionString={await (await PostgresServer.SharedAsync()).NewDatabaseAsync()}"];
}
