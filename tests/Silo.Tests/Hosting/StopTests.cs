using System.Net;
using System.Net.Http.Json;
using Loyalty.Domain;
using Loyalty.Grains;
using Loyalty.Journal;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Loyalty.Silo.Tests;

/// <summary>A stop in order, step by step.</summary>
public class StopTests
{
    private const string Member = "MEMBER1";

    [PostgresFact]
    public async Task A_silo_that_is_to_stop_is_not_ready_first_and_serves_on_then_ends_what_is_under_way_and_leaves()
    {
        var connection = await ClusterDatabase.NewAsync();
        await using var store = await LoyaltyStore.OpenAsync("postgres", connection + ClusterDatabase.SmallPool, TimeProvider.System);
        var (journal, time) = (new WatchedJournal(store.Journal), new FakeTimeProvider(DateTimeOffset.UnixEpoch));
        await using var cluster = await InProcessCluster.StartAsync(
            connection,
            silos: 1,
            services =>
            {
                services.AddSingleton<IJournal>(journal);
                // The time that load balancers are left passes when the test says so.
                services.Remove(services.Single(service => service.ImplementationType == typeof(ReadinessFirst)));
                services.AddHostedService(s => new ReadinessFirst(s.GetRequiredService<ClusterSettings>(), time));
            });
        await cluster.AddSiloAsync("--Loyalty:Cluster:ReadinessOffSeconds=60");
        using var staying = cluster.Http(0);
        using var leaving = cluster.Http(1);
        (await staying.PostAsJsonAsync("/v1/members", new { channel = "app", givenName = "Ada", familyName = "Lovelace", memberId = Member })).EnsureSuccessStatusCode();
        Assert.Equal(HttpStatusCode.OK, (await leaving.GetAsync("/health/ready")).StatusCode);
        var peer = Assert.Single(cluster.Get<OtherSilos>(0).Present);
        await using var watching = await HubClient.ConnectAsync(leaving.BaseAddress!);

        var stopping = cluster.StopSiloAsync(1);

        await (await leaving.GetAsync("/health/ready")).ShouldBeProblemAsync(503, "draining");
        Assert.Equal(HttpStatusCode.OK, (await leaving.GetAsync("/health/live")).StatusCode);
        Assert.Equal(HttpStatusCode.Created, await BuyAsync(leaving, "t-1"));
        Assert.Equal([peer], cluster.Get<OtherSilos>(0).Present);
        // Clients of the hub are sent away at once; taken in again, they would be closed by nobody and hold up the stop.
        await watching.HasBeenAsync("reconnecting");
        await (await leaving.PostAsync("/hubs/status/negotiate?negotiateVersion=1", content: null)).ShouldBeProblemAsync(503, "engine-busy");

        journal.Hold();
        var underWay = BuyAsync(leaving, "t-2");
        await Eventually.IsTrue(() => journal.Waiting == 1, "a purchase is under way");
        await Eventually.IsTrue(
            async () =>
            {
                time.Advance(TimeSpan.FromSeconds(60));
                return await IsClosedAsync(leaving.BaseAddress!);
            },
            "nobody new is let in");
        Assert.Equal((false, false), (underWay.IsCompleted, stopping.IsCompleted));

        journal.Release();
        Assert.Equal(HttpStatusCode.Created, await underWay);
        await stopping;
        await Eventually.IsTrue(() => cluster.Get<OtherSilos>(0).Present.Count == 0, "the silo has left");
        var status = (await cluster.Get<IGrainFactory>(0).LoyaltyAccount(MemberId.Of(Member)).GetStatus(new StatusQuery())).Value!;
        Assert.Equal((3L, 20m), (status.Version, status.Spend.CurrentPeriod));
    }

    private static async Task<HttpStatusCode> BuyAsync(HttpClient http, string transaction)
    {
        using var answer = await http.PostAsJsonAsync(
            $"/v1/members/{Member}/purchases", new { transactionId = transaction, type = "flight", amount = 10m, currency = "CHF" });
        return answer.StatusCode;
    }

    private static async Task<bool> IsClosedAsync(Uri address)
    {
        try
        {
            // Its own connection: those that are open may still be answered.
            using var http = new HttpClient { BaseAddress = address };
            using var answer = await http.GetAsync("/health/live");
            return false;
        }
        catch (HttpRequestException)
        {
            return true;
        }
    }
}
