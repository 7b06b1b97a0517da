using System.Diagnostics.Metrics;
using System.Net;
using Microsoft.Extensions.DependencyInjection;

namespace Loyalty.Api.Tests;

/// <summary>What <c>/metrics</c> writes: the names, labels and bounds that rules and plots are built on.</summary>
public sealed class MetricsTests : IAsyncLifetime
{
    private ApiFixture _api = null!;
    private Meter _meter = null!;

    public async Task InitializeAsync()
    {
        _api = await ApiFixture.StartAsync();
        _meter = _api.App.Services.GetRequiredService<IMeterFactory>().Create("Loyalty.Test");
    }

    public Task DisposeAsync() => _api.DisposeAsync();

    [Fact]
    public async Task Counters_are_summed_by_their_labels()
    {
        var counter = _meter.CreateCounter<long>("loyalty.test.purchases", "{purchase}", "Purchases\ncredited");
        counter.Add(2, KeyValuePair.Create("type", (object?)"flight"));
        counter.Add(3, KeyValuePair.Create("type", (object?)"flight"));
        counter.Add(1, KeyValuePair.Create("type", (object?)"a\"b\\c\nd"));
        await AssertLinesAsync(
            "# HELP loyalty_test_purchases_total Purchases\\ncredited",
            "# TYPE loyalty_test_purchases_total counter",
            """loyalty_test_purchases_total{type="flight"} 5""",
            """loyalty_test_purchases_total{type="a\"b\\c\nd"} 1""");
    }

    [Fact]
    public async Task Gauges_hold_what_was_measured_last()
    {
        _meter.CreateObservableGauge("loyalty.test.members", () => 17);
        var open = _meter.CreateUpDownCounter<int>("loyalty.test.open");
        open.Add(5);
        open.Add(-2);
        _meter.CreateGauge<double>("loyalty.test.lag", "s").Record(0.25);
        await AssertLinesAsync("# TYPE loyalty_test_members gauge", "loyalty_test_members 17", "loyalty_test_open 3", "loyalty_test_lag_seconds 0.25");
        open.Add(4);
        await AssertLinesAsync("loyalty_test_open 7");
    }

    [Fact]
    public async Task Histograms_have_the_bounds_that_they_advise()
    {
        var seconds = _meter.CreateHistogram("loyalty.test.wait", "s", null, null, new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.1, 1] });
        foreach (var value in (double[])[0.05, 0.1, 0.5, 7])
            seconds.Record(value, KeyValuePair.Create("of", (object?)"journal"));
        await AssertLinesAsync(
            "# TYPE loyalty_test_wait_seconds histogram",
            """loyalty_test_wait_seconds_bucket{of="journal",le="0.1"} 2""",
            """loyalty_test_wait_seconds_bucket{of="journal",le="1"} 3""",
            """loyalty_test_wait_seconds_bucket{of="journal",le="+Inf"} 4""",
            """loyalty_test_wait_seconds_sum{of="journal"} 7.65""",
            """loyalty_test_wait_seconds_count{of="journal"} 4""");
    }

    [Fact]
    public async Task Histograms_that_advise_none_have_bounds_for_seconds_or_for_counts()
    {
        _meter.CreateHistogram<double>("loyalty.test.took", "s").Record(0.002);
        _meter.CreateHistogram<int>("loyalty.test.rows", "{row}").Record(30);
        await AssertLinesAsync(
            """loyalty_test_took_seconds_bucket{le="0.001"} 0""",
            """loyalty_test_took_seconds_bucket{le="0.0025"} 1""",
            """loyalty_test_took_seconds_bucket{le="10"} 1""",
            """loyalty_test_rows_bucket{le="20"} 0""",
            """loyalty_test_rows_bucket{le="50"} 1""",
            """loyalty_test_rows_bucket{le="10000"} 1""");
    }

    [Fact]
    public async Task Series_are_bounded_and_those_beyond_share_one_that_says_so()
    {
        var counter = _meter.CreateCounter<long>("loyalty.test.many");
        for (var i = 0; i < 2 * MetricStreams.MaxSeries; i++)
            counter.Add(1, KeyValuePair.Create("i", (object?)i));
        var lines = (await ReadAsync()).Where(line => line.StartsWith("loyalty_test_many_total{", StringComparison.Ordinal)).ToList();
        Assert.InRange(lines.Count, MetricStreams.MaxSeries - 2, MetricStreams.MaxSeries + 2);
        Assert.Contains(lines, line => line.Contains("otel_metric_overflow=\"true\"", StringComparison.Ordinal));
        Assert.Equal(2 * MetricStreams.MaxSeries, lines.Sum(line => int.Parse(line.Split(' ')[^1])));
    }

    [Fact]
    public async Task Meters_of_another_host_in_the_process_are_not_heard()
    {
        await using var other = await ApiFixture.StartAsync();
        other.App.Services.GetRequiredService<IMeterFactory>().Create("Loyalty.Test").CreateCounter<long>("loyalty.test.others").Add(1);
        Assert.DoesNotContain(await ReadAsync(), line => line.StartsWith("loyalty_test_others", StringComparison.Ordinal));
        Assert.Contains("loyalty_test_others_total 1", await other.Http.GetStringAsync("/metrics"));
    }

    [Fact]
    public async Task It_is_prometheus_text_and_open_metrics_for_who_asks()
    {
        using var plain = await _api.Http.GetAsync("/metrics");
        Assert.Equal("text/plain; version=0.0.4; charset=utf-8", plain.Content.Headers.ContentType!.ToString());
        using var request = new HttpRequestMessage(HttpMethod.Get, "/metrics");
        request.Headers.TryAddWithoutValidation("Accept", "application/openmetrics-text; version=1.0.0");
        using var open = await _api.Http.SendAsync(request);
        Assert.Equal("application/openmetrics-text", open.Content.Headers.ContentType!.MediaType);
        Assert.EndsWith("# EOF\n", await open.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Turned_off_nothing_is_kept_and_there_is_no_address()
    {
        await using var api = await ApiFixture.StartAsync("--Loyalty:Telemetry:Metrics=false");
        await (await api.Http.GetAsync("/metrics")).ShouldBeProblemAsync(404, "not-found");
        var counter = api.App.Services.GetRequiredService<IMeterFactory>().Create("Loyalty.Test").CreateCounter<long>("loyalty.test.unheard");
        Assert.False(counter.Enabled);
        Assert.Equal(HttpStatusCode.OK, (await api.Http.GetAsync("/health/live")).StatusCode);
    }

    private async Task<string[]> ReadAsync() => (await _api.Http.GetStringAsync("/metrics")).Split('\n');

    private async Task AssertLinesAsync(params string[] lines)
    {
        var text = await ReadAsync();
        Assert.All(lines, line => Assert.Contains(line, text));
    }
}
