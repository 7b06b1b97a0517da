namespace Loyalty.Bench;

/// <summary>
/// The same load on a thousand members, with each of them watched by a client of its own and with nobody watching. Every purchase is
/// one push; each is counted.
/// </summary>
internal static class HubPart
{
    public const string Name = "hub", Watched = "watched", Alone = "not watched";

    private const int Connections = 256;

    public static async Task RunAsync(BenchRun run)
    {
        foreach (var contender in Contender.Engines)
            await run.HostAsync(contender);
        for (var repetition = 0; repetition < run.Options.Repetitions; repetition++)
        {
            foreach (var contender in repetition % 2 == 0 ? Contender.Engines : Contender.Engines.Reverse())
            {
                await MeasureAsync(run, contender, repetition, watched: repetition % 2 == 0);
                await MeasureAsync(run, contender, repetition, watched: repetition % 2 == 1);
            }
        }
    }

    private static async Task MeasureAsync(BenchRun run, Contender contender, int repetition, bool watched)
    {
        var host = await run.HostAsync(contender);
        await run.LeadInAsync(contender, Connections);
        await using var watchers = watched ? await Watchers.ConnectAsync(host.Address) : null;
        var measured = await run.LoadAsync(contender, Connections, Watchers.Count);
        var variant = watched ? Watched : Alone;
        run.Samples.Add(Name, contender.Title, variant, Metrics.PerSecond, repetition, measured.Load.PerSecond);
        run.Samples.Add(Name, contender.Title, variant, Metrics.P99, repetition, measured.Load.P99 / 1e3);
        run.Say($"{contender.Title}, {variant}: {measured.Load.PerSecond:0}/s");
        if (watchers is null)
            return;
        var delivered = await watchers.AllDeliveredAsync(async () => (await host.StoredAsync(measured.Before)).Purchases);
        run.Samples.Add(Name, contender.Title, variant, "pushes counted", repetition, delivered);
        run.Samples.Add(Name, contender.Title, variant, "missing", repetition, 0);
    }
}
