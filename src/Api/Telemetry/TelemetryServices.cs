using Microsoft.Extensions.Diagnostics.Metrics;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Loyalty.Api;

/// <summary>Metrics and traces by OpenTelemetry, as far as the settings ask for them.</summary>
public static class TelemetryServices
{
    /// <summary>The service's name where <c>OTEL_SERVICE_NAME</c> gives no other.</summary>
    private const string ServiceName = "loyalty";

    /// <summary>Adds metrics, and traces where a collector is named.</summary>
    /// <param name="version">Of what runs here.</param>
    /// <exception cref="StartRefusedException">A setting is not valid.</exception>
    public static void AddTelemetry(this WebApplicationBuilder builder, string version)
    {
        var settings = TelemetrySettings.Read(builder.Configuration);
        builder.Services.AddSingleton(settings);
        if (settings.Metrics)
            AddMetrics(builder.Services, settings);
        if (settings.Traces)
            AddTraces(builder.Services, settings);
        // What the environment says of the resource (OTEL_SERVICE_NAME, OTEL_RESOURCE_ATTRIBUTES) comes last and holds.
        if (settings.Metrics || settings.Traces)
            builder.Services.AddOpenTelemetry().ConfigureResource(resource => resource.AddService(ServiceName, serviceVersion: version).AddEnvironmentVariableDetector());
    }

    private static void AddMetrics(IServiceCollection services, TelemetrySettings settings)
    {
        // Enabled here and not by the provider: it would also hear the meters of other hosts in this process.
        services.AddMetrics(metrics =>
        {
            foreach (var meter in MetricStreams.Meters)
                metrics.EnableMetrics(meter);
        });
        services.AddOpenTelemetry().WithMetrics(metrics =>
        {
            metrics.AddView(MetricStreams.Of);
            metrics.AddPrometheusExporter(prometheus =>
            {
                // Names and labels are a contract with rules and plots: no label that says which meter a number comes from.
                prometheus.ScopeInfoEnabled = false;
                // Whoever asks twice is told twice.
                prometheus.ScrapeResponseCacheDurationMilliseconds = 0;
            });
            if (settings.Endpoint is not null)
                metrics.AddOtlpExporter(collector => settings.Apply(collector, "metrics"));
        });
    }

    private static void AddTraces(IServiceCollection services, TelemetrySettings settings) =>
        services.AddOpenTelemetry().WithTracing(traces => traces
            .SetSampler(new RequestSampler(settings.TraceShare))
            .AddAspNetCoreInstrumentation(http => http.Filter = RequestSampler.IsTraced)
            .AddSource(TraceSources.All)
            .AddProcessor(new PersonlessSpans())
            .AddOtlpExporter(collector => settings.Apply(collector, "traces")));
}
