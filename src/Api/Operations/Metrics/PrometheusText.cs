using System.Globalization;
using System.Text;

namespace Loyalty.Api;

/// <summary>Writes metrics in Prometheus' text format, version 0.0.4.</summary>
public static class PrometheusText
{
    public static string Write(MetricsBook book)
    {
        var text = new StringBuilder(16 * 1024);
        // Two meters may hold instruments of one name; a name may only be declared once.
        foreach (var metrics in book.Read().GroupBy(metric => metric.Name, StringComparer.Ordinal))
            Write(text, [.. metrics]);
        text.Append("# HELP loyalty_metrics_dropped_total Measurements dropped because their metric has too many series\n");
        text.Append("# TYPE loyalty_metrics_dropped_total counter\n");
        text.Append("loyalty_metrics_dropped_total ").Append(book.Dropped).Append('\n');
        return text.ToString();
    }

    private static void Write(StringBuilder text, IReadOnlyList<Metric> metrics)
    {
        var first = metrics[0];
        text.Append("# HELP ").Append(first.Name).Append(' ').Append(first.Help.Replace("\\", "\\\\").Replace("\n", "\\n")).Append('\n');
        text.Append("# TYPE ").Append(first.Name).Append(' ').Append(first.Kind.ToString().ToLowerInvariant()).Append('\n');
        var written = new HashSet<string>(StringComparer.Ordinal);
        foreach (var series in metrics.Where(m => m.Kind == first.Kind).SelectMany(m => m.All.Select(s => (Metric: m, Series: s))))
        {
            var labels = Labels(series.Series.Labels);
            if (!written.Add(labels))
                continue;
            var (value, counts) = series.Series.Read();
            if (first.Kind == MetricKind.Histogram)
                WriteHistogram(text, series.Metric, labels, value, counts);
            else
                Sample(text, first.Name, labels, Number(value));
        }
    }

    private static void WriteHistogram(StringBuilder text, Metric metric, string labels, double sum, long[] counts)
    {
        long total = 0;
        for (var i = 0; i < counts.Length; i++)
        {
            total += counts[i];
            var bound = i < metric.Bounds.Count ? Number(metric.Bounds[i]) : "+Inf";
            Sample(text, metric.Name + "_bucket", $"{labels}{(labels.Length > 0 ? "," : "")}le=\"{bound}\"", total.ToString(CultureInfo.InvariantCulture));
        }

        Sample(text, metric.Name + "_sum", labels, Number(sum));
        Sample(text, metric.Name + "_count", labels, total.ToString(CultureInfo.InvariantCulture));
    }

    private static void Sample(StringBuilder text, string name, string labels, string value)
    {
        text.Append(name);
        if (labels.Length > 0)
            text.Append('{').Append(labels).Append('}');
        text.Append(' ').Append(value).Append('\n');
    }

    private static string Labels(IReadOnlyList<KeyValuePair<string, object?>> labels) =>
        string.Join(',', labels.Select(label => $"{LabelName(label.Key)}=\"{Escaped(Convert.ToString(label.Value, CultureInfo.InvariantCulture) ?? "")}\""));

    private static string LabelName(string name) =>
        string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '_'));

    private static string Escaped(string value) => value.Replace("\\", "\\\\").Replace("\"", "\\\"").Replace("\n", "\\n");

    private static string Number(double value) => value switch
    {
        double.PositiveInfinity => "+Inf",
        double.NegativeInfinity => "-Inf",
        _ => value.ToString("R", CultureInfo.InvariantCulture),
    };
}
