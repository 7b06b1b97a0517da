using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace Loyalty.Api.Tests;

/// <summary>Drafts, rehearsals, activations and withdrawals over HTTP, against a real engine.</summary>
public sealed class VersionsEndToEndTests
{
    [Fact]
    public async Task A_draft_is_rehearsed_activated_and_then_happens_as_rehearsed()
    {
        await using var engine = await EngineProcess.StartAsync("--Loyalty:TestClock=2026-01-05T10:00:00Z");
        foreach (var (member, day, amount) in new[] { ("FOURTH", "2026-01-05", 2600m), ("FIRST", "2026-03-10", 2700m), ("SECOND", "2026-07-01", 3200m), ("THIRD", "2026-09-01", 850m) })
        {
            await EarningEndToEndTests.ClockAsync(engine, day);
            await engine.EnrolAsync(member);
            await engine.BuyAsync(member, $"t-{member}", amount);
        }

        await EarningEndToEndTests.ClockAsync(engine, "2026-12-01");
        var before = await engine.GetAsync("/v1/members/FIRST/status?asOf=2026-11-30");
        var draft = await DraftAsync(engine, ProgrammeText.Changed(gold: 3000, grace: 60));
        var draftId = EarningEndToEndTests.Text(draft, "draftId");
        var sequence = LastSequence(await engine.GetAsync("/v1/events?limit=1000"));
        await engine.SendAsync(
            HttpMethod.Post, "/v1/programme/rehearsals", new { rehearsalId = "re-1", draftId, question = "onActivation", date = "2027-01-01" }, HttpStatusCode.Accepted);
        var rehearsal = await DoneAsync(engine, "re-1");
        var result = rehearsal.GetProperty("result");
        Assert.Equal(
            (4, 0, 1, 0),
            (result.GetProperty("members").GetInt32(), result.GetProperty("up").GetInt32(), result.GetProperty("down").GetInt32(), result.GetProperty("atRisk").GetInt32()));
        Assert.Equal("""[{"from":"gold","to":"silver","members":1}]""", result.GetProperty("moves").GetRawText());
        Assert.Equal("""{"low":{"before":45.04,"after":50.08},"high":{"before":90.08,"after":100.17}}""", result.GetProperty("cost").GetRawText());
        var rows = (await engine.Http.GetStringAsync("/v1/exports/rehearsals/re-1")).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(["memberId,from,to,reviewBefore,reviewAfter,spend", "FIRST,gold,silver,,,2700.00", "FOURTH,silver,silver,2027-03-07,2027-05-01,0.00"], rows);
        Assert.Equal(sequence, LastSequence(await engine.GetAsync("/v1/events?limit=1000")));

        var activation = new { activationId = "a-1", draftId, effectiveFrom = "2027-01-01", rehearsalId = "re-1", reason = "grow" };
        var version = await engine.SendAsync(HttpMethod.Post, "/v1/programme/versions", activation, HttpStatusCode.Created);
        Assert.Equal((2, "2027-01-01"), (version.GetProperty("version").GetInt32(), EarningEndToEndTests.Text(version, "effectiveFrom")));
        await engine.SendAsync(HttpMethod.Post, "/v1/programme/versions", activation, HttpStatusCode.OK);
        Assert.Equal(before.GetRawText(), (await engine.GetAsync("/v1/members/FIRST/status?asOf=2026-11-30")).GetRawText());
        Assert.Equal(1, (await engine.GetAsync("/v1/programme")).GetProperty("version").GetInt32());

        await EarningEndToEndTests.ClockAsync(engine, "2027-03-03");
        Assert.Equal(2, (await engine.GetAsync("/v1/programme")).GetProperty("version").GetInt32());
        Assert.Equal("Silver", EarningEndToEndTests.Text((await engine.GetAsync("/v1/members/FIRST/status")).GetProperty("tier"), "name"));
        var fourth = (await engine.GetAsync("/v1/members/FOURTH/status")).GetProperty("tier");
        Assert.Equal(("Silver", "2027-05-01"), (EarningEndToEndTests.Text(fourth, "name"), EarningEndToEndTests.Text(fourth, "reviewDate")));
        var history = (await engine.GetAsync("/v1/members/FIRST/history")).GetProperty("items").EnumerateArray().ToList();
        Assert.Contains(history, line => EarningEndToEndTests.Text(line, "reason") == "programmeVersion" && EarningEndToEndTests.Text(line, "date") == "2027-01-01");
        // What is asked again is answered as it was, however old its rehearsal and whatever day it is.
        var again = await engine.SendAsync(HttpMethod.Post, "/v1/programme/versions", activation, HttpStatusCode.OK);
        Assert.Equal(version.GetRawText(), again.GetRawText());
        await engine.SendAsync(HttpMethod.Post, "/v1/programme/rehearsals", new { rehearsalId = "re-1", draftId, question = "onActivation" }, HttpStatusCode.Accepted);
        Assert.Equal(
            "rehearsal-id-reused",
            await EarningEndToEndTests.CodeAsync(
                engine, "/v1/programme/rehearsals", new { rehearsalId = "re-1", draftId, question = "onActivation", date = "2027-01-02" }));
        // What came since has a version of its own, the past day has none.
        var past = await engine.GetAsync("/v1/members/FIRST/status?asOf=2026-11-30");
        Assert.Equal(before.GetProperty("tier").GetRawText(), past.GetProperty("tier").GetRawText());
        Assert.Equal(before.GetProperty("spend").GetRawText(), past.GetProperty("spend").GetRawText());
    }

    [Fact]
    public async Task A_version_is_withdrawn_before_its_day_and_leaves_no_trace()
    {
        await using var engine = await EngineProcess.StartAsync("--Loyalty:TestClock=2026-12-01T10:00:00Z");
        await engine.EnrolAsync("MEMBER1");
        await engine.BuyAsync("MEMBER1", "t-1", 2700);
        var draftId = EarningEndToEndTests.Text(await DraftAsync(engine, ProgrammeText.Changed(gold: 3000)), "draftId");
        Assert.Equal(
            "effective-date-not-valid",
            await EarningEndToEndTests.CodeAsync(engine, "/v1/programme/versions", new { activationId = "a-0", draftId, effectiveFrom = "2026-12-01", reason = "now" }));
        Assert.Equal(
            "date-not-valid",
            await EarningEndToEndTests.CodeAsync(
                engine, "/v1/programme/rehearsals", new { rehearsalId = "re-1", draftId, question = "onActivation", date = "9999-12-31" }));
        await engine.SendAsync(
            HttpMethod.Post, "/v1/programme/versions", new { activationId = "a-1", draftId, effectiveFrom = "2026-12-10", reason = "try" }, HttpStatusCode.Created);
        Assert.Equal(
            "effective-date-not-valid",
            await EarningEndToEndTests.CodeAsync(engine, "/v1/programme/versions", new { activationId = "a-2", draftId, effectiveFrom = "2026-12-10", reason = "again" }));
        var diff = await engine.GetAsync("/v1/programme/versions/2/diff?against=1");
        Assert.Equal("""[{"path":"tiers[2].threshold","from":2500.00,"to":3000.00}]""", diff.GetProperty("changes").GetRawText());
        using var request = new HttpRequestMessage(HttpMethod.Delete, "/v1/programme/versions/2") { Content = JsonContent.Create(new { reason = "not yet" }) };
        using var withdrawn = await engine.Http.SendAsync(request);
        Assert.Equal(HttpStatusCode.NoContent, withdrawn.StatusCode);
        await EarningEndToEndTests.ClockAsync(engine, "2026-12-20");
        var status = await engine.GetAsync("/v1/members/MEMBER1/status");
        Assert.Equal(("Gold", false), (EarningEndToEndTests.Text(status.GetProperty("tier"), "name"), status.GetProperty("tier").GetProperty("atRisk").GetBoolean()));
        var versions = (await engine.GetAsync("/v1/programme/versions")).GetProperty("items");
        Assert.NotEqual(JsonValueKind.Null, versions[0].GetProperty("withdrawnAt").ValueKind);
        using var first = new HttpRequestMessage(HttpMethod.Delete, "/v1/programme/versions/1") { Content = JsonContent.Create(new { reason = "no" }) };
        Assert.Equal(HttpStatusCode.Conflict, (await engine.Http.SendAsync(first)).StatusCode);
    }

    [Fact]
    public async Task A_changed_file_holds_from_tomorrow_and_a_start_changes_no_past_day()
    {
        var folder = Directory.CreateTempSubdirectory("loyalty").FullName;
        var file = Path.Combine(folder, "programme.json");
        await File.WriteAllTextAsync(file, ProgrammeText.BuiltIn);
        await using var engine = await EngineProcess.StartInAsync(folder, "--Loyalty:TestClock=2026-12-01T10:00:00Z", $"--Loyalty:Programme={file}");
        await engine.EnrolAsync("MEMBER1");
        await engine.BuyAsync("MEMBER1", "t-1", 2700);
        await engine.StopAsync();
        await File.WriteAllTextAsync(file, ProgrammeText.Changed(gold: 3000));
        await engine.StartAgainAsync();
        Assert.Equal("Gold", EarningEndToEndTests.Text((await engine.GetAsync("/v1/members/MEMBER1/status")).GetProperty("tier"), "name"));
        Assert.False((await engine.GetAsync("/v1/members/MEMBER1/status")).GetProperty("tier").GetProperty("atRisk").GetBoolean());
        await EarningEndToEndTests.ClockAsync(engine, "2026-12-02");
        Assert.True((await engine.GetAsync("/v1/members/MEMBER1/status")).GetProperty("tier").GetProperty("atRisk").GetBoolean());
        var newest = (await engine.GetAsync("/v1/programme/versions")).GetProperty("items")[0];
        Assert.Equal(("2026-12-02", "engine"), (EarningEndToEndTests.Text(newest, "effectiveFrom"), EarningEndToEndTests.Text(newest, "by")));
    }

    [Theory]
    [InlineData("\"currency\": \"CHF\"", "\"currency\": \"EUR\"", "currency")]
    [InlineData("\"timeZone\": \"Europe/Zurich\"", "\"timeZone\": \"Europe/Vienna\"", "timeZone")]
    [InlineData("\"name\": \"Gold\"", "\"name\": \"Ruby\"", "tiers[2]")]
    [InlineData("\"threshold\": 2500.00", "\"threshold\": 900", "tiers[2].threshold")]
    public async Task A_draft_that_cannot_follow_is_refused_with_the_path(string before, string after, string path)
    {
        await using var engine = await EngineProcess.StartAsync("--Loyalty:TestClock=2026-12-01T10:00:00Z");
        var text = ProgrammeText.BuiltIn.Replace(before, after, StringComparison.Ordinal);
        if (path == "tiers[2]")
            (text, path) = (text.Replace("\"code\": \"gold\"", "\"code\": \"ruby\"", StringComparison.Ordinal), "tiers");
        using var answer = await PostDraftAsync(engine, text);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "programme-not-valid"), (answer.StatusCode, EarningEndToEndTests.Text(problem, "code")));
        Assert.Contains($"\"{path}\"", problem.GetRawText(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{ \"name\": ", 400, "malformed-json")]
    [InlineData("{ \"name\": 7 }", 422, "programme-not-valid")]
    [InlineData("[]", 422, "programme-not-valid")]
    public async Task A_draft_that_is_no_programme_is_told_from_one_that_is_no_json(string text, int status, string code)
    {
        await using var engine = await EngineProcess.StartAsync("--Loyalty:TestClock=2026-12-01T10:00:00Z");
        using var answer = await PostDraftAsync(engine, text);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal((status, code), ((int)answer.StatusCode, EarningEndToEndTests.Text(problem, "code")));
    }

    private static async Task<JsonElement> DraftAsync(EngineProcess engine, string programme)
    {
        using var answer = await PostDraftAsync(engine, programme);
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    private static async Task<HttpResponseMessage> PostDraftAsync(EngineProcess engine, string programme)
    {
        using var content = new StringContent(programme, Encoding.UTF8, "application/json");
        return await engine.Http.PostAsync("/v1/programme/drafts", content);
    }

    private static async Task<JsonElement> DoneAsync(EngineProcess engine, string id)
    {
        JsonElement rehearsal = default;
        await Eventually.IsTrue(
            async () =>
            {
                rehearsal = await engine.GetAsync($"/v1/programme/rehearsals/{id}");
                return EarningEndToEndTests.Text(rehearsal, "state") != "running";
            },
            "the rehearsal is done");
        Assert.Equal("done", EarningEndToEndTests.Text(rehearsal, "state"));
        return rehearsal;
    }

    private static long LastSequence(JsonElement page) => page.GetProperty("items").EnumerateArray().Last().GetProperty("sequence").GetInt64();
}
