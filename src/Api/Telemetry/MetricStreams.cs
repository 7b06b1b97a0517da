using System.Diagnostics.Metrics;
using OpenTelemetry.Metrics;

namespace Loyalty.Api;

/// <summary>Which meters are listened to, and how the measurements of an instrument are kept.</summary>
internal static class MetricStreams
{
    /// <summary>Combinations of labels kept for one instrument. Those beyond share one series with the label <c>otel_metric_overflow</c>.</summary>
    public const int MaxSeries = 1_000;

    /// <summary>Names of the meters; one stands for those below it too.</summary>
    public static readonly string[] Meters =
    [
        "Loyalty", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "Microsoft.AspNetCore.Http.Connections", "System.Runtime",
        "Microsoft.Orleans", "Npgsql",
    ];

    /// <summary>Bounds for seconds where the instrument advises none.</summary>
    private static readonly double[] SecondBounds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

    /// <summary>Bounds for counts and sizes where the instrument advises none.</summary>
    private static readonly double[] CountBounds = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000];

    /// <summary>How an instrument's measurements are kept.</summary>
    public static MetricStreamConfiguration Of(Instrument instrument) => BoundsOf(instrument) is { } bounds
        ? new ExplicitBucketHistogramConfiguration { Boundaries = bounds, CardinalityLimit = MaxSeries }
        : new MetricStreamConfiguration { CardinalityLimit = MaxSeries };

    private static double[]? BoundsOf(Instrument instrument) => instrument switch
    {
        Histogram<double> histogram => Advised(histogram) ?? Usual(instrument),
        Histogram<float> histogram => Advised(histogram) ?? Usual(instrument),
        Histogram<long> histogram => Advised(histogram) ?? Usual(instrument),
        Histogram<int> histogram => Advised(histogram) ?? Usual(instrument),
        _ => null,
    };

    private static double[]? Advised<T>(Histogram<T> histogram)
        where T : struct => histogram.Advice?.HistogramBucketBoundaries is { } bounds
        ? [.. bounds.Select(bound => Convert.ToDouble(bound, System.Globalization.CultureInfo.InvariantCulture))]
        : null;

    private static double[] Usual(Instrument instrument) => instrument.Unit == "s" ? SecondBounds : CountBounds;
}
