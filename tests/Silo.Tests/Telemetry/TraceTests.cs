using System.Diagnostics;
using System.Net.Http.Json;
using System.Text;
using Loyalty.Domain;
using Loyalty.Grains;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace Loyalty.Silo.Tests;

/// <summary>A purchase's trace, from the request through the grain's call to the journal's batch.</summary>
public sealed class TraceTests : IDisposable
{
    private const string Member = "TRACED1815";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("loyalty-traces-");
    private readonly SpanRecorder _spans = new();

    public void Dispose()
    {
        _spans.Dispose();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_purchase_is_followed_to_its_batch_and_the_batch_to_its_purchases()
    {
        await using var collector = await Collector.StartAsync();
        await using var app = await StartAsync(collector, "--Loyalty:Telemetry:TracePercent=100");
        using var http = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
        var trace = ActivityTraceId.CreateRandom();

        await EnrolAsync(http, ActivityTraceId.CreateRandom());
        await BuyAsync(http, trace);

        var spans = await EndedAsync(trace);
        var request = Assert.Single(spans, IsRequest);
        Assert.Equal("POST /v1/members/{id}/purchases/", request.DisplayName.TrimEnd('/') + "/");
        var called = Assert.Single(spans, span => span.OperationName.EndsWith("/RecordPurchase", StringComparison.Ordinal) && span.Kind == ActivityKind.Server);
        var call = Assert.Single(spans, span => span.SpanId == called.ParentSpanId);
        Assert.Equal(request.SpanId, call.ParentSpanId);
        var batch = Assert.Single(_spans.Named("journal.commit"), span => span.Links.Any(link => link.Context.SpanId == called.SpanId));
        Assert.Contains(called.Links, link => link.Context.SpanId == batch.SpanId);
        Assert.NotEqual(trace, batch.TraceId);
        Assert.Equal(default, batch.ParentSpanId);

        app.Services.GetRequiredService<TracerProvider>().ForceFlush();
        app.Services.GetRequiredService<MeterProvider>().ForceFlush();
        await Eventually.IsTrue(() => collector.Taken("traces").Contains("journal.commit", StringComparison.Ordinal), "traces are sent");
        await Eventually.IsTrue(() => collector.Taken("metrics").Contains("loyalty.journal.appends", StringComparison.Ordinal), "metrics are sent");
        var sent = collector.Taken("traces");
        Assert.Contains(Encoding.Latin1.GetString(Convert.FromHexString(trace.ToHexString())), sent);
        Assert.Contains("/v1/members/{id}/purchases", sent);
        // Neither by path nor by the grain's id.
        Assert.DoesNotContain(Member, sent);
        Assert.DoesNotContain(Member, collector.Taken("metrics"));
    }

    [Fact]
    public async Task Where_no_collector_is_named_nothing_is_traced_and_no_call_is_filtered_for_it()
    {
        await using var app = await StartAsync(null);
        using var http = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
        var trace = ActivityTraceId.CreateRandom();

        await EnrolAsync(http, trace);

        Assert.Null(app.Services.GetService<TracerProvider>());
        Assert.Empty(app.Services.GetServices<IIncomingGrainCallFilter>());
        Assert.IsType<ResendFilter>(Assert.Single(app.Services.GetServices<IOutgoingGrainCallFilter>()));
        Assert.Empty(_spans.Of(trace));
    }

    [PostgresFact]
    public async Task A_trace_goes_on_in_another_silo()
    {
        await using var collector = await Collector.StartAsync();
        await using var cluster = await InProcessCluster.StartAsync(
            await ClusterDatabase.NewAsync(), silos: 2, configure: null, $"--Loyalty:Telemetry:Endpoint={collector.Address}", "--Loyalty:Telemetry:Protocol=http", "--Loyalty:Telemetry:TracePercent=100");
        using var first = cluster.Http(0);
        using var second = cluster.Http(1);
        await EnrolAsync(first, ActivityTraceId.CreateRandom());
        var home = await cluster.SiloOfAsync(MemberId.Of(Member));
        var trace = ActivityTraceId.CreateRandom();

        await BuyAsync(home == 0 ? second : first, trace);

        var spans = await EndedAsync(trace);
        var called = Assert.Single(spans, span => span.OperationName.EndsWith("/RecordPurchase", StringComparison.Ordinal) && span.Kind == ActivityKind.Server);
        Assert.True(called.HasRemoteParent);
        Assert.Contains(spans, span => span.SpanId == called.ParentSpanId && span.Kind == ActivityKind.Client);
        Assert.Contains(_spans.Named("journal.commit"), span => span.Links.Any(link => link.Context.SpanId == called.SpanId));
        // Statements of the batch are its children.
        Assert.Contains(_spans.Named("journal.commit"), batch => _spans.Of(batch.TraceId).Any(span => span.Source.Name == "Npgsql" && span.ParentSpanId == batch.SpanId));
    }

    private static bool IsRequest(Activity span) => span.Source.Name == "Microsoft.AspNetCore";

    private async Task<IReadOnlyList<Activity>> EndedAsync(ActivityTraceId trace)
    {
        await Eventually.IsTrue(() => _spans.Of(trace).Any(IsRequest), "the request's span has ended");
        return _spans.Of(trace);
    }

    private static Task EnrolAsync(HttpClient http, ActivityTraceId trace) =>
        SendAsync(http, "/v1/members", new { channel = "app", givenName = "Ada", memberId = Member }, trace);

    private static Task BuyAsync(HttpClient http, ActivityTraceId trace) =>
        SendAsync(http, $"/v1/members/{Member}/purchases", new { transactionId = "t-1", type = "flight", amount = 100, currency = "CHF" }, trace);

    private static async Task SendAsync(HttpClient http, string path, object body, ActivityTraceId trace)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body) };
        // The caller itself does not record.
        request.Headers.TryAddWithoutValidation("traceparent", $"00-{trace.ToHexString()}-{ActivitySpanId.CreateRandom().ToHexString()}-00");
        using var answer = await http.SendAsync(request);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }

    private async Task<WebApplication> StartAsync(Collector? collector, params string[] settings)
    {
        string[] sent = collector is null ? [] : [$"--Loyalty:Telemetry:Endpoint={collector.Address}", "--Loyalty:Telemetry:Protocol=http"];
        var app = await Program.BuildAsync(
        [
            "--environment=Development", "--urls=http://127.0.0.1:0", "--Logging:LogLevel:Default=Error",
            $"--Loyalty:Journal:ConnectionString=Data Source={Path.Combine(_folder.FullName, "loyalty.db")}", .. sent, .. settings,
        ]);
        await app.StartAsync();
        return app;
    }
}
