using System.Net;
using System.Text.Json;
using Loyalty.Contracts;

namespace Loyalty.Api.Tests;

/// <summary>What has been held for long enough goes, by the engine's clock; nothing goes before.</summary>
public class RetentionTests
{
    [Fact]
    public async Task The_inactive_are_erased_on_the_day_and_nobody_else()
    {
        await using var engine = await EngineProcess.StartAsync("--Loyalty:TestClock=2024-03-01T10:00:00Z", "--Loyalty:Retention:InactiveYears=2");
        foreach (var member in new[] { "IDLE1", "BUYER1", "CHANGED1" })
            await engine.EnrolAsync(member);
        await engine.BuyAsync("IDLE1", "t-1", 10);
        await MoveAsync(engine, "2024-03-02T10:00:00Z");
        await engine.BuyAsync("BUYER1", "t-2", 10);
        (await engine.Http.SendJsonAsync(HttpMethod.Patch, "/v1/members/CHANGED1", """{"locale":"de-CH"}""")).EnsureSuccessStatusCode();

        await MoveAsync(engine, "2026-03-01T10:00:00Z");
        Assert.Equal(HttpStatusCode.OK, (await engine.Http.GetAsync("/v1/members/IDLE1")).StatusCode);
        await MoveAsync(engine, "2026-03-02T10:00:00Z");

        await (await engine.Http.GetAsync("/v1/members/IDLE1")).ShouldBeProblemAsync(410, "member-erased");
        foreach (var member in new[] { "BUYER1", "CHANGED1" })
            Assert.Equal(HttpStatusCode.OK, (await engine.Http.GetAsync($"/v1/members/{member}")).StatusCode);
        var record = (await engine.GetAsync("/v1/trail?action=member-erased")).GetProperty("items").EnumerateArray().Single();
        Assert.Equal(("engine", "retention", "IDLE1", "No activity for 2 years"), (record.Text("by"), record.Text("who"), record.Text("memberId"), record.Text("reason")));
        Assert.Equal(5, (await engine.GetAsync("/v1/events")).GetProperty("items").GetArrayLength());
    }

    [Fact]
    public async Task Nobody_is_erased_unless_a_period_is_set_and_the_trail_goes_after_its_own()
    {
        await using var engine = await EngineProcess.StartAsync("--Loyalty:TestClock=2010-03-01T10:00:00Z", "--Loyalty:Retention:TrailYears=3");
        await engine.EnrolAsync("IDLE1");
        await MoveAsync(engine, "2013-03-01T09:00:00Z");
        Assert.Equal(["clock-moved", "member-enrolled"], await ActionsAsync(engine));
        await MoveAsync(engine, "2013-03-02T10:00:00Z");

        // The first move was recorded before it was made: it is as old as the enrolment.
        Assert.Equal(["trail-forgotten", "clock-moved"], await ActionsAsync(engine));
        Assert.Equal(HttpStatusCode.OK, (await engine.Http.GetAsync("/v1/members/IDLE1")).StatusCode);
        var verdict = await engine.GetAsync("/v1/trail/verification");
        Assert.Equal((2, 3), (verdict.GetProperty("records").GetInt32(), verdict.GetProperty("first").GetInt32()));
        Assert.Equal(JsonValueKind.Null, verdict.GetProperty("break").ValueKind);
    }

    [Fact]
    public async Task Check_ins_go_after_the_days_that_are_set()
    {
        await using var engine = await EngineProcess.StartAsync("--Loyalty:TestClock=2026-11-21T10:00:00Z", "--Loyalty:Retention:CheckInDays=3");
        await engine.EnrolAsync("FLYER1");
        await engine.SendAsync(
            HttpMethod.Post,
            "/v1/checkins",
            new { checkinId = "c-1", memberId = "FLYER1", flight = "LX14", date = "2026-11-21", airport = "ZRH", location = "A1" },
            HttpStatusCode.Created);
        await MoveAsync(engine, "2026-11-24T10:00:00Z");
        Assert.Equal(1, (await engine.GetAsync("/v1/members/FLYER1/export")).GetProperty("checkIns").GetArrayLength());
        await MoveAsync(engine, "2026-11-25T10:00:00Z");
        Assert.Equal(0, (await engine.GetAsync("/v1/members/FLYER1/export")).GetProperty("checkIns").GetArrayLength());
    }

    [Fact]
    public async Task A_start_with_a_wrong_clock_erases_nobody()
    {
        await using var engine = await EngineProcess.StartAsync("--Loyalty:TestClock=2024-03-01T10:00:00Z", "--Loyalty:Retention:InactiveYears=2");
        foreach (var i in Enumerable.Range(1, 5))
            await engine.EnrolAsync($"MEMBER{i}");
        Assert.Equal(0, await engine.StopAsync());
        engine.Arguments = ["--Loyalty:TestClock=2026-03-02T10:00:00Z", "--Loyalty:Retention:InactiveYears=2"];
        await engine.StartAgainAsync();
        await Eventually.IsTrue(() => engine.Output.Contains("Retention waits: the clock says 2026-03-02", StringComparison.Ordinal), "retention says that it waits");
        Assert.Equal(0, await engine.StopAsync());

        engine.Arguments = ["--Loyalty:TestClock=2024-03-02T10:00:00Z", "--Loyalty:Retention:InactiveYears=2"];
        await engine.StartAgainAsync();
        foreach (var i in Enumerable.Range(1, 5))
            Assert.Equal(HttpStatusCode.OK, (await engine.Http.GetAsync($"/v1/members/MEMBER{i}")).StatusCode);
    }

    [Fact]
    public async Task A_share_that_is_too_large_waits_for_a_second_day()
    {
        await using var engine = await EngineProcess.StartAsync(
            "--Loyalty:TestClock=2024-03-01T10:00:00Z", "--Loyalty:Retention:InactiveYears=2", "--Loyalty:Retention:MaxLeapDays=5000");
        foreach (var i in Enumerable.Range(1, 5))
            await engine.EnrolAsync($"MEMBER{i}");
        await MoveAsync(engine, "2026-03-02T10:00:00Z");
        Assert.Contains("Retention waits: 5 of 5 members would be erased at once", engine.Output, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await engine.Http.GetAsync("/v1/members/MEMBER1")).StatusCode);
        await MoveAsync(engine, "2026-03-03T10:00:00Z");
        await (await engine.Http.GetAsync("/v1/members/MEMBER1")).ShouldBeProblemAsync(410, "member-erased");
    }

    [Theory]
    [InlineData("MaxLeapDays", "-1")]
    [InlineData("MaxSharePercent", "101")]
    [InlineData("CheckInDays", "2")]
    [InlineData("TrailYears", "0")]
    [InlineData("InactiveYears", "soon")]
    public async Task A_period_that_cannot_be_is_refused_by_its_setting(string key, string value)
    {
        var folder = Directory.CreateTempSubdirectory("loyalty-retention-");
        try
        {
            var (exit, output) = await EngineProcess.RunToEndAsync(folder.FullName, $"--Loyalty:Retention:{key}={value}");
            Assert.Equal(1, exit);
            Assert.Contains($"Loyalty:Retention:{key} is '{value}'", output, StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static Task<JsonElement> MoveAsync(EngineProcess engine, string now) =>
        engine.SendAsync(HttpMethod.Put, "/v1/clock", new { now }, HttpStatusCode.OK);

    private static async Task<List<string?>> ActionsAsync(EngineProcess engine) =>
        [.. (await engine.GetAsync("/v1/trail")).GetProperty("items").EnumerateArray().Select(record => record.Text("action"))];
}
