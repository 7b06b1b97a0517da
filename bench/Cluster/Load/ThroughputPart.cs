using Loyalty.Contracts;

namespace Loyalty.Bench.Cluster;

/// <summary>Purchases over HTTP, spread evenly over the nodes of each contender in turn.</summary>
internal sealed class ThroughputPart(Database database, Samples samples, int members, int seconds, int warmSeconds)
{
    public const string Name = "throughput", PerSecond = "purchases/s", P50 = "p50 ms", P99 = "p99 ms", Cpu = "CPU µs/purchase";

    public static readonly IReadOnlyList<int> Widths = [64, 256];

    public static readonly IReadOnlyList<Contender> Contenders =
    [
        new("1 silo", "silo", 1),
        new("2 silos", "silo", 2),
        new("3 silos", "silo", 3),
        new("Naive grain, 1 silo", "naive", 1),
        new("Naive grain, 3 silos", "naive", 3),
    ];

    public static string Variant(int width) => $"{width} callers";

    /// <summary>All contenders stand by from the beginning, so that each is as warm as can be when its turn comes; one is loaded at a time.</summary>
    public async Task RunAsync(int repetitions)
    {
        var all = new List<(Contender Contender, Nodes Nodes)>();
        try
        {
            foreach (var contender in Contenders)
            {
                var nodes = await Nodes.StartAsync(database, contender, members);
                all.Add((contender, nodes));
                await LoadAsync(nodes, 64, warmSeconds, "warm");
            }

            for (var repetition = 1; repetition <= repetitions; repetition++)
            {
                // In an order that turns, so that whatever changes in the machine meets all.
                foreach (var (contender, nodes) in all.Skip(repetition).Concat(all.Take(repetition)))
                {
                    foreach (var width in Widths)
                        await MeasureAsync(contender, nodes, width, repetition);
                }
            }
        }
        finally
        {
            foreach (var (_, nodes) in all)
                await nodes.DisposeAsync();
        }
    }

    private async Task MeasureAsync(Contender contender, Nodes nodes, int width, int repetition)
    {
        await database.CheckpointAsync();
        var before = nodes.CpuSeconds() + CpuClock.TreeSeconds(database.Postmaster);
        var loads = await LoadAsync(nodes, width, seconds, $"m{repetition}-{width}");
        var cpu = nodes.CpuSeconds() + CpuClock.TreeSeconds(database.Postmaster) - before;
        await ProveAsync(contender, nodes, $"m{repetition}-{width}", loads);

        void Add(string metric, double value) => samples.Add(Name, contender.Title, Variant(width), metric, repetition, value);
        Add(PerSecond, loads.Sum(load => load.PerSecond));
        Add(P50, loads.Average(load => load.P50) / 1000.0);
        Add(P99, loads.Max(load => load.P99) / 1000.0);
        Add(Cpu, cpu * 1e6 / loads.Sum(load => load.Answered));
        Console.WriteLine($"{contender.Title}, {width} callers: {loads.Sum(load => load.PerSecond):0}/s");
    }

    private async Task<Load[]> LoadAsync(Nodes nodes, int width, int duration, string run) => await Task.WhenAll(nodes.All.Select((node, number) =>
    {
        var share = (width / nodes.All.Count) + (number < width % nodes.All.Count ? 1 : 0);
        return Wrk.RunAsync(node.Address, share, duration, $"{run}-{number}", ..members, seed: (width * 10) + number);
    }));

    // What was answered is stored, nothing twice; what is under way at the end may or may not be.
    private async Task ProveAsync(Contender contender, Nodes nodes, string run, Load[] loads)
    {
        if (loads.Any(load => load.Refused + load.Broken > 0))
            throw new InvalidOperationException($"{contender.Title}: {loads.Sum(load => load.Refused)} refused, {loads.Sum(load => load.Broken)} broken.");
        if (contender.Kind == "naive")
            return;
        var stored = await database.AskAsync(nodes.Connection, $"SELECT count(*) FROM journal WHERE key LIKE 't:{run}-%'");
        if (stored < loads.Sum(load => load.Answered) || stored > loads.Sum(load => load.Sent))
            throw new InvalidOperationException($"{contender.Title}: {stored} stored, {loads.Sum(load => load.Answered)} answered.");
    }
}
