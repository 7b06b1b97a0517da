using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Loyalty.Api;

namespace Loyalty.Silo.Tests;

/// <summary>Keys mode on silos: whoever may do something at one may do it at all, and nothing else at any.</summary>
public sealed class KeysTests : IDisposable
{
    private const string Ada = "ADA1815", Grace = "GRACE1906";

    /// <summary>What docs/ACCESS.md promises for processes other than the one that was told.</summary>
    private static readonly TimeSpan Promised = TimeSpan.FromSeconds(2);

    /// <summary>What a busy machine may take on top, to ask and to answer.</summary>
    private static readonly TimeSpan Busy = TimeSpan.FromSeconds(4);

    private readonly TestProvider _provider = new(DateTimeOffset.UtcNow);

    public void Dispose() => _provider.Dispose();

    [PostgresFact]
    public async Task A_key_made_at_one_silo_is_taken_by_another_and_revoked_there_is_refused_and_cut_here()
    {
        var (cluster, admin) = await StartAsync();
        await using var running = cluster;
        using var first = cluster.Http(0, admin);
        var (id, key) = await MakeAsync(first, "watcher", "operator");
        using var second = cluster.Http(1, key);
        await WithinAsync(async () => await StatusAsync(second, "/v1/programme") == HttpStatusCode.OK, "the key is taken by the other silo");
        await using var watching = await HubClient.ConnectAsync(cluster.Address(1), key);
        Assert.False((await watching.InvokeAsync("WatchMember", Ada)).TryGetProperty("error", out _));

        (await first.DeleteAsync($"/v1/keys/{id}")).EnsureSuccessStatusCode();

        await WithinAsync(async () => await StatusAsync(second, "/v1/programme") == HttpStatusCode.Unauthorized, "the key is refused by the other silo");
        await watching.HasBeenAsync("closed");
        using var here = cluster.Http(0, key);
        foreach (var http in new[] { here, second })
            await (await http.GetAsync("/v1/programme")).ShouldBeProblemAsync(401, "not-authenticated");
        await Assert.ThrowsAsync<InvalidOperationException>(() => HubClient.ConnectAsync(cluster.Address(1), key));
    }

    [PostgresFact]
    public async Task Scopes_hold_and_a_members_token_opens_their_own_account_alone_whichever_silo_is_asked()
    {
        var (cluster, admin) = await StartAsync();
        await using var running = cluster;
        using var first = cluster.Http(0, admin);
        // In this order: a silo that knows the till's key knows the display's.
        var (display, till) = ((await MakeAsync(first, "wall-1", "display:ZRH")).Key, (await MakeAsync(first, "till-1", "pos")).Key);
        var token = _provider.MemberToken(Ada);
        for (var silo = 0; silo < 2; silo++)
        {
            using var member = cluster.Http(silo, token);
            Assert.Equal(Ada, (await member.GetJsonAsync($"/v1/members/{Ada}/status")).Text("memberId"));
            await (await member.GetAsync($"/v1/members/{Grace}/status")).ShouldBeProblemAsync(403, "not-allowed");
            await (await member.GetAsync("/v1/events")).ShouldBeProblemAsync(403, "not-allowed");
            await using var card = await HubClient.ConnectAsync(cluster.Address(silo), token);
            Assert.Equal(Ada, (await card.InvokeAsync("WatchMember", Ada)).GetProperty("result").Text("memberId"));
            Refused(await card.InvokeAsync("WatchMember", Grace));
            Refused(await card.InvokeAsync("WatchAll"));

            using var pos = cluster.Http(silo, till);
            await WithinAsync(async () => await StatusAsync(pos, "/v1/programme") == HttpStatusCode.OK, "the till's key is known");
            using var bought = await pos.PostAsJsonAsync(
                $"/v1/members/{Grace}/purchases", new { transactionId = $"t-{silo}", type = "flight", amount = 10m, currency = "CHF" });
            Assert.Equal(HttpStatusCode.Created, bought.StatusCode);
            await (await pos.GetAsync($"/v1/members/{Grace}")).ShouldBeProblemAsync(403, "not-allowed");

            await using var wall = await HubClient.ConnectAsync(cluster.Address(silo), display);
            Assert.False((await wall.InvokeAsync("WatchDisplay", "ZRH", "A1")).TryGetProperty("error", out _));
            Refused(await wall.InvokeAsync("WatchDisplay", "GVA", "A1"));

            using var nobody = cluster.Http(silo);
            await (await nobody.GetAsync($"/v1/members/{Ada}/status")).ShouldBeProblemAsync(401, "not-authenticated");
        }
    }

    [PostgresFact]
    public async Task What_is_changed_through_all_silos_at_once_stands_in_one_unbroken_trail()
    {
        var (cluster, admin) = await StartAsync();
        await using var running = cluster;
        using var first = cluster.Http(0, admin);
        using var second = cluster.Http(1, admin);
        await Task.WhenAll(Enumerable.Range(0, 40).Select(async number =>
            await MakeAsync(number % 2 == 0 ? first : second, $"till-{number}", "pos")));

        foreach (var http in new[] { first, second })
        {
            var verdict = await http.GetJsonAsync("/v1/trail/verification?limit=1000");
            Assert.False(verdict.TryGetProperty("break", out var broken) && broken.ValueKind != JsonValueKind.Null, verdict.ToString());
            var made = (await http.GetJsonAsync("/v1/trail?action=key-created&limit=1000")).GetProperty("items");
            // The admin's own was made by the command.
            Assert.Equal(1 + 40, made.GetArrayLength());
        }
    }

    private static void Refused(JsonElement answer) => Assert.Contains("not-allowed: ", answer.Text("error"));

    private static async Task<HttpStatusCode> StatusAsync(HttpClient http, string path)
    {
        using var answer = await http.GetAsync(path);
        return answer.StatusCode;
    }

    private static async Task WithinAsync(Func<Task<bool>> condition, string what)
    {
        var since = Stopwatch.GetTimestamp();
        await Eventually.IsTrue(condition, what);
        var took = Stopwatch.GetElapsedTime(since);
        Assert.True(took < Promised + Busy, $"It took {took.TotalSeconds:0.0} s until {what}.");
    }

    private static async Task<(string Id, string Key)> MakeAsync(HttpClient http, string name, params string[] scopes)
    {
        using var answer = await http.PostAsJsonAsync("/v1/keys", new { name, scopes });
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        var made = await answer.JsonAsync();
        return (made.Text("id")!, made.Text("key")!);
    }

    /// <summary>Two silos in keys mode, two members, and the key of an admin, made as an operator makes the first one.</summary>
    private async Task<(InProcessCluster Cluster, string Admin)> StartAsync()
    {
        var connection = await ClusterDatabase.NewAsync();
        var output = new StringWriter();
        Assert.Equal(0, await KeysCommand.RunAsync(
            [
                "create", "--name", "admin", "--scopes", "admin", "--Loyalty:Journal:Provider=postgres",
                $"--Loyalty:Journal:ConnectionString={connection}{ClusterDatabase.SmallPool}",
            ],
            output));
        var admin = output.ToString().Trim();
        var cluster = await InProcessCluster.StartAsync(
            connection, silos: 2, configure: null, ["--Loyalty:Auth:Mode=keys", "--Loyalty:Limits:WrongCredentialsPerMinute=0", .. _provider.Settings]);
        using var http = cluster.Http(0, admin);
        foreach (var member in new[] { Ada, Grace })
            (await http.PostAsJsonAsync("/v1/members", new { channel = "app", givenName = "Ada", familyName = "Lovelace", memberId = member })).EnsureSuccessStatusCode();
        return (cluster, admin);
    }
}
