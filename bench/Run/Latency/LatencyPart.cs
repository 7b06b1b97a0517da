namespace Loyalty.Bench;

/// <summary>
/// What a member feels at half of full load: from the moment a purchase is due at the till to the reply, and to the push at a client
/// that watches; one purchase in ten is of a member who does. The stages in between are the engine's own, from its histograms.
/// Full load is the most that the same clients bring through: they take more of the machine than those of the comparison.
/// </summary>
internal static class LatencyPart
{
    public const string Name = "latency";

    /// <summary>Purchases that the first load after a start has, until the way to the hub and our own code are compiled.</summary>
    private const int WarmUp = 50_000;

    /// <summary>Purchases by which full load is found.</summary>
    private const int Probe = 50_000;

    /// <summary>Of the rate that is measured, before it counts.</summary>
    private const int LeadInSeconds = 3;

    public static async Task RunAsync(BenchRun run)
    {
        foreach (var contender in Contender.Engines)
            await run.HostAsync(contender);
        for (var repetition = 0; repetition < run.Options.Repetitions; repetition++)
        {
            foreach (var contender in repetition % 2 == 0 ? Contender.Engines : Contender.Engines.Reverse())
                await MeasureAsync(run, contender, repetition);
        }
    }

    private static async Task MeasureAsync(BenchRun run, Contender contender, int repetition)
    {
        var host = await run.HostAsync(contender);
        var before = (await host.StoredAsync(after: null)).Last;
        var loops = new List<OpenLoop>();
        var received = new Func<long>(() => loops.Sum(loop => (long)loop.Received.Count));
        await run.Database.CheckpointAsync();
        await using var watchers = await Watchers.ConnectAsync(host.Address, id => loops[^1].Take(id));
        await SendAsync(WarmUp, double.PositiveInfinity);
        var full = await SendAsync(Probe, double.PositiveInfinity);
        var half = Probe / full.Took.TotalSeconds / 2;
        await SendAsync((int)(half * LeadInSeconds), half);
        var stages = await StageHistogram.ReadAsync(host.Http);
        var loop = await SendAsync((int)(half * run.Options.Seconds), half);
        var answered = loops.Sum(one => one.Replied.Count);
        if ((await host.StoredAsync(before)).Purchases is var stored && stored != answered)
            throw new InvalidRunException($"{contender.Title}: {answered} purchases answered, {stored} stored.");

        Add(run, contender, "due → reply at the caller", repetition, quantile => Quantile(loop.Replied, quantile));
        Add(run, contender, "due → push at the client", repetition, quantile => Quantile(loop.Received, quantile));
        foreach (var (stage, buckets) in await StageHistogram.ReadAsync(host.Http))
            Add(run, contender, stage.Replace("_to_", " → ", StringComparison.Ordinal), repetition, quantile => StageHistogram.Quantile(stages.GetValueOrDefault(stage), buckets, quantile) * 1e3);
        run.Samples.Add(Name, "load", contender.Title, Metrics.PerSecond, repetition, half);
        run.Say($"{contender.Title} at {half:0}/s: reply p99 {Quantile(loop.Replied, 0.99):0.0} ms, push p99 {Quantile(loop.Received, 0.99):0.0} ms");

        async Task<OpenLoop> SendAsync(int count, double perSecond)
        {
            var sent = new OpenLoop(host.Address, run.NextLoad(), count, perSecond, run.Options.Members);
            loops.Add(sent);
            await sent.RunAsync();
            await watchers.AllDeliveredAsync(() => Task.FromResult(received()));
            return sent;
        }
    }

    private static void Add(BenchRun run, Contender contender, string stage, int repetition, Func<double, double?> quantile)
    {
        if (quantile(0.5) is { } half)
            run.Samples.Add(Name, stage, contender.Title, Metrics.P50, repetition, half);
        if (quantile(0.99) is { } most)
            run.Samples.Add(Name, stage, contender.Title, Metrics.P99, repetition, most);
    }

    private static double? Quantile(IReadOnlyList<double> values, double quantile) => values.Order().ElementAt((int)(values.Count * quantile));
}
