using System.Net;
using System.Text.Json;
using Loyalty.Contracts;

namespace Loyalty.Api.Tests;

/// <summary>What events tell beside what happened, on the journal that a subclass names.</summary>
public abstract class EventsContract
{
    /// <summary>How the engine is told which journal to use.</summary>
    private protected abstract Task<string[]> JournalAsync();

    [ContractFact]
    public async Task Each_event_and_each_push_tells_its_sequence_and_the_tier_that_held_after_it()
    {
        await using var engine = await EngineProcess.StartAsync([.. await JournalAsync(), "--Loyalty:TestClock=2026-11-21T10:00:00Z"]);
        await engine.EnrolAsync("OTHER1");
        await engine.EnrolAsync("MEMBER1");
        await using var phone = await HubClient.ConnectAsync(engine.Address);
        await phone.InvokeAsync("WatchMember", "MEMBER1");
        await engine.BuyAsync("MEMBER1", "t-1", 100.00m);
        await engine.BuyAsync("OTHER1", "o-1", 1.00m);
        await engine.BuyAsync("MEMBER1", "t-2", 2600.00m);
        await engine.BuyAsync("MEMBER1", "t-3", 10.00m);
        await engine.SendAsync(
            HttpMethod.Post, "/v1/members/MEMBER1/purchases/t-3/reversals", new { reversalId = "r-3", reason = "Refund" }, HttpStatusCode.Created);
        await engine.SendAsync(
            HttpMethod.Post, "/v1/members/MEMBER1/purchases/t-2/reversals", new { reversalId = "r-2", reason = "Refund" }, HttpStatusCode.Created);
        await engine.BuyAsync("MEMBER1", "t-4", 10.00m);
        await phone.HasBeenToldAsync(change => change.GetProperty("version").GetInt64() == 7, "the phone is told of the last");

        var events = await EventsAsync(engine);
        Assert.Equal(["member", "member", "gold", "gold", "gold", "member", "member"], events.Select(change => change.Text("effectiveTier")));
        Assert.Equal(["counting", "counting"], events.Where(change => change.TryGetProperty("reversal", out _)).Select(change => change.GetProperty("reversal").Text("state")));
        Assert.All(events.Skip(1), change => Assert.Equal(1, change.GetProperty("programmeVersion").GetInt32()));
        foreach (var push in phone.Changes)
        {
            var told = events[push.GetProperty("version").GetInt32() - 1];
            Assert.Equal(told.GetProperty("sequence").GetInt64(), push.GetProperty("sequence").GetInt64());
            Assert.Equal(told.Text("effectiveTier"), push.Text("effectiveTier"));
        }

        // Told once more to who was away: the same.
        await using var late = await HubClient.ConnectAsync(engine.Address);
        await late.InvokeAsync("WatchMember", "MEMBER1", 1);
        await late.HasBeenToldAsync(change => change.GetProperty("version").GetInt64() == 7, "who comes late is told of the last");
        Assert.Equal(phone.Changes.Select(change => change.GetRawText()), late.Changes.Select(change => change.GetRawText()));

        // An event is what was recorded, whatever happens after it.
        var before = events.Select(change => change.GetRawText()).ToList();
        await engine.BuyAsync("MEMBER1", "t-5", 9000.00m);
        await engine.KillAsync();
        await engine.StartAgainAsync();
        Assert.Equal(before, (await EventsAsync(engine)).Take(before.Count).Select(change => change.GetRawText()));
    }

    private static async Task<List<JsonElement>> EventsAsync(EngineProcess engine) =>
        [.. (await engine.GetAsync("/v1/events?limit=1000")).GetProperty("items").EnumerateArray().Where(change => change.Text("memberId") == "MEMBER1")];
}

public sealed class SqliteEventsTests : EventsContract
{
    private protected override Task<string[]> JournalAsync() => Task.FromResult<string[]>([]);
}

[RunsOnPostgres]
public sealed class PostgresEventsTests : EventsContract
{
    private protected override async Task<string[]> JournalAsync() =>
    [
        "--Loyalty:Journal:Provider=postgres",
        $"--Loyalty:Journal:ConnectionString={await (await PostgresServer.SharedAsync()).NewDatabaseAsync()}",
    ];
}
