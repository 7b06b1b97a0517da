using System.IO.Compression;
using System.Text.Json;

namespace Loyalty.Api.Tests;

/// <summary>A ledger that an engine before versions and earning rules wrote: it opens, and every answer is the same plus new fields.</summary>
public sealed class LedgerBeforeVersionsTests
{
    private static readonly string[] Added =
    [
        "state", "countsFrom", "programmeVersion", "earning", "alongside", "ownTier", "pending", "code", "source", "until", "arriving", "components", "effectiveTier",
    ];

    private static readonly string Folder = RepositoryFiles.At("tests/Api.Tests/Programme");

    [Fact]
    public async Task It_opens_and_tells_of_every_member_what_it_told_before_to_the_centime()
    {
        await using var engine = await OpenAsync();
        foreach (var before in Before().EnumerateObject())
            AssertSame(before.Value, await engine.GetAsync(before.Name), before.Name);
        using var answer = await engine.Http.GetAsync("/v1/audit");
        Assert.Equal("[]", (await answer.JsonAsync()).GetProperty("differences").GetRawText());
    }

    [Fact]
    public async Task What_it_was_kept_under_is_the_first_version_and_lives_on()
    {
        await using var engine = await OpenAsync();
        var versions = (await engine.GetAsync("/v1/programme/versions")).GetProperty("items");
        Assert.Equal((1, 1, JsonValueKind.Null), (versions.GetArrayLength(), versions[0].GetProperty("version").GetInt32(), versions[0].GetProperty("effectiveFrom").ValueKind));
        // Silver until its review, as the old engine forecast; a full reversal of before leaves nothing of it.
        await EarningEndToEndTests.ClockAsync(engine, "2027-02-05");
        Assert.Equal("Silver", (await engine.GetAsync("/v1/members/OLD1/status")).GetProperty("tier").GetProperty("name").GetString());
        var reversed = await engine.SendAsync(
            HttpMethod.Post, "/v1/members/OLD2/purchases/o4/reversals", new { reversalId = "v3", reason = "all" }, System.Net.HttpStatusCode.Created);
        Assert.Equal(0.00m, reversed.GetProperty("transaction").GetProperty("netCountedAmount").GetDecimal());
    }

    [Fact]
    public async Task Of_each_of_its_events_the_tier_is_told_that_held_then()
    {
        await using var engine = await OpenAsync();
        var held = new Dictionary<string, string>(StringComparer.Ordinal);
        var events = (await engine.GetAsync("/v1/events?limit=1000")).GetProperty("items").EnumerateArray().ToList();
        foreach (var change in events)
        {
            var member = change.GetProperty("memberId").GetString()!;
            if (change.TryGetProperty("tierChange", out var moved))
                held[member] = moved.GetProperty("to").GetString()!.ToLowerInvariant();
            Assert.Equal(held.GetValueOrDefault(member, "member"), change.GetProperty("effectiveTier").GetString());
        }

        Assert.Contains(events, change => !change.TryGetProperty("tierChange", out _) && change.GetProperty("effectiveTier").GetString() != "member");
    }

    private static async Task<EngineProcess> OpenAsync()
    {
        var folder = Directory.CreateTempSubdirectory("loyalty").FullName;
        Directory.CreateDirectory(Path.Combine(folder, "data"));
        await using (var packed = new GZipStream(File.OpenRead(Path.Combine(Folder, "ledger-before-versions.db.gz")), CompressionMode.Decompress))
        await using (var file = File.Create(Path.Combine(folder, "data", "loyalty.db")))
            await packed.CopyToAsync(file);
        return await EngineProcess.StartInAsync(folder, "--Loyalty:TestClock=2027-01-20T10:00:00Z");
    }

    private static JsonElement Before() =>
        JsonSerializer.Deserialize<JsonElement>(File.ReadAllText(Path.Combine(Folder, "ledger-before-versions.json")));

    private static void AssertSame(JsonElement before, JsonElement now, string path)
    {
        if (before.ValueKind == JsonValueKind.Object)
        {
            foreach (var field in before.EnumerateObject())
                AssertSame(field.Value, now.GetProperty(field.Name), $"{path}.{field.Name}");
            Assert.Empty(now.EnumerateObject().Select(field => field.Name).Except(before.EnumerateObject().Select(field => field.Name)).Except(Added));
        }
        else if (before.ValueKind == JsonValueKind.Array)
        {
            Assert.Equal(before.GetArrayLength(), now.GetArrayLength());
            foreach (var (was, isNow) in before.EnumerateArray().Zip(now.EnumerateArray()))
                AssertSame(was, isNow, path);
        }
        else
        {
            Assert.True(before.GetRawText() == now.GetRawText(), $"{path}: {before.GetRawText()} became {now.GetRawText()}");
        }
    }
}
