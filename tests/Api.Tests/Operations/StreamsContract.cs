using System.Data.Common;
using System.Net;
using System.Text;
using System.Text.Json;
using Loyalty.Contracts;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Loyalty.Api.Tests;

/// <summary>What is told beside the ledger, and what systems that keep customers bring in, on the journal that a subclass names.</summary>
public abstract class StreamsContract
{
    /// <summary>How the engine is told which journal to use.</summary>
    private protected abstract Task<string[]> JournalAsync();

    /// <summary>The rows of tables, all their columns, as text.</summary>
    private protected abstract Task<string> RowsAsync(EngineProcess engine, params string[] tables);

    [ContractFact]
    public async Task Persons_are_told_by_names_of_fields_and_an_erasure_comes_last()
    {
        await using var engine = await StartAsync();
        await EnrolAsync(engine, "MEMBER1");
        await engine.BuyAsync("MEMBER1", "t-1", 2600.00m);
        await PatchAsync(engine, "MEMBER1", """{"email":"quilla.feather@example.org","phone":"+41 44 555 66 77"}""");
        await PatchAsync(engine, "MEMBER1", """{"email":"quilla.feather@example.org"}""");
        await engine.SendAsync(HttpMethod.Put, "/v1/members/MEMBER1/consent", new { displayRecognition = false }, HttpStatusCode.OK);
        await engine.BuyAsync("MEMBER1", "t-2", 1.00m);
        (await engine.Http.SendJsonAsync(
            HttpMethod.Post, "/v1/profiles", """{"changeId":"c-1","memberId":"MEMBER1","fields":{"email":"quilla.feather@example.org","familyName":"Featherstone"}}""", LineStreamEndpoint.ContentType))
            .EnsureSuccessStatusCode();
        // While the person is there.
        var stored = await RowsAsync(engine, "stream_events", "profile_changes", "journal", "trail") + await TextAsync(engine);
        Assert.Contains("profile-changed.1", stored, StringComparison.Ordinal);
        Assert.Contains("c-1", stored, StringComparison.Ordinal);
        foreach (var value in new[] { "quilla", "feather", "555 66 77", "445556677" })
            Assert.DoesNotContain(value, stored, StringComparison.OrdinalIgnoreCase);
        (await engine.Http.DeleteAsync("/v1/members/MEMBER1")).EnsureSuccessStatusCode();
        (await engine.Http.DeleteAsync("/v1/members/MEMBER1")).EnsureSuccessStatusCode();

        var told = await StreamAsync(engine, "persons");
        Assert.Equal(["profileChanged", "consentChanged", "memberErased"], told.Select(one => one.Text("kind")));
        Assert.Equal([1L, 2L, 3L], told.Select(one => one.GetProperty("sequence").GetInt64()));
        Assert.Equal([2L, 2L, 3L], told.Select(one => one.GetProperty("after").GetInt64()));
        Assert.All(told, one => Assert.Equal(("MEMBER1", "2026-11-21", "gold"), (one.Text("memberId"), one.Text("date"), one.Text("effectiveTier"))));
        Assert.All(told, one => Assert.False(one.TryGetProperty("version", out _)));
        Assert.Equal("""["email","phone"]""", told[0].GetProperty("fields").GetRawText());
        Assert.Equal((2L, "open"), (told[0].GetProperty("profileVersion").GetInt64(), told[0].Text("source")));
        Assert.Equal("""{"displayRecognition":false}""", told[1].GetProperty("purposes").GetRawText());
        Assert.Equal(["sequence", "memberId", "kind", "date", "at", "effectiveTier", "after"], told[2].EnumerateObject().Select(field => field.Name));
        // What is told of the member in the ledger stands before the erasure.
        Assert.Equal(3, (await engine.GetAsync("/v1/events")).GetProperty("items").GetArrayLength());
    }

    [ContractFact]
    public async Task Streams_are_read_in_pages_and_only_those_there_are()
    {
        await using var engine = await StartAsync();
        for (var member = 1; member <= 3; member++)
        {
            await EnrolAsync(engine, $"MEMBER{member}");
            await PatchAsync(engine, $"MEMBER{member}", """{"locale":"de-CH"}""");
        }

        var first = await engine.GetAsync("/v1/events?stream=persons&limit=2");
        Assert.Equal("2", first.Text("next"));
        var rest = await engine.GetAsync("/v1/events?stream=persons&after=2");
        Assert.Equal((1, JsonValueKind.Null), (rest.GetProperty("items").GetArrayLength(), rest.GetProperty("next").ValueKind));
        Assert.Empty((await engine.GetAsync("/v1/events?stream=airport")).GetProperty("items").EnumerateArray());
        foreach (var stream in new[] { "lots", "ledger", "" })
        {
            var problem = await (await engine.Http.GetAsync($"/v1/events?stream={stream}")).ShouldBeProblemAsync(422, "stream-not-valid");
            Assert.True(problem.GetProperty("errors").TryGetProperty("stream", out _));
        }
    }

    [ContractFact]
    public async Task What_members_are_told_at_an_airport_has_ids_and_no_flight_of_theirs()
    {
        await using var engine = await StartAsync();
        await EnrolAsync(engine, "MEMBER1");
        await EnrolAsync(engine, "MEMBER2");
        await engine.BuyAsync("MEMBER2", "t-1", 2600.00m);
        foreach (var member in new[] { "MEMBER1", "MEMBER2" })
        {
            await engine.SendAsync(
                HttpMethod.Post, "/v1/checkins",
                new { checkinId = member, memberId = member, flight = "LX14", date = "2026-11-21", airport = "ZRH", location = "A1", seat = "12A" }, HttpStatusCode.Created);
        }

        var disruption = new { disruptionId = "d-1", flight = "LX14", date = "2026-11-21", kind = "delay", message = "LX14 leaves at 13:40." };
        await engine.SendAsync(HttpMethod.Post, "/v1/disruptions", disruption, HttpStatusCode.Created);
        await engine.SendAsync(HttpMethod.Post, "/v1/disruptions", disruption, HttpStatusCode.OK);

        var told = await StreamAsync(engine, "airport");
        Assert.Equal([("MEMBER2", "gold"), ("MEMBER1", "member")], told.Select(one => (one.Text("memberId"), one.Text("effectiveTier"))));
        Assert.All(told, one => Assert.Equal(("disruptionStep", 3L), (one.Text("kind"), one.GetProperty("after").GetInt64())));
        Assert.All(told, one => Assert.Equal("""{"disruptionId":"d-1","state":"announced"}""", one.GetProperty("disruption").GetRawText()));
        Assert.All(told, one => Assert.DoesNotContain("LX14", one.GetRawText(), StringComparison.Ordinal));
        var export = await engine.GetAsync("/v1/members/MEMBER1/export");
        Assert.Equal("disruptionStep", Assert.Single(export.GetProperty("streams").EnumerateArray()).Text("kind"));
    }

    private async Task<EngineProcess> StartAsync() => await EngineProcess.StartAsync([.. await JournalAsync(), "--Loyalty:TestClock=2026-11-21T10:00:00Z"]);

    private static async Task<List<JsonElement>> StreamAsync(EngineProcess engine, string stream) =>
        [.. (await engine.GetAsync($"/v1/events?stream={stream}&limit=1000")).GetProperty("items").EnumerateArray()];

    /// <summary>All that the streams tell, as it goes over the wire.</summary>
    private static async Task<string> TextAsync(EngineProcess engine)
    {
        var text = new StringBuilder();
        foreach (var stream in new[] { "persons", "orders", "airport" })
            text.Append(await engine.Http.GetStringAsync($"/v1/events?stream={stream}&limit=1000"));
        return text.ToString();
    }

    private static async Task EnrolAsync(EngineProcess engine, string member) => (await engine.Http.SendJsonAsync(
        HttpMethod.Post, "/v1/members", $$"""{"channel":"app","givenName":"Quilla","familyName":"Featherstone","memberId":"{{member}}"}""")).EnsureSuccessStatusCode();

    private static async Task PatchAsync(EngineProcess engine, string member, string body) =>
        (await engine.Http.SendJsonAsync(HttpMethod.Patch, $"/v1/members/{member}", body)).EnsureSuccessStatusCode();
}

public sealed class SqliteStreamsTests : StreamsContract
{
    private protected override Task<string[]> JournalAsync() => Task.FromResult<string[]>([]);

    private protected override async Task<string> RowsAsync(EngineProcess engine, params string[] tables)
    {
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(engine.Folder, "data", "loyalty.db")};Mode=ReadOnly;Pooling=false");
        await connection.OpenAsync();
        return await TableTexts.OfAsync(connection, tables);
    }
}

[RunsOnPostgres]
public sealed class PostgresStreamsTests : StreamsContract
{
    private string _connectionString = "";

    private protected override async Task<string[]> JournalAsync()
    {
        _connectionString = await (await PostgresServer.SharedAsync()).NewDatabaseAsync();
        return ["--Loyalty:Journal:Provider=postgres", $"--Loyalty:Journal:ConnectionString={_connectionString}"];
    }

    private protected override async Task<string> RowsAsync(EngineProcess engine, params string[] tables)
    {
        await using var connection = new NpgsqlConnection(_connectionString + ";Pooling=false");
        await connection.OpenAsync();
        return await TableTexts.OfAsync(connection, tables);
    }
}

/// <summary>Tables as text.</summary>
file static class TableTexts
{
    public static async Task<string> OfAsync(DbConnection connection, IEnumerable<string> tables)
    {
        var text = new StringBuilder();
        foreach (var table in tables)
        {
            await using var command = connection.CreateCommand();
            command.CommandText = $"SELECT * FROM {table}";
            await using var rows = await command.ExecuteReaderAsync();
            while (await rows.ReadAsync())
            {
                for (var column = 0; column < rows.FieldCount; column++)
                    text.Append(rows.GetValue(column) is byte[] bytes ? Encoding.UTF8.GetString(bytes) : rows.GetValue(column)).Append('\n');
            }
        }

        return text.ToString();
    }
}
