using System.Net.Http.Json;
using System.Text.Json;
using Loyalty.Domain;
using Loyalty.Grains;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Loyalty.Silo.Tests;

/// <summary>A follower in a cluster: in one silo at a time, of what all silos commit.</summary>
public class FollowerClusterTests
{
    private static readonly MemberId[] Members = [.. Enumerable.Range(1, 16).Select(number => Samples.Member(number))];

    [PostgresFact]
    public async Task One_silo_runs_it_and_hears_at_once_what_the_other_commits()
    {
        var work = new NotedWork(lanes: 4);
        await using var cluster = await StartAsync(work, silos: 2);
        await Eventually.IsTrue(() => Runs(cluster, 0) != Runs(cluster, 1), "one silo runs it");

        // By the writer of the other silo alone; by itself it would look only after so long.
        var other = cluster.Get<IJournal>(Runs(cluster, 0) ? 1 : 0);
        foreach (var member in Members)
        {
            var began = TimeProvider.System.GetTimestamp();
            await other.AppendAsync(new JournalAppend(member, 0, [Samples.Enrolled()], Samples.At));
            await Eventually.IsTrue(() => work.Versions(member).SequenceEqual([1L]), "the event is done once");
            Assert.True(TimeProvider.System.GetElapsedTime(began) < FollowerBounds.Default.LookEvery / 2, "Nobody has woken it.");
        }

        Assert.True(Runs(cluster, 0) != Runs(cluster, 1));
        await Eventually.IsTrue(() => Enumerable.Range(0, 2).All(silo => cluster.Get<FollowerStatuses>(silo).All.Any(one => one is { Name: "noted", State: FollowerState.Running })), "both know where it stands");
    }

    [PostgresFact]
    public async Task When_its_silo_goes_another_goes_on()
    {
        var work = new NotedWork(lanes: 4);
        await using var cluster = await StartAsync(work, silos: 2);
        await Eventually.IsTrue(() => Runs(cluster, 0) != Runs(cluster, 1), "one silo runs it");
        foreach (var member in Members)
            await EnrolAsync(cluster, member);
        await Eventually.IsTrue(() => work.Done.Count >= Members.Length, "all is done");

        await cluster.StopSiloAsync(Runs(cluster, 0) ? 0 : 1);
        foreach (var member in Members)
            await BuyAsync(cluster, member, "t-" + member.Value);
        await Eventually.IsTrue(() => Members.All(member => work.Versions(member).SequenceEqual([1L, 2L])), "the other has gone on from the cursor");
    }

    [PostgresFact]
    public async Task A_silo_in_which_it_is_turned_off_never_runs_it()
    {
        var work = new NotedWork();
        await using var cluster = new InProcessCluster(await ClusterDatabase.NewAsync(), services => Add(services, work));
        await cluster.AddSiloAsync("--Loyalty:Followers:noted:Enabled=false");
        await EnrolAsync(cluster, Members[0]);
        await cluster.AddSiloAsync();

        await Eventually.IsTrue(() => work.Done.Count == 1, "the other runs it");
        Assert.Equal((false, true), (Runs(cluster, 0), Runs(cluster, 1)));
    }

    [PostgresFact]
    public async Task Ready_names_one_that_is_full_and_metrics_tell_its_lag()
    {
        var work = new NotedWork { Before = (_, _) => throw new InvalidOperationException("no") };
        await using var cluster = await StartAsync(silos: 1, services =>
        {
            Add(services, work);
            services.AddSingleton(s => new FollowerServices(
                s.GetServices<IEventStream>(), s.GetRequiredService<IFollowerStore>(), s.GetRequiredService<CommitSignal>(), s.GetRequiredService<ProgrammeClock>(),
                TimeProvider.System, s.GetRequiredService<ILogger<Follower>>())
            {
                Bounds = FollowerBounds.Default with { Aside = 2 },
            });
        });
        foreach (var member in Members)
            await EnrolAsync(cluster, member);

        using var http = cluster.Http(0);
        await Eventually.IsTrue(
            async () => (await http.GetFromJsonAsync<JsonElement>("/health/ready")).TryGetProperty("stoppedFollowers", out var stopped)
                && stopped[0].GetProperty("name").GetString() == "noted" && stopped[0].GetProperty("state").GetString() == "full",
            "ready names it");
        await Eventually.IsTrue(
            async () => await http.GetStringAsync("/metrics") is var metrics && Has(metrics, "loyalty_follower_members_aside", 2) && Has(metrics, "loyalty_follower_lag_events", 14)
                && metrics.Contains("loyalty_follower_lag_seconds{follower=\"noted\"}", StringComparison.Ordinal),
            "metrics tell of it");

        static bool Has(string metrics, string name, int value) => metrics.Contains($"{name}{{follower=\"noted\"}} {value}\n", StringComparison.Ordinal);
    }

    private static Task<InProcessCluster> StartAsync(NotedWork work, int silos) =>
        StartAsync(silos, services => Add(services, work));

    private static async Task<InProcessCluster> StartAsync(int silos, Action<IServiceCollection> configure) =>
        await InProcessCluster.StartAsync(await ClusterDatabase.NewAsync(), silos, configure);

    private static void Add(IServiceCollection services, NotedWork work) => services.AddSingleton<IFollowerKind>(work).AddHostedService<FollowerStart>();

    private static bool Runs(InProcessCluster cluster, int silo) => cluster.Get<RunningFollowers>(silo).Find("noted")?.HasLease == true;

    private static async Task EnrolAsync(InProcessCluster cluster, MemberId member) =>
        Assert.Null((await cluster.Get<IGrainFactory>(0).LoyaltyAccount(member).Enrol(new EnrolMember("app", new Profile("Ada", "Lovelace"), null))).Refusal);

    private static async Task BuyAsync(InProcessCluster cluster, MemberId member, string id) =>
        Assert.Null((await cluster.Get<IGrainFactory>(0).LoyaltyAccount(member).RecordPurchase(HostUnderTest.Francs(id, 10))).Refusal);
}
