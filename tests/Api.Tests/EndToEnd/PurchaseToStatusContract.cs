using System.Net;
using System.Text.Json;
using Loyalty.Contracts;

namespace Loyalty.Api.Tests;

/// <summary>The product in one sentence, on the journal that a subclass names: buy, be Gold in the reply, be told by push, survive.</summary>
public abstract class PurchaseToStatusContract
{
    /// <summary>How the engine is told which journal to use.</summary>
    private protected abstract Task<string[]> JournalAsync();

    [ContractFact]
    public async Task A_purchase_that_crosses_a_threshold_is_answered_pushed_and_survives_a_kill()
    {
        await using var engine = await StartAsync();
        await engine.EnrolAsync("MEMBER1");
        await using var phone = await OfficialClient.ConnectAsync(engine.Address);
        var watched = (await phone.InvokeAsync("WatchMember", "MEMBER1")).GetProperty("result");
        Assert.Equal("Member", watched.GetProperty("tier").GetProperty("name").GetString());

        var reply = await engine.BuyAsync("MEMBER1", "t-1", 2600.00m);

        Assert.Equal("Gold", reply.GetProperty("status").GetProperty("tier").GetProperty("name").GetString());
        Assert.Equal("upgraded", reply.GetProperty("tierChange").GetProperty("kind").GetString());
        var version = reply.GetProperty("version").GetInt64();
        var push = await phone.HasBeenToldAsync(c => c.GetProperty("version").GetInt64() == version, "the phone is told");
        Assert.Equal("tierUpgraded", push.GetProperty("kind").GetString());
        // By value: JavaScript writes 2600.00 as 2600.
        Assert.True(JsonElement.DeepEquals(reply.GetProperty("status"), push.GetProperty("status")), push.GetRawText());
        Assert.Equal("t-1", push.GetProperty("transaction").GetProperty("transactionId").GetString());

        await engine.KillAsync();
        await engine.StartAgainAsync();

        Assert.Equal(
            reply.GetProperty("status").GetRawText(),
            (await engine.GetAsync("/v1/members/MEMBER1/status")).GetRawText());
        var again = await engine.BuyAsync("MEMBER1", "t-1", 2600.00m, HttpStatusCode.OK);
        Assert.Equal(reply.GetRawText(), again.GetRawText());
    }

    [ContractFact]
    public async Task Versions_arrive_without_a_gap_over_a_kill_and_a_reconnect()
    {
        await using var engine = await StartAsync();
        await engine.EnrolAsync("MEMBER1");
        await using var phone = await OfficialClient.ConnectAsync(engine.Address);
        await phone.InvokeAsync("WatchMember", "MEMBER1");
        for (var i = 2; i <= 6; i++)
            await engine.BuyAsync("MEMBER1", $"t-{i}", 10);
        await phone.HasBeenToldAsync(c => c.GetProperty("version").GetInt64() == 6, "the phone is told of version 6");

        await engine.KillAsync();
        await phone.HasBeenAsync("reconnecting");
        await engine.StartAgainAsync();
        for (var i = 7; i <= 9; i++)
            await engine.BuyAsync("MEMBER1", $"t-{i}", 10);
        await phone.HasBeenAsync("reconnected");
        await phone.InvokeAsync("WatchMember", "MEMBER1", 6);
        await engine.BuyAsync("MEMBER1", "t-10", 10);
        await phone.HasBeenToldAsync(c => c.GetProperty("version").GetInt64() == 10, "the phone is told of version 10");

        Assert.Equal(Enumerable.Range(2, 9).Select(v => (long)v), phone.Changes.Select(c => c.GetProperty("version").GetInt64()));
    }

    [ContractFact]
    public async Task Every_purchase_answered_before_a_kill_is_there_once_after_it()
    {
        await using var engine = await StartAsync();
        for (var m = 0; m < 8; m++)
            await engine.EnrolAsync($"MEMBER{m}");
        var answered = new System.Collections.Concurrent.ConcurrentBag<(int Member, string Id)>();
        var buying = Enumerable.Range(0, 8).Select(m => Task.Run(async () =>
        {
            for (var i = 0; ; i++)
            {
                try
                {
                    await engine.BuyAsync($"MEMBER{m}", $"t-{m}-{i}", 1);
                    answered.Add((m, $"t-{m}-{i}"));
                }
                catch (Exception cut) when (cut is HttpRequestException or IOException or TaskCanceledException)
                {
                    return i;
                }
            }
        })).ToList();
        await Eventually.IsTrue(() => answered.Count > 200, "two hundred purchases are answered");

        await engine.KillAsync();
        var cut = await Task.WhenAll(buying);
        await engine.StartAgainAsync();

        for (var m = 0; m < 8; m++)
        {
            var items = (await engine.GetAsync($"/v1/members/MEMBER{m}/transactions?limit=1000")).GetProperty("items").EnumerateArray().ToList();
            var stored = items.Select(t => t.GetProperty("transactionId").GetString()!).ToList();
            Assert.Equal(stored.Count, stored.Distinct().Count());
            Assert.Empty(answered.Where(a => a.Member == m).Select(a => a.Id).Except(stored));
            Assert.Equal(Enumerable.Range(2, items.Count).Reverse().Select(v => (long)v), items.Select(t => t.GetProperty("version").GetInt64()));
            // What was cut off may be sent again under its id: credited now or then, but once.
            await engine.Http.SendJsonAsync(
                HttpMethod.Post, $"/v1/members/MEMBER{m}/purchases", $$"""{"transactionId":"t-{{m}}-{{cut[m]}}","type":"flight","amount":1,"currency":"CHF"}""");
            var spend = (await engine.GetAsync($"/v1/members/MEMBER{m}/status")).GetProperty("spend").GetProperty("lifetime").GetDecimal();
            Assert.Equal(cut[m] + 1, spend);
        }
    }

    [ContractFact]
    public async Task A_caller_that_goes_on_sending_does_not_hold_up_the_stop()
    {
        await using var engine = await StartAsync();
        await engine.EnrolAsync("MEMBER1");
        using var caller = await EndlessCaller.StartAsync(engine.Address, "MEMBER1");
        await Eventually.IsTrue(() => Task.FromResult(caller.Answer.Contains("\"lifetime\"")), "the first line is answered");

        Assert.Equal(0, await engine.StopAsync());

        await caller.Ended.WaitAsync(Eventually.Deadline);
        Assert.DoesNotContain("Unhandled", engine.Output);
        // How the answer ends is not asked: a cut connection drops what the caller has not read yet.
        await engine.StartAgainAsync();
        var spend = (await engine.GetAsync("/v1/members/MEMBER1/status")).GetProperty("spend").GetProperty("lifetime").GetDecimal();
        // A word that a chunk's end has cut in two is not counted.
        Assert.InRange(caller.Answer.Split("\"lifetime\"").Length - 1, 1, spend);
    }

    [ContractFact]
    public async Task A_drop_is_pushed_with_nobody_calling()
    {
        await using var engine = await StartAsync("--Loyalty:TestClock=2026-01-10T11:00:00Z");
        await engine.EnrolAsync("MEMBER1");
        await engine.BuyAsync("MEMBER1", "t-1", 2600);
        await using var phone = await OfficialClient.ConnectAsync(engine.Address);
        await phone.InvokeAsync("WatchMember", "MEMBER1");

        await engine.SendAsync(HttpMethod.Put, "/v1/clock", new { now = "2027-02-11T11:00:00Z" }, HttpStatusCode.OK);

        await phone.HasBeenToldAsync(c => c.GetProperty("kind").GetString() == "tierDropped", "the phone is told of the drop");
        await phone.HasBeenToldAsync(c => c.GetProperty("version").GetInt64() == 5, "the phone is told of version 5");
        Assert.Equal(["tierAtRisk", "tierDropped", "tierAtRisk"], phone.Changes.Select(c => c.GetProperty("kind").GetString()));
        Assert.Equal(["2027-01-11", "2027-02-10", "2027-02-10"], phone.Changes.Select(c => c.GetProperty("status").GetProperty("asOf").GetString()));
    }

    private protected async Task<EngineProcess> StartAsync(params string[] more) => await EngineProcess.StartAsync([.. await JournalAsync(), .. more]);
}
