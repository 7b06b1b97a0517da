using System.Net;
using System.Text;
using System.Text.Json;
using Loyalty.Contracts;

namespace Loyalty.Api.Tests;

/// <summary>Changes that a CRM brings in and hears of, on the journal that a subclass names.</summary>
public abstract class ProfilesContract
{
    /// <summary>How the engine is told which journal to use.</summary>
    private protected abstract Task<string[]> JournalAsync();

    [ContractFact]
    public async Task A_change_is_made_once_and_a_repetition_is_answered_to_the_byte()
    {
        await using var engine = await StartAsync();
        await EnrolAsync(engine, "MEMBER1");
        const string Line = """{"changeId":"c-1","memberId":"MEMBER1","fields":{"email":"a@example.org","locale":null},"ifProfileVersion":1}""";
        var first = await SendAsync(engine, Line);
        Assert.Equal("""{"line":1,"changeId":"c-1","memberId":"MEMBER1","profileVersion":2,"fields":["email"]}""", Assert.Single(first));
        await SendAsync(engine, """{"changeId":"c-2","memberId":"MEMBER1","fields":{"email":"b@example.org"}}""");
        await engine.KillAsync();
        await engine.StartAgainAsync();

        Assert.Equal(first, await SendAsync(engine, Line));
        Assert.Equal("b@example.org", (await engine.GetAsync("/v1/members/MEMBER1")).Text("email"));
        Assert.Equal(2, (await ToldAsync(engine)).Count);
        Assert.Equal(2, (await RecordsAsync(engine)).Count);
        foreach (var other in new[]
        {
            """{"changeId":"c-1","memberId":"MEMBER1","fields":{"email":"a@example.org"},"ifProfileVersion":1}""",
            """{"changeId":"c-1","memberId":"MEMBER1","fields":{"email":"x@example.org","locale":null},"ifProfileVersion":1}""",
            """{"changeId":"c-1","memberId":"MEMBER1","fields":{"email":"a@example.org","locale":null}}""",
        })
        {
            Refused(Assert.Single(await SendAsync(engine, other)), 409, "change-id-reused", "changeId");
        }

        // What changes nothing is answered and told nobody.
        Assert.Equal(
            """{"line":1,"changeId":"c-3","memberId":"MEMBER1","profileVersion":3,"fields":[]}""",
            Assert.Single(await SendAsync(engine, """{"changeId":"c-3","memberId":"MEMBER1","fields":{"email":"b@example.org"}}""")));
        Assert.Equal(2, (await ToldAsync(engine)).Count);
        Assert.Equal(2, (await RecordsAsync(engine)).Count);
    }

    [ContractFact]
    public async Task Each_line_has_its_answer_in_order_and_what_is_wrong_names_its_field()
    {
        await using var engine = await StartAsync();
        await EnrolAsync(engine, "MEMBER1");
        await EnrolAsync(engine, "GONE1");
        (await engine.Http.DeleteAsync("/v1/members/GONE1")).EnsureSuccessStatusCode();
        var results = await SendAsync(
            engine,
            """{"changeId":"c-1","memberId":"MEMBER1","fields":{"givenName":"Grace"}}""",
            """{"changeId":"c-2","memberId":"MEMBER1","fields":{"givenName":"Ada"},"ifProfileVersion":1}""",
            """{"changeId":"c-3","memberId":"NOBODY1","fields":{"givenName":"Ada"}}""",
            """{"changeId":"c-4","memberId":"GONE1","fields":{"givenName":"Ada"}}""",
            """{"changeId":"c-5","memberId":"MEMBER1","fields":{"email":"nonsense"}}""",
            """{"changeId":"c-6","memberId":"MEMBER1","fields":{"nickname":"Ada"}}""",
            """{"changeId":"c-7","memberId":"MEMBER1","fields":{}}""",
            """{"changeId":"c-8","number":{"scheme":"crm","number":"4711"},"fields":{"givenName":"Ada"}}""",
            """{"changeId":"","memberId":"MEMBER1","fields":{"givenName":"Ada"},"ifProfileVersion":1.5}""",
            """{"changeId":"c-10","memberId":"MEMBER1","fields":{"givenName":null,"familyName":"1"}}""",
            """{"changeId":"c-11","memberId":"MEMBER1","fields":{"birthDate":"2026-11-22"}}""",
            "{",
            """{"changeId":"c-2","memberId":"MEMBER1","fields":{"givenName":"Ada"},"ifProfileVersion":2}""");

        Assert.Equal(Enumerable.Range(1, 13), results.Select(result => JsonDocument.Parse(result).RootElement.GetProperty("line").GetInt32()));
        Assert.Contains("\"profileVersion\":2", results[0], StringComparison.Ordinal);
        Refused(results[1], 409, "profile-changed", "ifProfileVersion");
        Refused(results[2], 404, "unknown-member", "memberId");
        Refused(results[3], 410, "member-erased", "memberId");
        Refused(results[4], 422, "email-not-valid", "fields.email");
        Refused(results[5], 400, "unknown-field", "fields.nickname");
        Refused(results[6], 422, "fields-not-valid", "fields");
        Refused(results[7], 422, "scheme-not-known", "number.scheme");
        Refused(results[8], 422, "change-id-not-valid", "ifProfileVersion");
        Refused(results[9], 422, "given-name-not-valid", "fields.familyName");
        Refused(results[10], 422, "birth-date-not-valid", "fields.birthDate");
        Refused(results[11], 400, "malformed-json", null);
        // What was refused has not used its id.
        Assert.Contains("\"profileVersion\":3", results[12], StringComparison.Ordinal);
    }

    /// <summary>C-5: what a CRM has brought in comes back under its own name, and it passes over that.</summary>
    [ContractFact]
    public async Task A_crm_knows_its_own_changes_by_their_source()
    {
        await using var engine = await StartAsync();
        Assert.Equal(0, await engine.StopAsync());
        using var admin = await KeyAsync(engine, "admin", "admin");
        engine.Arguments = [.. engine.Arguments, "--Loyalty:Auth:Mode=keys"];
        await engine.StartAgainAsync();
        using var crm = await KeyAsync(engine, "crm-one", "crm", admin);
        using var other = await KeyAsync(engine, "crm-two", "crm", admin);
        (await admin.SendJsonAsync(HttpMethod.Post, "/v1/members", """{"channel":"app","givenName":"Ada","memberId":"MEMBER1"}""")).EnsureSuccessStatusCode();
        await SendAsync(crm, """{"changeId":"one-1","memberId":"MEMBER1","fields":{"email":"a@example.org"}}""");
        await SendAsync(other, """{"changeId":"two-1","memberId":"MEMBER1","fields":{"phone":"+41 44 123 45 67"}}""");
        (await crm.SendJsonAsync(HttpMethod.Patch, "/v1/members/MEMBER1", """{"homeAirport":"ZRH"}""")).EnsureSuccessStatusCode();

        using var answer = await crm.GetAsync("/v1/events?stream=persons");
        var told = (await answer.JsonAsync()).GetProperty("items").EnumerateArray().ToList();
        Assert.Equal(["crm-one", "crm-two", "crm-one"], told.Select(one => one.Text("source")));
        var foreign = Assert.Single(told, one => one.Text("source") != "crm-one");
        Assert.Equal("""["phone"]""", foreign.GetProperty("fields").GetRawText());
        using var till = await KeyAsync(engine, "till", "pos", admin);
        await (await till.SendJsonAsync(HttpMethod.Post, "/v1/profiles", "{}", LineStreamEndpoint.ContentType)).ShouldBeProblemAsync(403, "not-allowed");
    }

    [ContractFact]
    public async Task Of_two_who_change_one_profile_at_once_one_is_told_that_it_lost_the_race()
    {
        await using var engine = await StartAsync();
        await EnrolAsync(engine, "MEMBER1");
        for (var round = 1; round <= 20; round++)
        {
            var version = (await engine.GetAsync("/v1/members/MEMBER1")).GetProperty("profileVersion").GetInt64();
            var racing = await Task.WhenAll(new[] { "one", "two" }.Select(crm => SendAsync(
                engine,
                $$$"""{"changeId":"{{{crm}}}-{{{round}}}","memberId":"MEMBER1","fields":{"email":"{{{crm}}}{{{round}}}@example.org"},"ifProfileVersion":{{{version}}}}""")));
            Assert.Single(racing, lines => lines[0].Contains("\"profile-changed\"", StringComparison.Ordinal));
            Assert.Single(racing, lines => lines[0].Contains($"\"profileVersion\":{version + 1}", StringComparison.Ordinal));
        }

        Assert.Equal(20, (await ToldAsync(engine)).Count);
    }

    [ContractFact]
    public async Task Changes_that_a_kill_has_cut_off_are_sent_again_and_made_once()
    {
        const int Members = 8, Changes = 25;
        await using var engine = await StartAsync();
        for (var member = 0; member < Members; member++)
            await EnrolAsync(engine, $"MEMBER{member}");
        var lines = Enumerable.Range(0, Members * Changes).Select(i =>
            $$$"""{"changeId":"c-{{{i}}}","memberId":"MEMBER{{{i % Members}}}","fields":{"email":"m{{{i}}}@example.org"}}""").ToArray();
        var sending = SendAsync(engine, lines);
        await Eventually.IsTrue(async () => (await ToldAsync(engine)).Count > 20, "some are made");
        await engine.KillAsync();
        await Assert.ThrowsAnyAsync<Exception>(() => sending);
        await engine.StartAgainAsync();

        var answers = await SendAsync(engine, lines);
        Assert.Equal(answers, await SendAsync(engine, lines));
        Assert.All(answers, answer => Assert.Contains("\"fields\":[\"email\"]", answer, StringComparison.Ordinal));
        var told = await ToldAsync(engine);
        Assert.Equal(Enumerable.Range(1, lines.Length).Select(i => (long)i), told.Select(one => one.GetProperty("sequence").GetInt64()));
        for (var member = 0; member < Members; member++)
        {
            var own = told.Where(one => one.Text("memberId") == $"MEMBER{member}").Select(one => one.GetProperty("profileVersion").GetInt64());
            Assert.Equal(Enumerable.Range(2, Changes).Select(version => (long)version), own);
            Assert.Equal($"m{(Members * (Changes - 1)) + member}@example.org", (await engine.GetAsync($"/v1/members/MEMBER{member}")).Text("email"));
        }
    }

    [ContractFact]
    public async Task A_first_copy_is_all_members_and_a_later_one_those_who_changed()
    {
        await using var engine = await StartAsync();
        foreach (var member in new[] { "MEMBER1", "MEMBER2", "MEMBER3", "GONE1" })
            await EnrolAsync(engine, member);
        (await engine.Http.DeleteAsync("/v1/members/GONE1")).EnsureSuccessStatusCode();
        await SendAsync(engine, """{"changeId":"c-1","memberId":"MEMBER2","fields":{"email":"a@example.org"}}""");
        await SendAsync(engine, """{"changeId":"c-2","memberId":"MEMBER1","fields":{"email":"b@example.org"}}""");

        var (members, through) = await CopyAsync(engine, 0);
        Assert.Equal(["MEMBER3", "MEMBER2", "MEMBER1"], members.Select(member => member.Text("memberId")));
        Assert.Equal(3, through);
        Assert.Equal((2L, "a@example.org"), (members[1].GetProperty("profileVersion").GetInt64(), members[1].Text("email")));
        Assert.Equal(["MEMBER1"], (await CopyAsync(engine, 2)).Members.Select(member => member.Text("memberId")));
        Assert.Empty((await CopyAsync(engine, through)).Members);
        await (await engine.Http.GetAsync("/v1/members?changedAfter=x")).ShouldBeProblemAsync(422, "changed-after-not-valid");
        await (await engine.Http.GetAsync("/v1/members?changedAfter=0&query=ada")).ShouldBeProblemAsync(422, "changed-after-not-valid");
        await (await engine.Http.GetAsync("/v1/members?changedAfter=0&cursor=x")).ShouldBeProblemAsync(422, "cursor-not-valid");
    }

    private async Task<EngineProcess> StartAsync() => await EngineProcess.StartAsync([.. await JournalAsync(), "--Loyalty:TestClock=2026-11-21T10:00:00Z"]);

    private static async Task<(List<JsonElement> Members, long Through)> CopyAsync(EngineProcess engine, long after)
    {
        var (members, through) = (new List<JsonElement>(), -1L);
        for (string? cursor = ""; cursor is not null;)
        {
            var page = await engine.GetAsync($"/v1/members?changedAfter={after}&limit=1{cursor}");
            members.AddRange(page.GetProperty("items").EnumerateArray());
            through = through < 0 ? page.GetProperty("through").GetInt64() : through;
            cursor = page.GetProperty("next").GetString() is { } next ? $"&cursor={next}" : null;
        }

        return (members, through);
    }

    private static async Task<HttpClient> KeyAsync(EngineProcess engine, string name, string scopes, HttpClient? admin = null)
    {
        string secret;
        if (admin is null)
        {
            var output = new StringWriter();
            var journal = engine.Arguments.Where(argument => argument.StartsWith("--Loyalty:Journal:", StringComparison.Ordinal)).ToArray();
            if (journal.Length == 0)
                journal = [$"--Loyalty:Journal:ConnectionString=Data Source={Path.Combine(engine.Folder, "data", "loyalty.db")}"];
            Assert.Equal(0, await KeysCommand.RunAsync(["create", "--name", name, "--scopes", scopes, .. journal], output));
            secret = output.ToString().Trim();
        }
        else
        {
            using var made = await admin.SendJsonAsync(HttpMethod.Post, "/v1/keys", $$"""{"name":"{{name}}","scopes":["{{scopes}}"]}""");
            secret = (await made.JsonAsync()).Text("key")!;
        }

        var caller = new HttpClient { BaseAddress = engine.Address };
        caller.DefaultRequestHeaders.Authorization = new("Bearer", secret);
        return caller;
    }

    private static async Task<List<JsonElement>> ToldAsync(EngineProcess engine) =>
        [.. (await engine.GetAsync("/v1/events?stream=persons&limit=1000")).GetProperty("items").EnumerateArray().Where(one => one.Text("kind") == "profileChanged")];

    private static async Task<List<JsonElement>> RecordsAsync(EngineProcess engine) =>
        [.. (await engine.GetAsync("/v1/trail?action=member-changed&limit=1000")).GetProperty("items").EnumerateArray()];

    private static Task<string[]> SendAsync(EngineProcess engine, params string[] lines) => SendAsync(engine.Http, lines);

    private static async Task<string[]> SendAsync(HttpClient caller, params string[] lines)
    {
        using var answer = await caller.SendJsonAsync(HttpMethod.Post, "/v1/profiles", string.Join('\n', lines), LineStreamEndpoint.ContentType);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return (await answer.Content.ReadAsStringAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    private static void Refused(string line, int status, string code, string? field)
    {
        var problem = JsonDocument.Parse(line).RootElement;
        Assert.Equal((status, code), (problem.GetProperty("status").GetInt32(), problem.Text("code")));
        if (field is not null)
            Assert.True(problem.GetProperty("errors").TryGetProperty(field, out _), line);
    }

    private static async Task EnrolAsync(EngineProcess engine, string member) => (await engine.Http.SendJsonAsync(
        HttpMethod.Post, "/v1/members", $$"""{"channel":"app","givenName":"Ada","familyName":"Lovelace","memberId":"{{member}}"}""")).EnsureSuccessStatusCode();
}

public sealed class SqliteProfilesTests : ProfilesContract
{
    private protected override Task<string[]> JournalAsync() => Task.FromResult<string[]>([]);
}

[RunsOnPostgres]
public sealed class PostgresProfilesTests : ProfilesContract
{
    private protected override async Task<string[]> JournalAsync() =>
    [
        "--Loyalty:Journal:Provider=postgres",
        $"--Loyalty:Journal:ConnectionString={await (await PostgresServer.SharedAsync()).NewDatabaseAsync()}",
    ];
}
