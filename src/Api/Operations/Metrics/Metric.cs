using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Text;

namespace Loyalty.Api;

/// <summary>What Prometheus calls the kind of a metric.</summary>
public enum MetricKind
{
    Counter,
    Gauge,
    Histogram,
}

/// <summary>One instrument and its series, one for each combination of labels.</summary>
/// <param name="accumulates">Measurements are added up; else the last one holds.</param>
/// <param name="bounds">Upper bounds of a histogram's buckets, rising; null for other kinds.</param>
public sealed class Metric(string name, string help, MetricKind kind, bool accumulates, double[]? bounds)
{
    /// <summary>Bounds for seconds where the instrument advises none.</summary>
    private static readonly double[] DefaultBounds =
        [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

    /// <summary>Bounds for counts and sizes where the instrument advises none.</summary>
    private static readonly double[] CountBounds = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000];

    // Series with one hash stand in a chain, so that recording compares labels but never builds them.
    private readonly ConcurrentDictionary<int, Series> _series = [];
    private readonly Lock _adding = new();
    private int _count;

    public string Name => name;

    public string Help => help;

    public MetricKind Kind => kind;

    /// <summary>Upper bounds of the buckets; empty for other kinds than histograms.</summary>
    public IReadOnlyList<double> Bounds => bounds ?? [];

    /// <summary>All series.</summary>
    public IEnumerable<Series> All
    {
        get
        {
            foreach (var first in _series.Values)
            {
                for (var series = first; series is not null; series = series.Next)
                    yield return series;
            }
        }
    }

    /// <summary>The metric of an instrument, named as Prometheus names: unit and <c>_total</c> at the end.</summary>
    public static Metric Of(Instrument instrument)
    {
        var type = instrument.GetType().Name;
        var kind = type.StartsWith("Histogram", StringComparison.Ordinal) ? MetricKind.Histogram
            : type.StartsWith("Counter", StringComparison.Ordinal) || type.StartsWith("ObservableCounter", StringComparison.Ordinal) ? MetricKind.Counter
            : MetricKind.Gauge;
        var accumulates = !instrument.IsObservable && !type.StartsWith("Gauge", StringComparison.Ordinal);
        return new Metric(
            NameOf(instrument, kind), instrument.Description ?? instrument.Name, kind, accumulates, kind == MetricKind.Histogram ? BoundsOf(instrument) : null);
    }

    /// <summary>Takes a measurement; false when there is no room for its labels.</summary>
    public bool Record(double value, ReadOnlySpan<KeyValuePair<string, object?>> labels)
    {
        if (Find(labels) is not { } series)
            return false;
        if (bounds is not null)
            series.Observe(value, bounds);
        else if (accumulates)
            series.Add(value);
        else
            series.Set(value);
        return true;
    }

    private static double[] BoundsOf(Instrument instrument) => instrument switch
    {
        Histogram<double> { Advice.HistogramBucketBoundaries: { } advised } => [.. advised],
        Histogram<long> { Advice.HistogramBucketBoundaries: { } advised } => [.. advised.Select(bound => (double)bound)],
        Histogram<int> { Advice.HistogramBucketBoundaries: { } advised } => [.. advised.Select(bound => (double)bound)],
        _ => instrument.Unit == "s" ? DefaultBounds : CountBounds,
    };

    private Series? Find(ReadOnlySpan<KeyValuePair<string, object?>> labels)
    {
        var hash = new HashCode();
        foreach (var (key, value) in labels)
        {
            hash.Add(key, StringComparer.Ordinal);
            hash.Add(value);
        }

        var code = hash.ToHashCode();
        if (Chained(code, labels) is { } found)
            return found;
        lock (_adding)
        {
            if (Chained(code, labels) is { } added)
                return added;
            if (_count >= MetricsBook.MaxSeries)
                return null;
            _count++;
            return _series[code] = new Series(labels.ToArray(), bounds?.Length ?? 0, _series.GetValueOrDefault(code));
        }
    }

    private Series? Chained(int code, ReadOnlySpan<KeyValuePair<string, object?>> labels)
    {
        var series = _series.GetValueOrDefault(code);
        while (series is not null && !series.Has(labels))
            series = series.Next;
        return series;
    }

    private static string NameOf(Instrument instrument, MetricKind kind)
    {
        var text = new StringBuilder();
        foreach (var c in instrument.Name)
            text.Append(char.IsAsciiLetterOrDigit(c) ? c : '_');
        var unit = instrument.Unit switch { "s" => "_seconds", "ms" => "_milliseconds", "By" => "_bytes", _ => "" };
        if (!text.ToString().EndsWith(unit, StringComparison.Ordinal))
            text.Append(unit);
        return kind == MetricKind.Counter ? text.Append("_total").ToString() : text.ToString();
    }
}
