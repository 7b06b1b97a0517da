using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;

namespace Loyalty.Api.Tests;

public sealed class PrometheusTextTests : IDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly MetricsBook _book;
    private readonly Meter _meter;

    public PrometheusTextTests()
    {
        _book = new MetricsBook(_services.GetRequiredService<IMeterFactory>());
        _meter = _services.GetRequiredService<IMeterFactory>().Create("Loyalty.Test");
    }

    public void Dispose()
    {
        _book.Dispose();
        _services.Dispose();
    }

    [Fact]
    public void Counters_are_summed_by_their_labels()
    {
        var counter = _meter.CreateCounter<long>("loyalty.test.purchases", "{purchase}", "Purchases\ncredited");
        counter.Add(2, KeyValuePair.Create("type", (object?)"flight"));
        counter.Add(3, KeyValuePair.Create("type", (object?)"flight"));
        counter.Add(1, KeyValuePair.Create("type", (object?)"a\"b\\c\nd"));
        AssertLines(
            "# HELP loyalty_test_purchases_total Purchases\\ncredited",
            "# TYPE loyalty_test_purchases_total counter",
            """loyalty_test_purchases_total{type="flight"} 5""",
            """loyalty_test_purchases_total{type="a\"b\\c\nd"} 1""");
    }

    [Fact]
    public void Gauges_hold_what_was_measured_last()
    {
        _meter.CreateObservableGauge("loyalty.test.members", () => 17);
        var open = _meter.CreateUpDownCounter<int>("loyalty.test.open");
        open.Add(5);
        open.Add(-2);
        _meter.CreateGauge<double>("loyalty.test.lag", "s").Record(0.25);
        AssertLines("# TYPE loyalty_test_members gauge", "loyalty_test_members 17", "loyalty_test_open 3", "loyalty_test_lag_seconds 0.25");
        AssertLines("loyalty_test_members 17");
    }

    [Fact]
    public void Histograms_have_buckets_that_grow()
    {
        var seconds = _meter.CreateHistogram("loyalty.test.wait", "s", null, null, new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.1, 1] });
        foreach (var value in (double[])[0.05, 0.1, 0.5, 7])
            seconds.Record(value, KeyValuePair.Create("of", (object?)"journal"));
        AssertLines(
            "# TYPE loyalty_test_wait_seconds histogram",
            """loyalty_test_wait_seconds_bucket{of="journal",le="0.1"} 2""",
            """loyalty_test_wait_seconds_bucket{of="journal",le="1"} 3""",
            """loyalty_test_wait_seconds_bucket{of="journal",le="+Inf"} 4""",
            """loyalty_test_wait_seconds_sum{of="journal"} 7.65""",
            """loyalty_test_wait_seconds_count{of="journal"} 4""");
    }

    [Fact]
    public void Series_are_bounded()
    {
        var counter = _meter.CreateCounter<long>("loyalty.test.many");
        for (var i = 0; i < MetricsBook.MaxSeries + 7; i++)
            counter.Add(1, KeyValuePair.Create("i", (object?)i));
        AssertLines("loyalty_metrics_dropped_total 7");
    }

    private void AssertLines(params string[] lines)
    {
        var text = PrometheusText.Write(_book).Split('\n');
        Assert.All(lines, line => Assert.Contains(line, text));
    }
}
