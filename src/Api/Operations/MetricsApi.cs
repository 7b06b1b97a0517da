using System.Text;

namespace Loyalty.Api;

/// <summary>The host's numbers for Prometheus.</summary>
public static class MetricsApi
{
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    public static void MapMetrics(this IEndpointRouteBuilder app) =>
        app.MapGet("/metrics", (MetricsBook book) => TypedResults.Text(PrometheusText.Write(book), ContentType, Encoding.UTF8))
            .Produces<string>(StatusCodes.Status200OK, "text/plain").WithTags("Operations").WithName("metrics").WithSummary("Metrics in Prometheus' text format")
            .Allows(Scopes.Metrics | Scopes.Operator);
}
