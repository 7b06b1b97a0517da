using Microsoft.Data.Sqlite;

namespace Loyalty.Api.Tests;

/// <summary>A ledger that something has changed behind the engine's back: what is wrong is named, and everybody else is served.</summary>
public abstract class DamageContract
{
    private const string Then = "--Loyalty:TestClock=2026-01-10T11:00:00Z";
    private const string YearLater = "--Loyalty:TestClock=2027-03-01T11:00:00Z";

    private protected abstract Task<ChaosJournal> JournalAsync();

    private protected abstract Task ChangeAsync(ChaosJournal journal, EngineProcess engine, string sql);

    /// <summary>The snapshot's body as text with a lifetime of one centime more.</summary>
    private protected abstract string FalseBody { get; }

    [ContractFact]
    public async Task One_damaged_member_is_named_at_the_start_by_the_sweep_and_by_the_audit_and_the_others_are_served()
    {
        await using var journal = await JournalAsync();
        await using var engine = await EngineProcess.StartAsync([.. journal.Arguments, Then]);
        foreach (var member in new[] { "MEMBER1", "MEMBER2", "MEMBER3" })
        {
            await engine.EnrolAsync(member);
            await engine.BuyAsync(member, $"t-{member}", 1500);
        }

        // Enough for a snapshot at the stop.
        for (var i = 0; i < 60; i++)
            await engine.BuyAsync("MEMBER3", $"t-{i}", 1);
        Assert.Empty(await AuditAsync(engine));
        Assert.Equal(0, await engine.StopAsync());
        await ChangeAsync(journal, engine, "UPDATE journal SET type = 'tier-moved.9' WHERE member = 'MEMBER2' AND version = 2");
        await ChangeAsync(journal, engine, $"UPDATE snapshots SET body = {FalseBody} WHERE member = 'MEMBER3'");

        var (exit, output) = await EngineProcess.RunToEndAsync(engine.Folder, [.. journal.Arguments, "--audit"]);
        Assert.Equal(1, exit);
        Assert.Contains("Loyalty:Audit:AtStart: 2 differences in 3 accounts; the first: member MEMBER2, version 2, Ledger, row:", output);
        Assert.Contains("member MEMBER3, version 62, Snapshot, lifetime: expected 156000, found 156001", output);

        engine.Arguments = [.. journal.Arguments, YearLater];
        await engine.StartAgainAsync();
        await Eventually.IsTrue(() => engine.Output.Contains("Member MEMBER2 is passed over by the sweep, version 2"), "the sweep names the member");
        await Eventually.IsTrue(
            async () => (await engine.GetAsync("/v1/members/MEMBER1/history")).GetProperty("items").GetArrayLength() == 3, "the sweep has visited another");
        var found = await AuditAsync(engine);
        Assert.Contains("MEMBER2 2 ledger row", found);
        Assert.Contains("MEMBER3 62 snapshot lifetime", found);
        Assert.DoesNotContain(found, difference => difference.StartsWith("MEMBER1", StringComparison.Ordinal));

        // What OPERATIONS.md says: a snapshot may go.
        Assert.Equal(0, await engine.StopAsync());
        await ChangeAsync(journal, engine, "DELETE FROM snapshots WHERE member = 'MEMBER3'");
        await engine.StartAgainAsync();
        Assert.Equal(["MEMBER2 2 ledger row"], await AuditAsync(engine));
    }

    [ContractFact]
    public async Task What_cannot_be_read_hides_nobody_else_and_is_listed()
    {
        await using var journal = await JournalAsync();
        await using var engine = await EngineProcess.StartAsync([.. journal.Arguments, Then]);
        foreach (var member in new[] { "MEMBER1", "MEMBER2", "MEMBER3" })
        {
            (await engine.Http.SendJsonAsync(HttpMethod.Post, "/v1/members", $$"""{"channel":"app","familyName":"Farrow","memberId":"{{member}}"}""")).EnsureSuccessStatusCode();
            await engine.BuyAsync(member, $"t-{member}", 1500);
        }

        Assert.Equal(0, await engine.StopAsync());
        await ChangeAsync(journal, engine, "UPDATE journal SET type = 'spend-recorded.9' WHERE sequence = 4");
        await ChangeAsync(journal, engine, "UPDATE persons SET profile = '{\"familyName\":5}' WHERE member = 'MEMBER3'");
        await engine.StartAgainAsync();

        var events = await engine.GetAsync("/v1/events");
        Assert.Equal([1, 2, 3, 5, 6], events.GetProperty("items").EnumerateArray().Select(change => change.GetProperty("sequence").GetInt64()));
        Assert.Equal(["MEMBER2 4"], Unreadable(events));
        var found = await engine.GetAsync("/v1/members?query=Farrow");
        Assert.Equal(["MEMBER1"], found.GetProperty("items").EnumerateArray().Select(member => member.GetProperty("memberId").GetString()));
        Assert.Equal(["MEMBER2 ", "MEMBER3 "], Unreadable(found));
        var postings = await engine.Http.GetStringAsync("/v1/exports/postings");
        Assert.Contains("t-MEMBER3", postings, StringComparison.Ordinal);
        Assert.Contains("\n4,,MEMBER2,unreadable,", postings, StringComparison.Ordinal);
        var members = await engine.Http.GetStringAsync("/v1/exports/members");
        Assert.Contains("MEMBER1,2026-01-10", members, StringComparison.Ordinal);
        Assert.Contains("\nMEMBER3,,", members, StringComparison.Ordinal);
        Assert.Equal(3, (await engine.GetAsync("/v1/population")).GetProperty("members").GetInt32());
        Assert.Equal(["MEMBER2 4", "MEMBER3 "], Unreadable(await engine.GetAsync("/health/ready")));
        Assert.Contains("MEMBER3 0 person row", await AuditAsync(engine));

        // A member who cannot be read can still be erased.
        Assert.Equal(System.Net.HttpStatusCode.NoContent, (await engine.Http.DeleteAsync("/v1/members/MEMBER3")).StatusCode);
        Assert.Equal(["MEMBER2 4"], Unreadable(await engine.GetAsync("/health/ready")));
    }

    private static List<string> Unreadable(System.Text.Json.JsonElement answer) =>
    [
        .. answer.GetProperty("unreadable").EnumerateArray().Select(row =>
            $"{row.GetProperty("member").GetString()} {(row.TryGetProperty("sequence", out var sequence) ? sequence.GetRawText() : "")}"),
    ];

    private static async Task<List<string>> AuditAsync(EngineProcess engine) =>
    [
        .. (await engine.GetAsync("/v1/audit")).GetProperty("differences").EnumerateArray().Select(found =>
            $"{found.GetProperty("memberId")} {found.GetProperty("version")} {found.GetProperty("in")} {found.GetProperty("what")}"),
    ];
}

public sealed class SqliteDamageTests : DamageContract
{
    private protected override string FalseBody => "CAST(replace(CAST(body AS TEXT), '\"lifetime\":156000', '\"lifetime\":156001') AS BLOB)";

    private protected override Task<ChaosJournal> JournalAsync() => ChaosJournal.SqliteAsync();

    /// <summary>The proof at the end of every scenario of chaos is itself put to the proof.</summary>
    [Fact]
    public async Task What_is_lost_or_doubled_does_not_escape_the_proof()
    {
        await using var journal = await JournalAsync();
        await using var engine = await EngineProcess.StartAsync();
        foreach (var member in new[] { "MEMBER1", "MEMBER2", "MEMBER3" })
            await engine.EnrolAsync(member);
        var load = new PurchaseLoad([engine], ["MEMBER1", "MEMBER2", "MEMBER3"], seed: 1);
        foreach (var member in load.Members)
        {
            for (var i = 0; i < 4; i++)
                await load.SendAsync(member, $"{member}-{i}", 1 + i);
        }

        Assert.Equal(new Verdict(12, 0, 0, 0, 0, 0, 0), await LedgerProof.OfAsync(engine, load) with { Missing = [] }, Same);
        await engine.StopAsync();
        // A purchase is gone; another is there under the name of a third; the last of a member is gone without a gap.
        await ChangeAsync(journal, engine, "DELETE FROM journal WHERE member = 'MEMBER1' AND version = 3");
        await ChangeAsync(
            journal, engine, "UPDATE journal SET body = CAST(replace(CAST(body AS TEXT), 'MEMBER2-1', 'MEMBER2-0') AS BLOB) WHERE member = 'MEMBER2' AND version = 3");
        await ChangeAsync(journal, engine, "DELETE FROM journal WHERE member = 'MEMBER3' AND version = 5");
        // The last of all is gone too: the start refuses unless it is told to go on.
        var (exit, output) = await EngineProcess.RunToEndAsync(engine.Folder, []);
        Assert.Equal(1, exit);
        Assert.Contains("has had 15 changes in the ledger", output);
        engine.Arguments = [.. engine.Arguments, "--Loyalty:Journal:AcceptLoss=true"];
        await engine.StartAgainAsync();

        var verdict = await LedgerProof.OfAsync(engine, load);
        // The row under another's name is not as it was written: it is passed over, which is a gap of its member.
        Assert.Equal((12L, 0L, 3L, 2L), (verdict.Answered, verdict.Doubled, verdict.Lost, verdict.Gaps));
        Assert.True(verdict.Sums > 0 && verdict.Audit > 0 && !verdict.IsClean, $"{verdict}");
    }

    private static bool Same(Verdict expected, Verdict found) => expected with { Missing = found.Missing } == found;

    private protected override async Task ChangeAsync(ChaosJournal journal, EngineProcess engine, string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(engine.Folder, "data", "loyalty.db")};Pooling=false");
        await connection.OpenAsync();
        await using var command = new SqliteCommand(sql, connection);
        Assert.Equal(1, await command.ExecuteNonQueryAsync());
    }
}

[RunsOnPostgres]
public sealed class PostgresDamageTests : DamageContract
{
    private protected override string FalseBody =>
        "convert_to(replace(convert_from(body, 'UTF8'), '\"lifetime\":156000', '\"lifetime\":156001'), 'UTF8')";

    private protected override Task<ChaosJournal> JournalAsync() => ChaosJournal.PostgresAsync();

    private protected override Task ChangeAsync(ChaosJournal journal, EngineProcess engine, string sql) => journal.ExecuteAsync(sql);
}
