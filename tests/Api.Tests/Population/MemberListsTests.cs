using System.Net;
using System.Text.Json;
using Loyalty.Contracts;

namespace Loyalty.Api.Tests;

/// <summary>Lists of members by where they stand, over a real engine whose clock is moved.</summary>
public sealed class MemberListsTests
{
    [Fact]
    public async Task Members_are_listed_as_they_enrol_rise_come_near_and_fall()
    {
        await using var engine = await EngineProcess.StartAsync("--Loyalty:TestClock=2026-11-21T10:00:00Z");
        await engine.EnrolAsync("GOLDEN");
        await engine.EnrolAsync("NEARBY");
        await engine.EnrolAsync("BEGINS");
        await engine.BuyAsync("GOLDEN", "t-1", 2600.00m);
        await engine.BuyAsync("NEARBY", "t-2", 2100.00m);
        await FollowedAsync(engine);

        Assert.Equal(3, await CountAsync(engine, "enrolled", 1));
        Assert.Equal(2, await CountAsync(engine, "risen", 7));
        Assert.Equal(1, await CountAsync(engine, "nearNextTier", null));
        Assert.Equal(["NEARBY"], await ListAsync(engine, "list=nearNextTier"));
        Assert.Equal(["GOLDEN", "NEARBY", "BEGINS"], await ListAsync(engine, "list=all&sort=-spend&limit=1"));
        Assert.Equal(["GOLDEN"], await ListAsync(engine, "tier=gold"));

        // A year on all of it has left: both are at risk, and a soft landing later they drop.
        await engine.SendAsync(HttpMethod.Put, "/v1/clock", new { now = "2027-11-22T10:00:00Z" }, HttpStatusCode.OK);
        await FollowedAsync(engine);
        Assert.Equal(2, await CountAsync(engine, "atRisk", null));
        Assert.Equal(0, await CountAsync(engine, "enrolled", 30));
        Assert.Equal(0, await CountAsync(engine, "nearNextTier", null));
        await engine.SendAsync(HttpMethod.Put, "/v1/clock", new { now = "2028-01-05T10:00:00Z" }, HttpStatusCode.OK);
        await FollowedAsync(engine);
        Assert.Equal(["GOLDEN", "NEARBY"], (await ListAsync(engine, "list=dropped&days=30")).Order());

        var file = await engine.Http.GetStringAsync("/v1/exports/member-list?list=dropped&days=30&tier=silver");
        var lines = file.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.EndsWith(",lifetimeSpend,toNextTier", lines[0], StringComparison.Ordinal);
        Assert.StartsWith("GOLDEN,", Assert.Single(lines[1..]), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("list=everybody", "list-not-valid")]
    [InlineData("days=0", "days-not-valid")]
    [InlineData("days=367", "days-not-valid")]
    [InlineData("tier=tin", "tier-not-valid")]
    [InlineData("sort=name", "sort-not-valid")]
    [InlineData("cursor=nowhere", "cursor-not-valid")]
    [InlineData("limit=0", "limit-not-valid")]
    public async Task What_no_list_has_is_refused_by_the_name_of_its_field(string query, string code)
    {
        await using var engine = await EngineProcess.StartAsync();
        using var answer = await engine.Http.GetAsync($"/v1/population/members?{query}");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
        Assert.Equal(code, problem.GetProperty("code").GetString());
    }

    private static Task FollowedAsync(EngineProcess engine) => Eventually.IsTrue(
        async () => (await engine.GetAsync("/v1/population/lists")).GetProperty("behind").GetInt64() == 0, "the lists have followed");

    private static async Task<long> CountAsync(EngineProcess engine, string list, int? days) =>
        (await engine.GetAsync("/v1/population/lists")).GetProperty("lists").EnumerateArray()
            .Single(one => one.GetProperty("list").GetString() == list && (days is null ? one.GetProperty("days").ValueKind == JsonValueKind.Null : one.GetProperty("days").GetInt32() == days))
            .GetProperty("members").GetInt64();

    private static async Task<IReadOnlyList<string>> ListAsync(EngineProcess engine, string query)
    {
        var found = new List<string>();
        for (string? cursor = ""; cursor is not null;)
        {
            var page = await engine.GetAsync($"/v1/population/members?{query}{(cursor.Length == 0 ? "" : $"&cursor={cursor}")}");
            found.AddRange(page.GetProperty("items").EnumerateArray().Select(one => one.GetProperty("memberId").GetString()!));
            cursor = page.GetProperty("next").GetString();
        }

        return found;
    }
}
