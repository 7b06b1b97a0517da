namespace Loyalty.Bench;

/// <summary>
/// The comparison: the same request to every contender, at 64 and 256 connections. All stand ready for the whole part, with their
/// accounts live or their rows cached; one at a time is loaded, in an order that turns with each repetition.
/// </summary>
internal static class HttpPart
{
    public const string Name = "http";

    /// <summary>Connections of the two loads.</summary>
    public static readonly IReadOnlyList<int> Connections = [64, 256];

    public static string Variant(int connections) => $"{connections} connections";

    public static async Task RunAsync(BenchRun run)
    {
        var contenders = run.Options.Contenders().ToList();
        foreach (var contender in contenders)
            await run.HostAsync(contender);
        for (var repetition = 0; repetition < run.Options.Repetitions; repetition++)
        {
            foreach (var connections in Connections)
            {
                for (var place = 0; place < contenders.Count; place++)
                    await MeasureAsync(run, contenders[(place + repetition) % contenders.Count], connections, repetition);
            }
        }
    }

    private static async Task MeasureAsync(BenchRun run, Contender contender, int connections, int repetition)
    {
        await run.LeadInAsync(contender, connections);
        var measured = await run.LoadAsync(contender, connections, run.Options.Members);
        var (subject, variant, load) = (contender.Title, Variant(connections), measured.Load);
        run.Samples.Add(Name, subject, variant, Metrics.PerSecond, repetition, load.PerSecond);
        run.Samples.Add(Name, subject, variant, Metrics.P50, repetition, load.P50 / 1e3);
        run.Samples.Add(Name, subject, variant, Metrics.P99, repetition, load.P99 / 1e3);
        run.Samples.Add(Name, subject, variant, Metrics.Cpu, repetition, measured.CpuSeconds * 1e6 / measured.Stored);
        run.Say($"{subject}, {variant}: {load.PerSecond:0}/s, p50 {load.P50 / 1e3:0.0} ms, p99 {load.P99 / 1e3:0.0} ms, {measured.CpuSeconds * 1e6 / measured.Stored:0} µs CPU");
    }
}
