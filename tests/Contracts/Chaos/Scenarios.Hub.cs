using System.Net.Http.Headers;

namespace Loyalty.Contracts;

// Listeners, some of whom do not listen.
public static partial class Scenarios
{
    private const int BurstLines = 3_000;

    /// <summary>Members that nobody watches by name: what is too much for one listener need not be sent to thousands.</summary>
    private const int Unwatched = 4;

    private const int MostBursts = 20;
    private const string CutMetric = "loyalty_hub_connections_cut_total", ConnectedMetric = "signalr_server_active_connections";

    /// <summary>
    /// Many watch, a few of whom never read: those are cut, and the others miss nothing.
    /// </summary>
    /// <param name="rounds">A hundred connections for each.</param>
    public static async Task<Verdict> SlowWatchersAsync(ChaosJournal journal, int rounds, int seed)
    {
        await using var run = await ChaosRun.StartAsync(journal, seed);
        var deaf = new List<HubWatcher>();
        var watchers = new List<HubWatcher>();
        try
        {
            for (var i = 0; i < rounds * 100; i++)
                watchers.Add(await HubWatcher.WatchAsync(run.Engine.Address, run.Load.Members[i % (run.Load.Members.Count - Unwatched)]));
            for (var i = 0; i < 3; i++)
                deaf.Add(await HubWatcher.NeverReadAsync(run.Engine.Address));
            await Eventually.IsTrue(async () => await ConnectedAsync(run.Engine) == watchers.Count + deaf.Count, "all are connected");

            // Until there is more than one connection's queue and the buffers below it can hold. On a machine so busy that they do
            // not fill in ten seconds the hub's transport gives a client up that takes nothing, which is as well.
            for (var burst = 0; burst < MostBursts && await ConnectedAsync(run.Engine) > watchers.Count; burst++)
                await BurstAsync(run, burst);
            run.Expect(await ConnectedAsync(run.Engine) <= watchers.Count, "who does not read being cut");
            await run.Load.StopAsync();
            var versions = new Dictionary<string, long>();
            foreach (var member in run.Load.Members)
                versions[member] = (await run.Engine.GetAsync($"/v1/members/{member}/status")).GetProperty("version").GetInt64();
            await Eventually.IsTrue(
                () => watchers.TrueForAll(watcher => watcher.IsCut || watcher.Version == versions[watcher.Member]), "the others are told of everything");

            run.Expect(watchers.TrueForAll(watcher => !watcher.IsCut), "nobody who reads being cut");
            run.Expect(watchers.TrueForAll(watcher => !watcher.HasGap), "versions without a gap");
            run.Expect(await ConnectedAsync(run.Engine) == watchers.Count, "nobody else being cut");
            run.Expect((int)await run.Engine.MetricAsync(CutMetric) <= deaf.Count, "no more counted as cut than do not read");
            return await run.ProveAsync();
        }
        finally
        {
            foreach (var watcher in watchers.Concat(deaf))
                watcher.Dispose();
        }
    }

    // As a stream: many purchases share a commit.
    private static async Task BurstAsync(ChaosRun run, int burst)
    {
        var lines = Enumerable.Range(0, BurstLines).Select(line =>
            $$"""{"memberId":"{{run.Load.Members[^(1 + (line % Unwatched))]}}","transactionId":"burst-{{burst}}-{{line}}","type":"flight","amount":1,"currency":"CHF"}""");
        using var content = new StringContent(string.Join('\n', lines), new MediaTypeHeaderValue("application/x-ndjson"));
        using var answer = await run.Engine.Http.PostAsync("/v1/purchases", content);
        var credited = (await answer.Content.ReadAsStringAsync()).Split('\n').Count(line => line.Contains("\"repeated\":false", StringComparison.Ordinal));
        run.Expect(credited == BurstLines, $"{BurstLines} lines credited, not {credited}");
    }

    private static async Task<int> ConnectedAsync(EngineProcess engine) => (int)await engine.MetricAsync(ConnectedMetric);
}
