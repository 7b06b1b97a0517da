using System.Globalization;
using System.Reflection;
using System.Text;

namespace Loyalty.Bench.Cluster;

/// <summary>The page <c>CLUSTER.md</c>.</summary>
internal static class ClusterPage
{
    /// <summary>What the issue asks for: this many times the naive grain at either width.</summary>
    private const double Wanted = 4;

    public static string Of(Samples samples, IReadOnlyList<(string Name, string Value)> machine, int repetitions, bool quick)
    {
        var page = new StringBuilder("# A cluster, measured\n\n");
        page.AppendLine("Written by `bench/cluster`" + (quick ? " --quick: not to be quoted" : "") + "; what it measures and how is in [Cluster/README.md](Cluster/README.md).");
        page.AppendLine(CultureInfo.InvariantCulture, $"Throughput is the median of {repetitions} repetitions, with the least and the greatest behind it.\n");
        page.AppendLine("|  |  |\n|---|---:|");
        foreach (var (name, value) in machine)
            page.AppendLine(CultureInfo.InvariantCulture, $"| {name} | {value} |");
        page.AppendLine(CultureInfo.InvariantCulture, $"| Orleans | {Orleans()} |\n");
        Throughput(page, samples);
        Others(page, samples);
        return page.ToString().ReplaceLineEndings("\n");
    }

    private static string Orleans() =>
        typeof(Grain).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0].Split(". Commit")[0];

    private static void Throughput(StringBuilder page, Samples samples)
    {
        foreach (var width in ThroughputPart.Widths)
        {
            page.AppendLine(CultureInfo.InvariantCulture, $"## Purchases over HTTP, {ThroughputPart.Variant(width)}\n");
            page.AppendLine("|  | purchases/s | p50 ms | p99 ms | CPU µs/purchase |\n|---|---:|---:|---:|---:|");
            foreach (var contender in ThroughputPart.Contenders)
            {
                string Cell(string metric, string format) =>
                    Text(samples.Of(ThroughputPart.Name, contender.Title, ThroughputPart.Variant(width), metric), format);
                page.AppendLine(
                    CultureInfo.InvariantCulture,
                    $"| {contender.Title} | {Cell(ThroughputPart.PerSecond, "N0")} | {Cell(ThroughputPart.P50, "0.0")} | {Cell(ThroughputPart.P99, "0.0")} | {Cell(ThroughputPart.Cpu, "0")} |");
            }

            var ratio = Median(samples, "1 silo", width) / Median(samples, "Naive grain, 1 silo", width);
            page.AppendLine(
                CultureInfo.InvariantCulture,
                $"\nOne silo ÷ naive grain on one silo: {ratio:0.00}; wanted ≥ {Wanted:0}: {(ratio >= Wanted ? "reached" : "**not reached**")}. "
                + $"Three ÷ three: {Median(samples, "3 silos", width) / Median(samples, "Naive grain, 3 silos", width):0.00}.\n");
        }
    }

    private static void Others(StringBuilder page, Samples samples)
    {
        page.AppendLine("## Push across silos\n\n|  | p50 ms | p99 ms |\n|---|---:|---:|");
        foreach (var subject in new[] { PushPart.Reply, PushPart.Here, PushPart.There })
        {
            page.AppendLine(
                CultureInfo.InvariantCulture,
                $"| {subject} | {Text(samples.Of(PushPart.Name, subject, "", PushPart.P50), "0.00")} | {Text(samples.Of(PushPart.Name, subject, "", PushPart.P99), "0.00")} |");
        }

        page.AppendLine("\n## One silo of three goes\n\n|  | slowest call of the others' callers, s | calls turned away |\n|---|---:|---:|");
        foreach (var subject in new[] { FailurePart.Stopped, FailurePart.Killed, FailurePart.Hangs })
        {
            page.AppendLine(
                CultureInfo.InvariantCulture,
                $"| {subject} | {Text(samples.Of(FailurePart.Name, subject, "", FailurePart.Slowest), "0.00")} | {Text(samples.Of(FailurePart.Name, subject, "", FailurePart.Refused), "0")} |");
        }
    }

    private static double Median(Samples samples, string contender, int width) =>
        samples.Of(ThroughputPart.Name, contender, ThroughputPart.Variant(width), ThroughputPart.PerSecond)!.Median;

    private static string Text(Spread? spread, string format) => spread switch
    {
        null => "",
        _ when spread.Least == spread.Greatest => spread.Median.ToString(format, CultureInfo.InvariantCulture),
        _ => string.Create(CultureInfo.InvariantCulture, $"{spread.Median.ToString(format, CultureInfo.InvariantCulture)} ({spread.Least.ToString(format, CultureInfo.InvariantCulture)} – {spread.Greatest.ToString(format, CultureInfo.InvariantCulture)})"),
    };

}
