using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Loyalty.Api.Tests;

/// <summary>Webhooks over HTTP, against a real engine and a receiver written with the published libraries (C-1 to C-4).</summary>
public abstract class WebhooksContract
{
    private const string Start = "2026-11-21T10:00:00Z";

    /// <summary>Settings of the journal.</summary>
    protected abstract Task<string[]> JournalAsync();

    [ContractFact]
    public async Task What_happens_is_told_signed_and_in_order()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var engine = await StartAsync(receiver, clock: false);
        var made = await CreateAsync(engine, receiver);
        receiver.Secrets.Add(made.GetProperty("secret").GetString()!);
        await engine.EnrolAsync("ADA1815");
        await engine.BuyAsync("ADA1815", "t-1", 2600);
        await receiver.TakesAsync(2);

        Assert.Equal(["enrolled", "tierUpgraded"], receiver.Taken.Select(delivery => delivery.Kind));
        var upgraded = receiver.Taken[1];
        var told = (await engine.GetAsync("/v1/events?limit=1000")).GetProperty("items")[1];
        Assert.Equal(told.GetRawText(), upgraded.Data.GetRawText());
        Assert.Equal("gold", upgraded.Data.GetProperty("effectiveTier").GetString());
        var sequence = told.GetProperty("sequence").GetInt64();
        Assert.Equal(($"evt_l{sequence:D20}", "ADA1815", $"{sequence:D20}"), (upgraded.Id, upgraded.Member, upgraded.Event["sequence"]));
        Assert.Contains($"\"time\":\"{told.GetProperty("at").GetString()}\"", upgraded.Body, StringComparison.Ordinal);
        Assert.Equal("loyalty.tierUpgraded", upgraded.Event.Type);

        await Eventually.IsTrue(async () => (await engine.GetAsync("/v1/webhooks/crm")).GetProperty("cursor").GetInt64() == sequence, "the cursor is at the end");
        var view = await engine.GetAsync("/v1/webhooks/crm");
        Assert.Equal((0, "running"), (view.GetProperty("lag").GetInt64(), view.GetProperty("state").GetString()));
        Assert.NotEqual(JsonValueKind.Null, view.GetProperty("lastSuccess").ValueKind);
        Assert.Equal(2, receiver.Deliveries.Count);
    }

    [ContractFact]
    public async Task A_failed_delivery_holds_up_its_member_alone()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var engine = await StartAsync(receiver);
        await CreateAsync(engine, receiver);
        receiver.Answer = (delivery, _) => Task.FromResult(delivery.Member == "ADA1815" ? 500 : 204);
        await engine.EnrolAsync("ADA1815");
        await receiver.AttemptsAsync(1);
        await engine.BuyAsync("ADA1815", "t-1", 10);
        await engine.EnrolAsync("GRACE1906");
        await receiver.TakesAsync(1);
        Assert.Equal("GRACE1906", receiver.Taken[0].Member);

        JsonElement waiting = default;
        await Eventually.IsTrue(
            async () => (waiting = (await engine.GetAsync("/v1/webhooks/crm/deliveries?state=waiting")).GetProperty("items")).GetArrayLength() == 2, "two wait");
        Assert.Equal(
            [("ADA1815", 1L, 1, (int?)500), ("ADA1815", 2L, 0, null)],
            waiting.EnumerateArray().Select(item => (
                item.GetProperty("memberId").GetString()!, item.GetProperty("version").GetInt64(), item.GetProperty("attempts").GetInt32(),
                item.GetProperty("lastStatus").ValueKind == JsonValueKind.Null ? (int?)null : item.GetProperty("lastStatus").GetInt32())));
        Assert.Equal(1, (await engine.GetAsync("/v1/webhooks/crm")).GetProperty("heldUpMembers").GetInt32());
        Assert.Single(receiver.Deliveries, delivery => delivery.Member == "ADA1815");

        receiver.Answer = (_, _) => Task.FromResult(204);
        await ClockAsync(engine, "2026-11-21T10:00:06Z");
        await receiver.TakesAsync(3);
        var ada = receiver.Deliveries.Where(delivery => delivery.Member == "ADA1815").ToList();
        Assert.Equal([1L, 1L, 2L], ada.Select(delivery => delivery.Version));
        Assert.Equal(ada[0].Id, ada[1].Id);
        Assert.Equal(ada[0].Body, ada[1].Body);
        Assert.NotEqual(ada[0].Timestamp, ada[1].Timestamp);
    }

    [ContractFact]
    public async Task Ten_attempts_over_three_days_then_dead_then_sent_again()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var engine = await StartAsync(receiver);
        await CreateAsync(engine, receiver);
        receiver.Answer = (delivery, _) => Task.FromResult(delivery.Version == 2 ? 503 : 204);
        await engine.EnrolAsync("ADA1815");
        await engine.BuyAsync("ADA1815", "t-1", 10);
        await engine.BuyAsync("ADA1815", "t-2", 20);
        await receiver.AttemptsAsync(2);
        var (now, delays) = (DateTimeOffset.Parse(Start), new[] { 5, 300, 1800, 7200, 18000, 36000, 50400, 72000, 86400 });
        for (var attempt = 0; attempt < delays.Length; attempt++)
        {
            await Eventually.IsTrue(async () => await AttemptsOfAsync(engine) == attempt + 1, $"attempt {attempt + 1} is kept");
            // A tenth before its time nothing is sent.
            await ClockAsync(engine, now + TimeSpan.FromSeconds(delays[attempt] * 0.899));
            // Whoever is due is tried before what is new is read.
            await engine.EnrolAsync($"OTHER{attempt}");
            await Eventually.IsTrue(() => receiver.Taken.Any(delivery => delivery.Member == $"OTHER{attempt}"), "another is told");
            Assert.Equal(attempt + 1, Attempts(receiver, version: 2));
            now += TimeSpan.FromSeconds(delays[attempt] * 1.101);
            await ClockAsync(engine, now);
            await Eventually.IsTrue(() => Attempts(receiver, version: 2) == attempt + 2, $"attempt {attempt + 2} is made");
        }

        // Given up, and the member's next one goes out: the receiver sees the gap.
        await Eventually.IsTrue(() => receiver.Taken.Any(delivery => delivery.Version == 3), "the next one is sent");
        Assert.Equal([1L, 3L], receiver.Taken.Where(delivery => delivery.Member == "ADA1815").Select(delivery => delivery.Version));
        var dead = (await engine.GetAsync("/v1/webhooks/crm/deliveries?state=dead")).GetProperty("items")[0];
        Assert.Equal((2L, 10, 503), (dead.GetProperty("version").GetInt64(), dead.GetProperty("attempts").GetInt32(), dead.GetProperty("lastStatus").GetInt32()));
        await Eventually.IsTrue(
            async () => !(await engine.GetAsync("/v1/webhooks/crm/deliveries?state=waiting")).GetProperty("items").EnumerateArray().Any(), "nothing waits");

        receiver.Answer = (_, _) => Task.FromResult(200);
        using var resent = await engine.Http.PostAsync($"/v1/webhooks/crm/deliveries/{dead.GetProperty("sequence").GetInt64()}/resend", null);
        Assert.Equal(HttpStatusCode.Accepted, resent.StatusCode);
        await Eventually.IsTrue(() => receiver.Taken.Any(delivery => delivery.Version == 2), "it is sent again");
        await Eventually.IsTrue(
            async () => !(await engine.GetAsync("/v1/webhooks/crm/deliveries?state=dead")).GetProperty("items").EnumerateArray().Any(), "it is dead no more");
        Assert.Single(receiver.Deliveries.Where(delivery => delivery.Version == 2).Select(delivery => delivery.Id).Distinct());
    }

    [ContractFact]
    public async Task Nothing_is_lost_under_random_failures_and_kills()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var engine = await StartAsync(receiver);
        await CreateAsync(engine, receiver);
        var random = new Random(20);
        receiver.Answer = (_, _) => Task.FromResult(Chance(random) ? 500 : 200);
        var members = Enumerable.Range(0, 500).Select(number => $"MEMBER{number:D3}").ToList();
        var now = DateTimeOffset.Parse(Start, CultureInfo.InvariantCulture);
        for (var round = 0; round < 20; round++)
        {
            await Parallel.ForEachAsync(members, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (member, _) =>
            {
                if (round == 0)
                    await engine.EnrolAsync(member);
                else
                    await engine.BuyAsync(member, $"{member}-{round}", 10 + round);
            });
            // What has failed is tried again while the receiver goes on to fail.
            await ClockAsync(engine, now += TimeSpan.FromMinutes(6));
            if (round is not (6 or 13))
                continue;
            await engine.KillAsync();
            await engine.StartAgainAsync();
            await ClockAsync(engine, now += TimeSpan.FromMinutes(1));
        }

        receiver.Answer = (_, _) => Task.FromResult(200);
        await ClockAsync(engine, now.AddDays(1));
        var all = await SequencesAsync(engine);
        Assert.Equal(10_000, all.Count);
        await Eventually.IsTrue(
            async () =>
            {
                // Looking through them costs what the sending needs.
                await Task.Delay(200);
                return receiver.Taken.Select(Sequence).Distinct().Count() == all.Count;
            },
            $"all {all.Count} are delivered");
        Assert.True(all.SetEquals(receiver.Taken.Select(Sequence)));
        foreach (var member in receiver.Taken.GroupBy(delivery => delivery.Member))
        {
            var first = member.DistinctBy(delivery => delivery.Id).Select(delivery => delivery.Version).ToList();
            Assert.Equal(Enumerable.Range(1, 20).Select(version => (long)version), first);
        }
    }

    [ContractFact]
    public async Task A_receiver_that_is_gone_is_not_asked_again_until_it_is_enabled_and_then_loses_nothing()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var engine = await StartAsync(receiver);
        await CreateAsync(engine, receiver);
        receiver.Answer = (_, _) => Task.FromResult(410);
        await engine.EnrolAsync("ADA1815");
        await Eventually.IsTrue(async () => (await engine.GetAsync("/v1/webhooks/crm")).GetProperty("state").GetString() == "disabled", "it is disabled");
        Assert.Equal("gone", (await engine.GetAsync("/v1/webhooks/crm")).GetProperty("disabledReason").GetString());
        await engine.BuyAsync("ADA1815", "t-1", 10);
        receiver.Answer = (_, _) => Task.FromResult(204);
        await engine.SendAsync(HttpMethod.Patch, "/v1/webhooks/crm", new { enabled = true }, HttpStatusCode.OK);
        await receiver.TakesAsync(2);
        Assert.Equal([1L, 2L], receiver.Taken.Select(delivery => delivery.Version));
        var trail = (await engine.GetAsync("/v1/trail?action=webhook-disabled")).GetProperty("items");
        Assert.Equal("crm", trail[0].GetProperty("subject").GetString());
    }

    [ContractFact]
    public async Task Five_days_without_a_success_disable()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var engine = await StartAsync(receiver);
        await CreateAsync(engine, receiver);
        receiver.Answer = (_, _) => Task.FromResult(500);
        await engine.EnrolAsync("ADA1815");
        await receiver.AttemptsAsync(1);
        await Eventually.IsTrue(async () => (await engine.GetAsync("/v1/webhooks/crm")).GetProperty("lastError").ValueKind == JsonValueKind.Object, "the failure is noted");
        await ClockAsync(engine, "2026-11-26T09:59:59Z");
        Assert.Equal("running", (await engine.GetAsync("/v1/webhooks/crm")).GetProperty("state").GetString());
        await ClockAsync(engine, "2026-11-26T10:00:00Z");
        await Eventually.IsTrue(async () => (await engine.GetAsync("/v1/webhooks/crm")).GetProperty("disabledReason").GetString() == "noSuccess", "it is disabled");
    }

    [ContractFact]
    public async Task A_replay_sends_again_under_the_same_ids()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var engine = await StartAsync(receiver);
        await engine.EnrolAsync("ADA1815");
        await engine.BuyAsync("ADA1815", "t-1", 10);
        await engine.EnrolAsync("GRACE1906");
        // From the beginning, though it comes late.
        await engine.SendAsync(
            HttpMethod.Post, "/v1/webhooks", new { webhookId = "crm", url = receiver.Url, description = "CRM", fromSequence = 1 }, HttpStatusCode.Created);
        await receiver.TakesAsync(3);
        var first = receiver.Taken;
        Assert.Equal(2, (await engine.GetAsync("/v1/webhooks/crm/replays?from=2&to=3")).GetProperty("events").GetInt32());
        Assert.Equal(2, (await engine.GetAsync("/v1/webhooks/crm/replays?memberId=ADA1815")).GetProperty("events").GetInt32());
        var replay = new { replayId = "r-1", from = 2, to = 3 };
        await engine.SendAsync(HttpMethod.Post, "/v1/webhooks/crm/replays", replay, HttpStatusCode.Accepted);
        await engine.SendAsync(HttpMethod.Post, "/v1/webhooks/crm/replays", replay, HttpStatusCode.Accepted);
        await receiver.TakesAsync(5);
        Assert.Equal(first.Select(delivery => delivery.Id).Order(StringComparer.Ordinal).Skip(1), receiver.Taken.Skip(3).Select(delivery => delivery.Id).Order(StringComparer.Ordinal));
        await Eventually.IsTrue(async () => (await engine.GetAsync("/v1/webhooks/crm")).GetProperty("replays").GetArrayLength() == 0, "the replay is through");
        await engine.SendAsync(HttpMethod.Post, "/v1/webhooks/crm/replays", new { replayId = "r-2", memberId = "GRACE1906" }, HttpStatusCode.Accepted);
        await receiver.TakesAsync(6);
        Assert.Equal("GRACE1906", receiver.Taken[5].Member);
        await engine.SendAsync(HttpMethod.Post, "/v1/webhooks/crm/replays", new { replayId = "r-3", from = Start, to = Start, memberId = "ADA1815" }, HttpStatusCode.Accepted);
        await receiver.TakesAsync(8);
        using var reused = await engine.Http.PostAsJsonAsync("/v1/webhooks/crm/replays", new { replayId = "r-1", from = 1, to = 3 });
        Assert.Equal((HttpStatusCode.Conflict, "replay-id-reused"), (reused.StatusCode, await CodeAsync(reused)));
    }

    [ContractFact]
    public async Task An_erasure_is_told_after_all_that_waits_and_to_whoever_asked_for_other_kinds()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var engine = await StartAsync(receiver);
        await engine.SendAsync(
            HttpMethod.Post, "/v1/webhooks", new { webhookId = "crm", url = receiver.Url, kinds = new[] { "enrolled" }, description = "CRM" }, HttpStatusCode.Created);
        receiver.Answer = (_, _) => Task.FromResult(500);
        await engine.EnrolAsync("ADA1815");
        await receiver.AttemptsAsync(1);
        using var gone = await engine.Http.DeleteAsync("/v1/members/ADA1815");
        Assert.Equal(HttpStatusCode.NoContent, gone.StatusCode);
        await Eventually.IsTrue(
            async () => (await engine.GetAsync("/v1/webhooks/crm/deliveries?state=waiting")).GetProperty("items").GetArrayLength() == 2, "the erasure waits behind what failed");

        receiver.Answer = (_, _) => Task.FromResult(200);
        await ClockAsync(engine, "2026-11-21T10:00:06Z");
        await receiver.TakesAsync(2);
        Assert.Equal(["enrolled", "memberErased"], receiver.Taken.Select(delivery => delivery.Kind));
        Assert.All(receiver.Taken, delivery => Assert.Equal("ADA1815", delivery.Member));
        Assert.Equal(["enrolled", "enrolled", "memberErased"], receiver.Deliveries.Select(delivery => delivery.Kind));
    }

    [ContractFact]
    public async Task Bad_input_is_refused_and_a_repetition_gets_the_first_answer()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var engine = await StartAsync(receiver);
        foreach (var url in new[] { "http://localhost/", "https://10.0.0.1/", "https://127.0.0.1/", "https://user:password@example.org/" })
            Assert.Equal("url-not-allowed", await RefusedAsync(engine, new { webhookId = "w", url, description = "CRM" }));
        Assert.Equal("kind-not-known", await RefusedAsync(engine, new { webhookId = "w", url = receiver.Url, kinds = new[] { "tierGained" }, description = "CRM" }));

        var body = new { webhookId = "a/b", url = receiver.Url, kinds = new[] { "tierUpgraded" }, tiers = new[] { "gold" }, description = "CRM" };
        var first = await engine.SendAsync(HttpMethod.Post, "/v1/webhooks", body, HttpStatusCode.Created);
        var secret = first.GetProperty("secret").GetString()!;
        await engine.SendAsync(HttpMethod.Patch, "/v1/webhooks/a%2Fb", new { description = "Other" }, HttpStatusCode.OK);
        var again = await engine.SendAsync(HttpMethod.Post, "/v1/webhooks", body, HttpStatusCode.OK);
        Assert.Equal(first.GetRawText().Replace(JsonSerializer.Serialize(secret), "null", StringComparison.Ordinal), again.GetRawText());
        Assert.Equal("webhook-id-reused", await RefusedAsync(engine, body with { description = "Another" }, HttpStatusCode.Conflict));

        // Only who becomes Gold is told, and with both signatures while the secret is rotated.
        var rotated = (await engine.SendAsync(HttpMethod.Post, "/v1/webhooks/a%2Fb/secret", new { }, HttpStatusCode.OK)).GetProperty("secret").GetString()!;
        await engine.EnrolAsync("ADA1815");
        await engine.BuyAsync("ADA1815", "t-1", 1100);
        await engine.BuyAsync("ADA1815", "t-2", 1600);
        await receiver.TakesAsync(1);
        var taken = receiver.Taken.Single();
        Assert.Equal("gold", taken.Data.GetProperty("effectiveTier").GetString());
        var at = DateTimeOffset.FromUnixTimeSeconds(taken.Timestamp);
        Assert.Equal(WebhookSignature.Of([rotated, secret], taken.Id, at, taken.Body), taken.Signature);

        var test = await engine.SendAsync(HttpMethod.Post, "/v1/webhooks/a%2Fb/tests", new { }, HttpStatusCode.OK);
        Assert.Equal(204, test.GetProperty("status").GetInt32());
        Assert.Equal("test", receiver.Taken[^1].Kind);
        Assert.DoesNotContain(secret["whsec_".Length..], engine.Output, StringComparison.Ordinal);
        using var ended = await engine.Http.DeleteAsync("/v1/webhooks/a%2Fb");
        Assert.Equal(HttpStatusCode.NoContent, ended.StatusCode);
        using var unknown = await engine.Http.GetAsync("/v1/webhooks/a%2Fb");
        Assert.Equal("unknown-webhook", await CodeAsync(unknown));
    }

    private static async Task<HashSet<long>> SequencesAsync(EngineProcess engine)
    {
        var all = new HashSet<long>();
        for (var after = 0L; ;)
        {
            var page = (await engine.GetAsync($"/v1/events?limit=1000&after={after}")).GetProperty("items").EnumerateArray().Select(item => item.GetProperty("sequence").GetInt64()).ToList();
            if (page.Count == 0)
                return all;
            all.UnionWith(page);
            after = page[^1];
        }
    }

    private static bool Chance(Random random)
    {
        lock (random)
            return random.Next(4) == 0;
    }

    private static long Sequence(Delivery delivery) => delivery.Data.GetProperty("sequence").GetInt64();

    private static int Attempts(Receiver receiver, long version) => receiver.Deliveries.Count(delivery => delivery.Version == version);

    private static async Task<int> AttemptsOfAsync(EngineProcess engine)
    {
        var items = (await engine.GetAsync("/v1/webhooks/crm/deliveries?state=waiting")).GetProperty("items");
        return items.GetArrayLength() == 0 ? 0 : items[0].GetProperty("attempts").GetInt32();
    }

    private static async Task ClockAsync(EngineProcess engine, string now) => await engine.SendAsync(HttpMethod.Put, "/v1/clock", new { now }, HttpStatusCode.OK);

    private static Task ClockAsync(EngineProcess engine, DateTimeOffset now) => ClockAsync(engine, now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'"));

    private static Task<JsonElement> CreateAsync(EngineProcess engine, Receiver receiver) => engine.SendAsync(
        HttpMethod.Post, "/v1/webhooks", new { webhookId = "crm", url = receiver.Url, description = "CRM" }, HttpStatusCode.Created);

    private static async Task<string?> RefusedAsync(EngineProcess engine, object body, HttpStatusCode status = HttpStatusCode.UnprocessableEntity)
    {
        using var answer = await engine.Http.PostAsJsonAsync("/v1/webhooks", body);
        Assert.Equal(status, answer.StatusCode);
        return await CodeAsync(answer);
    }

    private static async Task<string?> CodeAsync(HttpResponseMessage answer) => (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString();

    private async Task<EngineProcess> StartAsync(Receiver receiver, bool clock = true) => await EngineProcess.StartByAsync(
        ["env", $"SSL_CERT_FILE={receiver.Certificate.PemPath}"],
        [.. await JournalAsync(), "--Loyalty:Webhooks:AllowedHosts=localhost", .. clock ? [$"--Loyalty:TestClock={Start}"] : Array.Empty<string>()]);
}

/// <summary>On SQLite.</summary>
public sealed class SqliteWebhooksTests : WebhooksContract
{
    protected override Task<string[]> JournalAsync() => Task.FromResult<string[]>([]);
}
