using Loyalty.Contracts;

namespace Loyalty.Bench.Cluster;

/// <summary>A run from the first contender to the page.</summary>
internal static class ClusterRun
{
    private const int Members = 5_000;

    /// <param name="only">One of the parts: throughput, push or failure; null for all, and the page.</param>
    public static async Task RunAsync(string folder, bool quick, string? only)
    {
        EngineProcess.Program = Path.Combine(AppContext.BaseDirectory, "Loyalty.Bench.Cluster.dll");
        await using var database = await Database.StartAsync();
        var samples = new Samples();
        var repetitions = quick ? 1 : 3;
        if (only is null or ThroughputPart.Name)
            await new ThroughputPart(database, samples, Members, seconds: quick ? 2 : 5, warmSeconds: quick ? 2 : 10).RunAsync(repetitions);
        if (only is null or PushPart.Name)
            await new PushPart(database, samples, Members, purchases: quick ? 200 : 1_000).RunAsync(1);
        if (only is null or FailurePart.Name)
            await new FailurePart(database, samples, Members).RunAsync(1);
        // A part alone is to be looked at, not to be written down.
        if (only is not null)
            return;
        var machine = Machine.Describe(database, Path.GetTempPath(), beside: null);
        await File.WriteAllTextAsync(Path.Combine(folder, "CLUSTER.md"), ClusterPage.Of(samples, machine, repetitions, quick));
    }
}
