using System.Net;
using System.Net.Http.Json;
using System.Net.WebSockets;
using Loyalty.Contracts;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Loyalty.Api.Tests;

/// <summary>Instants near both ends of time: tokens and keys that carry them, and requests that name them, harm nobody.</summary>
public class EdgeOfTimeTests(KeysFixture host) : IClassFixture<KeysFixture>
{
    private const string Last = "9999-12-31T23:59:59Z";

    /// <summary>Seconds since 1970 as a token may have them, and whether the token is good.</summary>
    public static TheoryData<string, bool> Ends => new()
    {
        { "253402300739", true }, { "253402300769", true }, { "253402300770", true }, { "253402300799", true }, { "253402300799.999", true },
        { "253402300800", true }, { "9999999999999", true }, { "9223372036854775806", true }, { "9223372036854775807", true },
        { "0", false }, { "-1", false }, { "-62135596800", false }, { "-62135596801", false }, { "-9223372036854775808", false },
    };

    /// <summary>No numbers that a token may have, or numbers that nobody need take.</summary>
    public static TheoryData<string> NoEnds => ["9223372036854775808", "1e18", "1e300", "-1e300", "\"never\"", "true", "null", "[]", "{}"];

    [Theory]
    [MemberData(nameof(Ends))]
    public async Task Whatever_end_a_token_has_its_holder_alone_feels_it(string end, bool isGood)
    {
        var token = Token($"\"exp\":{end}");
        var answers = await EverywhereAsync(token);
        Assert.All(answers, status => Assert.Equal(isGood ? 200 : 401, status));
        await OthersAreServedAsync();
    }

    [Theory]
    [MemberData(nameof(NoEnds))]
    public async Task An_end_that_is_no_instant_is_no_fault_of_the_host(string end)
    {
        Assert.All(await EverywhereAsync(Token($"\"exp\":{end}")), status => Assert.Contains(status, new[] { 200, 401 }));
        await OthersAreServedAsync();
    }

    [Theory]
    [MemberData(nameof(Ends))]
    public async Task Nor_does_a_beginning_harm_anybody(string beginning, bool liesAhead)
    {
        Assert.All(await EverywhereAsync(Token($"\"exp\":253402300799,\"nbf\":{beginning}")), status => Assert.Equal(liesAhead ? 401 : 200, status));
        Assert.All(await EverywhereAsync(Token($"\"exp\":253402300799,\"iat\":{beginning}")), status => Assert.Contains(status, new[] { 200, 401 }));
        await OthersAreServedAsync();
    }

    [Theory]
    [InlineData(Last, 201)]
    [InlineData("9999-12-31T23:59:59.9999999Z", 201)]
    [InlineData("9999-12-31T23:59:59-14:00", 422)]
    [InlineData("0001-01-01T00:00:00Z", 422)]
    [InlineData("0001-01-01T00:00:00+14:00", 422)]
    public async Task A_key_may_end_with_time_itself(string end, int status)
    {
        var answer = await host.Admin.PostAsJsonAsync("/v1/keys", new { name = "eternal", scopes = new[] { "operator" }, expiresAt = end });
        Assert.Equal(status, (int)answer.StatusCode);
        if (status == 201)
            Assert.All(await EverywhereAsync((await answer.JsonAsync()).Text("key")!), answered => Assert.Equal(200, answered));
        await OthersAreServedAsync();
    }

    [Theory]
    [InlineData("GET", "/v1/members/ADA1815/status?asOf={0}")]
    [InlineData("GET", "/v1/members/ADA1815/status?knownAt={0}T23:59:59.9999999Z")]
    [InlineData("GET", "/v1/members/ADA1815/status?knownAt={0}T00:00:00Z")]
    [InlineData("GET", "/v1/members/ADA1815/status?knownAt={0}T00:00:00%2B14:00")]
    [InlineData("GET", "/v1/members/ADA1815/status?knownAt={0}T23:59:59-14:00")]
    [InlineData("GET", "/v1/members/ADA1815/status?asOf={0}&knownAt={0}T12:00:00Z")]
    [InlineData("GET", "/v1/rates?cursor={0}")]
    [InlineData("GET", "/v1/flights/LX100/{0}/briefing")]
    [InlineData("GET", "/v1/trail?after={0}T00:00:00Z")]
    [InlineData("PUT", "/v1/rates/{0}", """{"EUR":0.9}""")]
    [InlineData("PUT", "/v1/clock", """{"now":"{0}T23:59:59Z"}""")]
    [InlineData("PATCH", "/v1/members/ADA1815", """{"birthDate":"{0}"}""")]
    [InlineData("POST", "/v1/members/ADA1815/purchases", """{"transactionId":"EDGE-{0}","type":"flight","amount":1.00,"currency":"CHF","date":"{0}"}""")]
    [InlineData("POST", "/v1/quotes", """{"lines":[{"type":"flight","amount":1.00,"currency":"CHF"}],"date":"{0}"}""")]
    [InlineData("POST", "/v1/checkins", """{"checkinId":"EDGE-{0}","memberId":"ADA1815","flight":"LX100","date":"{0}","airport":"ZRH","location":"LOUNGE1"}""")]
    [InlineData("POST", "/v1/disruptions", """{"disruptionId":"EDGE-{0}","flight":"LX100","date":"{0}","kind":"delay","message":"Late"}""")]
    [InlineData("POST", "/v1/imports", "memberId,transactionId,type,amount,currency,date\nEDGE1,EDGE-{0},flight,1.00,CHF,{0}\n")]
    public async Task A_date_at_either_end_is_answered(string method, string path, string? body = null)
    {
        foreach (var date in (string[])["0001-01-01", "0001-01-02", "1969-12-31", "1970-01-01", "9999-12-30", "9999-12-31"])
        {
            using var request = new HttpRequestMessage(new HttpMethod(method), path.Replace("{0}", date, StringComparison.Ordinal));
            if (body is not null)
            {
                request.Content = new StringContent(
                    body.Replace("{0}", date, StringComparison.Ordinal), System.Text.Encoding.UTF8, path.EndsWith("imports", StringComparison.Ordinal) ? "text/csv" : "application/json");
            }

            using var answer = await host.Admin.SendAsync(request);
            Assert.True((int)answer.StatusCode < 500, $"{method} {request.RequestUri} {body}: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
        }

        await OthersAreServedAsync();
    }

    private string Token(string claims) => host.Provider.Sign(
        $$"""{"iss":"{{TestProvider.Issuer}}","aud":"{{TestProvider.Audience}}","sub":"eternal","member_id":"{{KeysFixture.Ada}}","roles":["loyalty-operator","loyalty-finance"],{{claims}}}""");

    /// <summary>What a call, a stream, a ledger's export, a member's export and the hub answer; 200 where the hub lets its holder watch.</summary>
    private async Task<int[]> EverywhereAsync(string token)
    {
        using var http = host.With(token);
        var line = $$"""{"memberId":"{{KeysFixture.Ada}}","transactionId":"{{Guid.NewGuid():N}}","type":"flight","amount":1.00,"currency":"CHF"}""" + "\n";
        return
        [
            (int)(await http.GetAsync("/v1/programme")).StatusCode,
            (int)(await http.SendJsonAsync(HttpMethod.Post, "/v1/purchases", line, LineStreamEndpoint.ContentType)).StatusCode,
            (int)(await http.GetAsync("/v1/exports/postings")).StatusCode,
            (int)(await http.GetAsync($"/v1/members/{KeysFixture.Ada}/export")).StatusCode,
            await HubAsync(token),
        ];
    }

    private async Task<int> HubAsync(string token)
    {
        try
        {
            await using var hub = await HubSocket.ConnectAsync(host.Address, token);
            var answer = await hub.InvokeAsync("WatchMember", $"\"{KeysFixture.Ada}\"");
            Assert.False(answer.TryGetProperty("error", out var error), error.ToString());
            // A round of the watch while it is held.
            host.App.Services.GetRequiredService<OpenAccess>().CutEnded();
            Assert.False((await hub.InvokeAsync("UnwatchMember", $"\"{KeysFixture.Ada}\"")).TryGetProperty("error", out _));
            return 200;
        }
        catch (WebSocketException refused)
        {
            return refused.Message.Contains("401", StringComparison.Ordinal) ? 401 : throw new InvalidOperationException("Neither let in nor refused.", refused);
        }
    }

    private async Task OthersAreServedAsync()
    {
        var (id, key) = await host.MakeKeyAsync("other", "operator");
        await using var hub = await HubSocket.ConnectAsync(host.Address, key);
        await hub.InvokeAsync("WatchAll", "");
        Assert.Equal(HttpStatusCode.NoContent, (await host.Admin.DeleteAsync($"/v1/keys/{id}")).StatusCode);
        await hub.ClosedAsync();
        Assert.All(
            host.App.Services.GetServices<IHostedService>().OfType<BackgroundService>(),
            service => Assert.False(service.ExecuteTask is { IsFaulted: true }, service.GetType().Name));
    }
}
