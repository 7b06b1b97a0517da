using System.Globalization;
using System.Text.RegularExpressions;

namespace Loyalty.Bench;

/// <summary>The stages of a purchase as the engine's own histograms in <c>/metrics</c> tell them.</summary>
internal static partial class StageHistogram
{
    /// <summary>Buckets by stage: upper bound in seconds and how many were within it, rising.</summary>
    public static async Task<IReadOnlyDictionary<string, SortedDictionary<double, double>>> ReadAsync(HttpClient http)
    {
        var stages = new Dictionary<string, SortedDictionary<double, double>>(StringComparer.Ordinal);
        foreach (Match line in Bucket().Matches(await http.GetStringAsync("/metrics")))
        {
            var stage = stages.TryGetValue(line.Groups["stage"].Value, out var known) ? known : stages[line.Groups["stage"].Value] = [];
            var bound = line.Groups["le"].Value is "+Inf" ? double.PositiveInfinity : double.Parse(line.Groups["le"].Value, CultureInfo.InvariantCulture);
            stage[bound] = double.Parse(line.Groups["count"].Value, CultureInfo.InvariantCulture);
        }

        return stages;
    }

    /// <summary>The quantile of what came between two readings, within its bucket by a straight line; null when nothing came.</summary>
    public static double? Quantile(SortedDictionary<double, double>? before, SortedDictionary<double, double> after, double quantile)
    {
        double Came(double bound) => after[bound] - (before?.GetValueOrDefault(bound) ?? 0);
        var wanted = Came(double.PositiveInfinity) * quantile;
        if (wanted == 0)
            return null;
        var (low, within) = (0d, 0d);
        foreach (var bound in after.Keys)
        {
            if (Came(bound) >= wanted)
                return double.IsInfinity(bound) ? low : low + ((bound - low) * (wanted - within) / (Came(bound) - within));
            (low, within) = (bound, Came(bound));
        }

        return low;
    }

    [GeneratedRegex("""loyalty_purchase_stage_seconds_bucket\{stage="(?<stage>[^"]+)",le="(?<le>[^"]+)"\} (?<count>[0-9.e+]+)""", RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex Bucket();
}
