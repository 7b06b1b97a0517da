using System.Net;
using System.Text.Json;
using Loyalty.Contracts;

namespace Loyalty.Api.Tests;

/// <summary>Web Push against a real engine: a push service that checks who sends, and browsers that decrypt what comes (G-1).</summary>
public abstract class PushContract
{
    private const string Start = "2026-01-10T10:00:00Z";

    /// <summary>Settings of the journal.</summary>
    protected abstract Task<string[]> JournalAsync();

    [ContractFact]
    public async Task What_a_member_has_agreed_to_is_told_encrypted_signed_and_in_their_language()
    {
        await using var service = await TestPushService.StartAsync();
        await using var engine = await StartAsync(service);
        await EnrolAsync(engine, "de-CH");
        var phone = await SubscribeAsync(engine, service, "phone");
        var tablet = await SubscribeAsync(engine, service, "tablet", ["disrupted"], "fr");
        Assert.NotEqual(phone, tablet);
        await engine.BuyAsync("ADA1815", "t-1", 2600);
        await service.TakesAsync(1);

        var told = service.Taken.Single();
        Assert.Equal(("phone", "tierReached", "Sie haben Gold erreicht", "tierReached", "normal"), (told.Browser, told.Kind, told.Title, told.Topic, told.Urgency));
        Assert.Equal((2L, phone), (told.Content.GetProperty("version").GetInt64(), told.Content.GetProperty("subscription").GetString()));
        Assert.InRange(told.TimeToLive, 86_000, 86_400);
        Assert.InRange(told.Bytes, 1, 500);
        Assert.Equal(("mailto:ops@example.org", (await engine.GetAsync("/v1/push-key")).GetProperty("publicKey").GetString()), (told.Subject, told.PublicKey));
        // No name, no number, no amount.
        foreach (var secret in new[] { "ADA1815", "Ada", "Lovelace", "2600" })
            Assert.DoesNotContain(secret, told.Content.GetRawText(), StringComparison.OrdinalIgnoreCase);

        await DisruptAsync(engine);
        await service.TakesAsync(3);
        var disrupted = service.Taken.Skip(1).OrderBy(message => message.Browser).ToList();
        Assert.Equal([("phone", "Neues zu Ihrem Flug LX14"), ("tablet", "Du nouveau pour votre vol LX14")], disrupted.Select(message => (message.Browser, message.Title)));
        Assert.All(disrupted, message => Assert.Equal(("disrupted", "high"), (message.Topic, message.Urgency)));
        Assert.All(disrupted, message => Assert.InRange(message.TimeToLive, 3_400, 3_600));
        Assert.Equal(["tierReached", "riskIn30Days", "riskIn7Days", "disrupted"], Words((await engine.GetAsync("/v1/members/ADA1815/consent")).GetProperty("push")));

        // Switched off, nothing more of that kind comes; the same browser stays one subscription.
        Assert.Equal(phone, await SubscribeAsync(engine, service, "phone", ["riskIn7Days"], expected: HttpStatusCode.OK));
        Assert.Equal(["riskIn7Days", "disrupted"], Words((await engine.GetAsync("/v1/members/ADA1815/consent")).GetProperty("push")));
        await engine.BuyAsync("ADA1815", "t-2", 2600);
        await DisruptAsync(engine, "d-2");
        await service.TakesAsync(4);
        Assert.Equal(("tablet", "disrupted"), (service.Taken[3].Browser, service.Taken[3].Kind));
        Assert.DoesNotContain("/send/", engine.Output, StringComparison.Ordinal);
    }

    [ContractFact]
    public async Task A_drop_is_told_30_and_7_days_before_it_in_the_morning_and_once()
    {
        await using var service = await TestPushService.StartAsync();
        await using var engine = await StartAsync(service);
        await EnrolAsync(engine, "en-GB");
        await engine.BuyAsync("ADA1815", "t-1", 2600);
        await SubscribeAsync(engine, service, "phone", ["riskIn30Days", "riskIn7Days"]);
        var drop = (await engine.GetAsync("/v1/members/ADA1815/forecast")).GetProperty("items").EnumerateArray().First(item => item.GetProperty("kind").GetString() == "tierDropped");
        Assert.Equal("2027-02-10", drop.GetProperty("date").GetString());

        // At half past midnight it is known, and waits for eight o'clock.
        await ClockAsync(engine, "2027-01-10T23:30:00Z");
        await Eventually.IsTrue(async () => States(await ExportAsync(engine)) is ["riskIn30Days waiting"], "the first is to be told");
        await ClockAsync(engine, "2027-01-11T06:59:00Z");
        Assert.Empty(service.Messages);
        await ClockAsync(engine, "2027-01-11T07:00:00Z");
        await service.TakesAsync(1);
        Assert.Equal(("riskIn30Days", "Gold ends on 10 February 2027"), (service.Taken[0].Kind, service.Taken[0].Title));

        // A change that leaves the day where it is tells nothing anew.
        await engine.BuyAsync("ADA1815", "t-2", 100);
        await ClockAsync(engine, "2027-02-03T10:00:00Z");
        await service.TakesAsync(2);
        Assert.Equal("riskIn7Days", service.Taken[1].Kind);
        await ClockAsync(engine, "2027-02-05T10:00:00Z");
        // What keeps the tier puts the drop off by a year; another browser hears of none that is over.
        await engine.BuyAsync("ADA1815", "t-3", 2600);
        await SubscribeAsync(engine, service, "tablet");
        await engine.BuyAsync("ADA1815", "t-4", 3000);
        await service.TakesAsync(3);
        Assert.Equal(("tablet", "tierReached"), (service.Taken[2].Browser, service.Taken[2].Kind));
        Assert.Equal(["riskIn30Days sent", "riskIn7Days sent", "tierReached sent"], States(await ExportAsync(engine)));
    }

    [ContractFact]
    public async Task What_fails_is_sent_again_for_as_long_as_it_is_worth_telling_and_who_is_gone_is_forgotten()
    {
        await using var service = await TestPushService.StartAsync();
        await using var engine = await StartAsync(service);
        await EnrolAsync(engine, "it-CH");
        await SubscribeAsync(engine, service, "phone");
        service.Answer = (_, context) =>
        {
            if (service.Messages.Count == 1)
                context.Response.Headers.RetryAfter = "1800";
            return service.Messages.Count switch { 0 => 500, 1 => 429, _ => 201 };
        };
        await engine.BuyAsync("ADA1815", "t-1", 1100);
        await FailedAsync(engine, 1);
        await ClockAsync(engine, "2026-01-10T10:00:06Z");
        await FailedAsync(engine, 2);
        // Five minutes would be the engine's own wait.
        await ClockAsync(engine, "2026-01-10T10:29:00Z");
        await DisruptAsync(engine);
        await service.TakesAsync(1);
        Assert.Equal("disrupted", service.Taken.Single().Kind);
        await ClockAsync(engine, "2026-01-10T10:30:07Z");
        await service.TakesAsync(2);
        Assert.Equal("Ha raggiunto Silver", service.Taken[1].Title);

        // Not worth telling any more when the push service is back.
        service.Answer = (_, _) => 503;
        await engine.BuyAsync("ADA1815", "t-2", 1600);
        await FailedAsync(engine, 3);
        await ClockAsync(engine, "2026-01-11T12:00:00Z");
        await Eventually.IsTrue(async () => States(await ExportAsync(engine)).Contains("tierReached expired"), "it is given up");

        service.Answer = (_, _) => 410;
        await engine.BuyAsync("ADA1815", "t-3", 3000);
        await Eventually.IsTrue(async () => (await engine.GetAsync("/v1/members/ADA1815/push-subscriptions")).GetProperty("items").GetArrayLength() == 0, "the browser is forgotten");
        Assert.Empty((await engine.GetAsync("/v1/members/ADA1815/consent")).GetProperty("push").EnumerateArray());
        Assert.Equal(410, service.Messages[^1].Status);
    }

    [ContractFact]
    public async Task Only_browsers_behind_a_push_service_that_is_named_are_taken()
    {
        await using var service = await TestPushService.StartAsync();
        await using var engine = await StartAsync(service);
        await EnrolAsync(engine, "de-CH");
        var (endpoint, browser) = service.Open("phone");
        foreach (var other in new[] { endpoint.Replace("https", "http", StringComparison.Ordinal), "https://10.0.0.1/send/phone", "https://push.example/send/phone", "https://user@localhost/send/phone" })
            Assert.Equal("endpoint-not-allowed", await RefusedAsync(engine, browser.Subscription(other), HttpStatusCode.UnprocessableEntity));
        var keys = new { p256dh = browser.P256dh, auth = browser.Auth };
        Assert.Equal("p256dh-not-valid", await RefusedAsync(engine, new { endpoint, keys = keys with { p256dh = browser.Auth } }, HttpStatusCode.UnprocessableEntity));
        Assert.Equal("auth-not-valid", await RefusedAsync(engine, new { endpoint, keys = keys with { auth = browser.P256dh } }, HttpStatusCode.UnprocessableEntity));
        Assert.Equal("kinds-not-valid", await RefusedAsync(engine, new { endpoint, keys, kinds = new[] { "everything" } }, HttpStatusCode.UnprocessableEntity));
        Assert.Equal("language-not-valid", await RefusedAsync(engine, new { endpoint, keys, language = "rm" }, HttpStatusCode.UnprocessableEntity));
        Assert.Equal("unknown-field", await RefusedAsync(engine, new { endpoint, keys, topic = "x" }, HttpStatusCode.BadRequest));
        await (await engine.Http.SendJsonAsync(HttpMethod.Post, "/v1/members/NOBODY1/push-subscriptions", JsonSerializer.Serialize(browser.Subscription(endpoint)))).ShouldBeProblemAsync(404, "unknown-member");

        var id = await SubscribeAsync(engine, service, "phone");
        Assert.Equal(id, await SubscribeAsync(engine, service, "phone", expected: HttpStatusCode.OK));
        var listed = Assert.Single((await engine.GetAsync("/v1/members/ADA1815/push-subscriptions")).GetProperty("items").EnumerateArray());
        Assert.Equal((id, "de", "localhost"), (listed.GetProperty("subscriptionId").GetString(), listed.GetProperty("language").GetString(), listed.GetProperty("pushService").GetString()));
        using var ended = await engine.Http.DeleteAsync($"/v1/members/ADA1815/push-subscriptions/{id}");
        Assert.Equal(HttpStatusCode.NoContent, ended.StatusCode);
        await (await engine.Http.DeleteAsync($"/v1/members/ADA1815/push-subscriptions/{id}")).ShouldBeProblemAsync(404, "unknown-push-subscription");
    }

    [ContractFact]
    public async Task Where_nobody_is_named_who_sends_nothing_can_be_agreed_to()
    {
        await using var engine = await EngineProcess.StartAsync(await JournalAsync());
        await engine.EnrolAsync("ADA1815");
        await (await engine.Http.GetAsync("/v1/push-key")).ShouldBeProblemAsync(404, "push-not-configured");
        using var browser = new TestBrowser();
        Assert.Equal("push-not-configured", await RefusedAsync(engine, browser.Subscription("https://fcm.googleapis.com/fcm/send/x"), HttpStatusCode.NotFound));
    }

    private static string[] Words(JsonElement list) => [.. list.EnumerateArray().Select(word => word.GetString()!)];

    private static string[] States(JsonElement export) =>
        [.. export.GetProperty("pushMessages").EnumerateArray().Select(one => $"{one.GetProperty("kind").GetString()} {one.GetProperty("state").GetString()}").Order(StringComparer.Ordinal)];

    private static Task<JsonElement> ExportAsync(EngineProcess engine) => engine.GetAsync("/v1/members/ADA1815/export");

    // Kept, a failed attempt is counted: only then can the next one become due.
    private static Task FailedAsync(EngineProcess engine, int attempts) => Eventually.IsTrue(
        async () => (await engine.Http.GetStringAsync("/metrics")).Split('\n').Any(line =>
            line.StartsWith("loyalty_push_messages_total", StringComparison.Ordinal) && line.Contains($"outcome=\"failed\"}} {attempts}", StringComparison.Ordinal)),
        $"{attempts} failed attempts are counted");

    private static Task<JsonElement> EnrolAsync(EngineProcess engine, string locale) => engine.SendAsync(
        HttpMethod.Post, "/v1/members", new { channel = "app", memberId = "ADA1815", givenName = "Ada", familyName = "Lovelace", locale }, HttpStatusCode.Created);

    private static Task<JsonElement> ClockAsync(EngineProcess engine, string now) => engine.SendAsync(HttpMethod.Put, "/v1/clock", new { now }, HttpStatusCode.OK);

    private static async Task DisruptAsync(EngineProcess engine, string id = "d-1")
    {
        if (id == "d-1")
        {
            await engine.SendAsync(
                HttpMethod.Post, "/v1/checkins", new { checkinId = "c-1", memberId = "ADA1815", flight = "LX14", date = "2026-01-10", airport = "ZRH", location = "A1" }, HttpStatusCode.Created);
        }

        await engine.SendAsync(
            HttpMethod.Post, "/v1/disruptions", new { disruptionId = id, flight = "LX14", date = "2026-01-10", kind = "delay", message = "LX14 leaves at 13:40." }, HttpStatusCode.Created);
    }

    private static async Task<string> SubscribeAsync(
        EngineProcess engine, TestPushService service, string name, string[]? kinds = null, string? language = null, HttpStatusCode expected = HttpStatusCode.Created)
    {
        var (endpoint, browser) = service.Open(name);
        var body = new { endpoint, expirationTime = (long?)null, keys = new { p256dh = browser.P256dh, auth = browser.Auth }, kinds, language, device = "Phone" };
        return (await engine.SendAsync(HttpMethod.Post, "/v1/members/ADA1815/push-subscriptions", body, expected)).GetProperty("subscriptionId").GetString()!;
    }

    private static async Task<string> RefusedAsync(EngineProcess engine, object body, HttpStatusCode expected)
    {
        var problem = await engine.SendAsync(HttpMethod.Post, "/v1/members/ADA1815/push-subscriptions", body, expected);
        return problem.GetProperty("code").GetString()!;
    }

    private async Task<EngineProcess> StartAsync(TestPushService service) => await EngineProcess.StartByAsync(
        ["env", $"SSL_CERT_FILE={service.Certificate.PemPath}"],
        [
            .. await JournalAsync(), "--Loyalty:Push:Subject=mailto:ops@example.org", "--Loyalty:Push:Hosts=localhost", "--Loyalty:Webhooks:AllowedHosts=localhost",
            $"--Loyalty:TestClock={Start}",
        ]);
}

/// <summary>On SQLite.</summary>
public sealed class SqlitePushTests : PushContract
{
    protected override Task<string[]> JournalAsync() => Task.FromResult<string[]>([]);
}

/// <summary>On PostgreSQL.</summary>
[RunsOnPostgres]
public sealed class PostgresPushTests : PushContract
{
    protected override async Task<string[]> JournalAsync() =>
    [
        "--Loyalty:Journal:Provider=postgres", $"--Loyalty:Journal:ConnectionString={await (await PostgresServer.SharedAsync()).NewDatabaseAsync()}",
    ];
}
