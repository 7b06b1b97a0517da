using System.Net;

namespace Loyalty.Api.Tests;

/// <summary>Rates as callers of a host in keys mode meet them.</summary>
public sealed class CallerRateLimitsTests
{
    private const string Wrong = "lk_000000000000_0000000000000000000000000000000000000000000000000000000000000000";

    [Fact]
    public async Task A_key_that_asks_too_often_is_told_when_to_come_back_and_others_notice_nothing()
    {
        await using var host = await StartAsync("--Loyalty:Limits:KeyRequestsPerSecond=5");
        using var till = host.With(await host.KeyOfAsync("pos"));
        using var other = host.With(await host.KeyOfAsync("crm"));

        var answers = await Task.WhenAll(Enumerable.Range(0, 300).Select(_ => till.GetAsync("/v1/programme")));

        var refused = answers.Where(answer => answer.StatusCode == HttpStatusCode.TooManyRequests).ToList();
        // Ten at once, and five for each second that the others take.
        Assert.InRange(answers.Count(answer => answer.StatusCode == HttpStatusCode.OK), 10, 250);
        Assert.Equal(answers.Length, refused.Count + answers.Count(answer => answer.StatusCode == HttpStatusCode.OK));
        await refused[0].ShouldBeProblemAsync(429, "too-many-requests");
        Assert.InRange(refused[0].Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
        Assert.Equal(HttpStatusCode.OK, (await other.GetAsync($"/v1/members/{KeysFixture.Ada}")).StatusCode);
        using var monitor = host.With(await host.KeyOfAsync("metrics"));
        Assert.Contains("loyalty_requests_refused_total{limit=\"caller_rate\"}", await monitor.GetStringAsync("/metrics"));
    }

    [Theory]
    [InlineData(Wrong)]
    [InlineData("eyJhbGciOiJub25lIn0.eyJzdWIiOiJhZG1pbiJ9.")]
    [InlineData("x")]
    public async Task Guessing_keys_is_slowed_and_does_not_tell_a_good_one_from_a_wrong_one(string wrong)
    {
        await using var host = await StartAsync("--Loyalty:Limits:WrongCredentialsPerMinute=3", "--Loyalty:Proxies=127.0.0.1");
        using var till = host.With(await host.KeyOfAsync("pos"));
        using var fresh = host.With((await host.MakeKeyAsync("fresh", "pos")).Key);
        using var thief = host.With(wrong);
        Assert.Equal(HttpStatusCode.OK, (await till.GetAsync("/v1/programme")).StatusCode);

        for (var i = 0; i < 3; i++)
            await (await thief.GetAsync("/v1/programme")).ShouldBeProblemAsync(401, "not-authenticated");
        using var told = await thief.GetAsync("/v1/programme");
        var problem = await told.ShouldBeProblemAsync(429, "too-many-requests");
        Assert.InRange(told.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 21);

        // A good key that was never seen here is told the same; one that was goes on selling.
        Assert.Equal(problem.Text("code"), (await (await fresh.GetAsync("/v1/programme")).ShouldBeProblemAsync(429, "too-many-requests")).Text("code"));
        Assert.Equal(HttpStatusCode.OK, (await till.GetAsync("/v1/programme")).StatusCode);
        // From another address nobody has guessed.
        fresh.DefaultRequestHeaders.Add("X-Forwarded-For", "203.0.113.9");
        Assert.Equal(HttpStatusCode.OK, (await fresh.GetAsync("/v1/programme")).StatusCode);
        // Whoever makes up an address to the left of the one that the proxy has seen is where the proxy has seen them.
        using var liar = host.With(wrong);
        liar.DefaultRequestHeaders.Add("X-Forwarded-For", "198.51.100.77, 203.0.113.10");
        for (var i = 0; i < 3; i++)
            await (await liar.GetAsync("/v1/programme")).ShouldBeProblemAsync(401, "not-authenticated");
        liar.DefaultRequestHeaders.Remove("X-Forwarded-For");
        liar.DefaultRequestHeaders.Add("X-Forwarded-For", "198.51.100.78, 203.0.113.10");
        await (await liar.GetAsync("/v1/programme")).ShouldBeProblemAsync(429, "too-many-requests");
    }

    [Fact]
    public async Task A_till_cannot_find_members_by_trying_numbers_however_it_asks()
    {
        await using var host = await StartAsync("--Loyalty:Limits:UnknownMembersPerMinute=4");
        using var till = host.With(await host.KeyOfAsync("pos"));
        using var crm = host.With(await host.KeyOfAsync("crm"));
        await (await till.GetAsync("/v1/members/NOBODY1/status")).ShouldBeProblemAsync(404, "unknown-member");
        await (await till.SendJsonAsync(HttpMethod.Post, "/v1/quotes", """{"memberId":"NOBODY2","lines":[{"type":"flight","amount":1,"currency":"CHF"}]}""")).ShouldBeProblemAsync(404, "unknown-member");
        await (await till.SendJsonAsync(HttpMethod.Post, "/v1/members/NOBODY3/purchases", """{"transactionId":"t-1","type":"flight","amount":0,"currency":"CHF"}""")).ShouldBeProblemAsync(404, "unknown-member");

        var lines = string.Concat(Enumerable.Range(0, 50).Select(i => $$"""{"memberId":"NOBODY{{i}}","transactionId":"s-{{i}}","type":"flight","amount":0,"currency":"CHF"}""" + "\n"));
        using var stream = await till.SendJsonAsync(HttpMethod.Post, "/v1/purchases", lines, "application/x-ndjson");
        var results = (await stream.Content.ReadAsStringAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(50, results.Length);
        var tried = 3 + results.Count(line => line.Contains("unknown-member"));
        Assert.Equal(50, results.Count(line => line.Contains("unknown-member") || line.Contains("too-many-requests")));

        // Lines that were under way at once are owed for, each: 4 a minute.
        using var refused = await till.GetAsync($"/v1/members/{KeysFixture.Ada}/status");
        await refused.ShouldBeProblemAsync(429, "too-many-requests");
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds, ((tried - 4) * 15) - 10, tried * 15);
        // Whoever may see all members anyway is not held to it.
        for (var i = 0; i < 10; i++)
            await (await crm.GetAsync($"/v1/members/NOBODY{i}")).ShouldBeProblemAsync(404, "unknown-member");
    }

    [Fact]
    public async Task A_number_that_is_mistyped_costs_a_till_nothing()
    {
        await using var host = await StartAsync("--Loyalty:Limits:UnknownMembersPerMinute=1");
        using var till = host.With(await host.KeyOfAsync("pos"));
        for (var i = 0; i < 5; i++)
            await (await till.GetAsync("/v1/members/100000000017/status")).ShouldBeProblemAsync(422, "member-id-not-valid");
        Assert.Equal(HttpStatusCode.OK, (await till.GetAsync($"/v1/members/{KeysFixture.Ada}/status")).StatusCode);
    }

    [Fact]
    public async Task Calls_of_the_hub_count_as_requests_of_their_caller()
    {
        await using var host = await StartAsync("--Loyalty:Limits:MemberRequestsPerSecond=1");
        await using var hub = await HubSocket.ConnectAsync(host.Address, host.Provider.MemberToken(KeysFixture.Ada));
        var answers = new List<string>();
        for (var i = 0; i < 30; i++)
            answers.Add((await hub.InvokeAsync("WatchMember", $"\"{KeysFixture.Ada}\"")).GetRawText());
        Assert.Contains("\"result\"", answers[0]);
        Assert.Contains(answers, answer => answer.Contains("too-many-requests"));
    }

    [Fact]
    public async Task Without_a_key_an_address_has_its_rate()
    {
        await using var host = await StartAsync("--Loyalty:Limits:AnonymousRequestsPerSecond=5");
        using var nobody = host.With(null);
        var answers = await Task.WhenAll(Enumerable.Range(0, 200).Select(i => nobody.GetAsync(i % 2 == 0 ? "/health/live" : "/v1/programme")));
        Assert.Contains(answers, answer => answer.StatusCode == HttpStatusCode.OK);
        Assert.Contains(answers, answer => answer.StatusCode == HttpStatusCode.Unauthorized);
        Assert.Contains(answers, answer => answer.StatusCode == HttpStatusCode.TooManyRequests);
    }

    private static async Task<KeysFixture> StartAsync(params string[] settings)
    {
        var host = new KeysFixture { More = settings };
        await host.InitializeAsync();
        return host;
    }
}
