using System.Text.Json;
using Loyalty.Contracts;

namespace Loyalty.Api.Tests;

/// <summary>Persons of an existing programme as CSV, on the journal that a subclass names.</summary>
public abstract class MembersImportContract
{
    private const string Header = "memberId,givenName,familyName,email,phone,birthDate,locale,homeAirport,numbers\n";

    /// <summary>How the engine is told which journal to use.</summary>
    private protected abstract Task<string[]> JournalAsync();

    [ContractFact]
    public async Task Members_are_enrolled_or_filled_in_and_what_is_wrong_is_named()
    {
        await using var engine = await EngineProcess.StartAsync([.. await JournalAsync(), "--Loyalty:TestClock=2026-11-21T10:00:00Z"]);
        (await engine.Http.SendJsonAsync(
            HttpMethod.Put, "/v1/number-schemes/card", """{"kind":"card","pattern":"[0-9]{4}","examples":["1001","1002"],"counterExamples":["1","2"],"perMember":2}""")).EnsureSuccessStatusCode();
        await engine.EnrolAsync("HELD1");
        await engine.EnrolAsync("GONE1");
        (await engine.Http.DeleteAsync("/v1/members/GONE1")).EnsureSuccessStatusCode();
        const string File = Header
            + "NEW1,Ada,Lovelace,ada@example.org,+41 44 123 45 67,1985-12-10,de-CH,ZRH,card:10 01|card:1002\n"
            + "HELD1,,,held@example.org,,,,GVA,card:1003\n"
            + "NAMELESS1,,,,,,,,card:1004\n"
            + "THIEF1,Eve,,,,,,,card:1001\n"
            + "HELD1,,,thief@example.org,,,,,card:1004\n"
            + "WRONG1,Eve,,no address,,,,,\n"
            + "WRONG2,Eve,,,,,,,1001\n"
            + "WRONG3,Eve,,,,,,,cards:1001\n"
            + "GONE1,Eve,,,,,,,\n"
            + "100000000017,Eve,,,,,,,\n"
            + "HELD1,,\n";
        var summary = await ImportAsync(engine, File);
        Assert.Equal((11, 3, 0, 8, 3), Counts(summary));
        Assert.Equal(
            [
                (5, "number-taken"), (6, "number-taken"), (7, "email-not-valid"), (8, "numbers-not-valid"), (9, "scheme-not-known"), (10, "member-erased"), (11, "member-id-not-valid"),
                (12, "column-count-not-valid"),
            ],
            summary.GetProperty("errors").EnumerateArray().Select(error => (error.GetProperty("line").GetInt32(), error.Text("code")!)));
        var made = await engine.GetAsync("/v1/members/NEW1");
        Assert.Equal(("import", "Ada", "1985-12-10", "ZRH"), (made.Text("channel"), made.Text("givenName"), made.Text("birthDate"), made.Text("homeAirport")));
        var held = await engine.GetAsync("/v1/members/HELD1");
        Assert.Equal(("held@example.org", "GVA", "app"), (held.Text("email"), held.Text("homeAirport"), held.Text("channel")));
        Assert.NotEqual(JsonValueKind.Null, held.GetProperty("givenName").ValueKind);
        await (await engine.Http.GetAsync("/v1/members/THIEF1")).ShouldBeProblemAsync(404, "unknown-member");

        // The same again does no harm; what was given out comes back the same.
        Assert.Equal((11, 0, 3, 8, 3), Counts(await ImportAsync(engine, File)));
        var exported = await engine.Http.GetStringAsync("/v1/exports/members");
        Assert.Contains("card:1001|card:1002", exported, StringComparison.Ordinal);
        Assert.Equal(
            ["members-import-ended", "members-imported"],
            (await engine.GetAsync("/v1/trail?limit=1000")).GetProperty("items").EnumerateArray().Select(record => record.Text("action")!).Where(action => action.StartsWith("members-import", StringComparison.Ordinal)).Distinct());
        var told = (await engine.GetAsync("/v1/events?stream=persons&limit=1000")).GetProperty("items").EnumerateArray().Where(item => item.Text("kind") == "profileChanged").ToList();
        Assert.Equal("HELD1", Assert.Single(told).Text("memberId"));
    }

    [ContractFact]
    public async Task A_file_with_other_columns_is_refused_whole()
    {
        await using var engine = await EngineProcess.StartAsync([.. await JournalAsync(), "--Loyalty:TestClock=2026-11-21T10:00:00Z"]);
        foreach (var header in new[] { "givenName,email\n", "memberId,nickname\n", "memberId,email,email\n", "" })
            await (await SendAsync(engine, header)).ShouldBeProblemAsync(422, "import-header-not-valid");
        await (await engine.Http.SendJsonAsync(HttpMethod.Post, "/v1/imports/members", "{}")).ShouldBeProblemAsync(415, "content-type-not-supported");
        Assert.Equal((1, 1, 0, 0, 1), Counts(await ImportAsync(engine, "memberId;givenName\nNEW1;Ada\n")));
    }

    private static Task<HttpResponseMessage> SendAsync(EngineProcess engine, string file) =>
        engine.Http.SendJsonAsync(HttpMethod.Post, "/v1/imports/members", file, "text/csv");

    private static async Task<JsonElement> ImportAsync(EngineProcess engine, string file)
    {
        using var answer = await SendAsync(engine, file);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return await answer.JsonAsync();
    }

    private static (int Rows, int Accepted, int Duplicates, int Rejected, int Members) Counts(JsonElement summary) => (
        summary.GetProperty("rows").GetInt32(), summary.GetProperty("accepted").GetInt32(), summary.GetProperty("duplicates").GetInt32(),
        summary.GetProperty("rejected").GetInt32(), summary.GetProperty("members").GetInt32());
}

public sealed class SqliteMembersImportTests : MembersImportContract
{
    private protected override Task<string[]> JournalAsync() => Task.FromResult<string[]>([]);
}

[RunsOnPostgres]
public sealed class PostgresMembersImportTests : MembersImportContract
{
    private protected override async Task<string[]> JournalAsync() =>
        ["--Loyalty:Journal:Provider=postgres", $"--Loyalty:Journal:ConnectionString={await (await PostgresServer.SharedAsync()).NewDatabaseAsync()}"];
}
