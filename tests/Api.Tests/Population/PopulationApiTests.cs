namespace Loyalty.Api.Tests;

public sealed class PopulationApiTests
{
    [Fact]
    public async Task The_count_follows_and_survives_a_kill()
    {
        await using var engine = await EngineProcess.StartAsync("--Loyalty:TestClock=2026-11-21T10:00:00Z");
        await engine.EnrolAsync("MEMBER1");
        await engine.EnrolAsync("MEMBER2");
        await engine.BuyAsync("MEMBER1", "t-1", 2600.00m);
        var before = await engine.GetAsync("/v1/population");

        await engine.KillAsync();
        await engine.StartAgainAsync();
        var after = await engine.GetAsync("/v1/population");

        Assert.Equal(2, before.GetProperty("members").GetInt64());
        Assert.Equal("2600.00", before.GetProperty("currentPeriodSpend").GetRawText());
        Assert.Equal([1L, 0L, 1L, 0L], before.GetProperty("tiers").EnumerateArray().Select(tier => tier.GetProperty("members").GetInt64()));
        Assert.Equal("2026-11-22", before.GetProperty("days")[0].GetProperty("date").GetString());
        Assert.Equal(before.GetRawText(), after.GetRawText());
    }
}
