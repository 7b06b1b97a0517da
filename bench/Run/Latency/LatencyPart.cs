namespace Loyalty.Bench;

/// <summary>
/// What a member feels at half of full load: from the moment a purchase is due at the till to the reply, and to the push at a client
/// that watches; one purchase in ten is of a member who does. The stages in between are the engine's own, from its histograms.
/// </summary>
internal static class LatencyPart
{
    public const string Name = "latency";

    private const int FullLoadConnections = 64;

    /// <summary>Until the engine's way to the hub, and our own code, are compiled.</summary>
    private const int WarmUpSeconds = 5;

    public static async Task RunAsync(BenchRun run)
    {
        Contender[] ours = [Contender.Postgres, Contender.Sqlite];
        foreach (var contender in ours)
            await run.HostAsync(contender);
        for (var repetition = 0; repetition < run.Options.Repetitions; repetition++)
        {
            foreach (var contender in repetition % 2 == 0 ? ours : ours.Reverse())
                await MeasureAsync(run, contender, repetition);
        }
    }

    private static async Task MeasureAsync(BenchRun run, Contender contender, int repetition)
    {
        var host = await run.HostAsync(contender);
        var full = run.Samples.Of(HttpPart.Name, contender.Title, HttpPart.Variant(FullLoadConnections), Metrics.PerSecond)?.Median
            ?? (await run.LoadAsync(contender, FullLoadConnections, run.Options.Members)).Load.PerSecond;
        var before = (await host.StoredAsync(after: null)).Last;
        // The warm-up below is the lead-in here, at the rate that is measured.
        await run.Database.CheckpointAsync();
        var (warmUp, loop) = (Loop(WarmUpSeconds), Loop(run.Options.Seconds));
        var current = warmUp;
        await using var watchers = await Watchers.ConnectAsync(host.Address, id => current.Take(id));
        await warmUp.RunAsync();
        await watchers.AllDeliveredAsync(() => Task.FromResult((long)warmUp.Received.Count));
        current = loop;
        var stages = await StageHistogram.ReadAsync(host.Http);
        await loop.RunAsync();
        await watchers.AllDeliveredAsync(() => Task.FromResult((long)(warmUp.Received.Count + loop.Received.Count)));
        if ((await host.StoredAsync(before)).Purchases is var stored && stored != warmUp.Replied.Count + loop.Replied.Count)
            throw new InvalidRunException($"{contender.Title}: {warmUp.Replied.Count + loop.Replied.Count} purchases answered, {stored} stored.");

        Add(run, contender, "due → reply at the caller", repetition, quantile => Quantile(loop.Replied, quantile));
        Add(run, contender, "due → push at the client", repetition, quantile => Quantile(loop.Received, quantile));
        foreach (var (stage, buckets) in await StageHistogram.ReadAsync(host.Http))
            Add(run, contender, stage.Replace("_to_", " → ", StringComparison.Ordinal), repetition, quantile => StageHistogram.Quantile(stages.GetValueOrDefault(stage), buckets, quantile) * 1e3);
        run.Samples.Add(Name, "load", contender.Title, Metrics.PerSecond, repetition, full / 2);
        run.Say($"{contender.Title} at {full / 2:0}/s: reply p99 {Quantile(loop.Replied, 0.99):0.0} ms, push p99 {Quantile(loop.Received, 0.99):0.0} ms");

        OpenLoop Loop(int seconds) => new(host.Address, run.NextLoad(), full / 2, seconds, run.Options.Members);
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
