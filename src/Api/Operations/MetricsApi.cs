namespace Loyalty.Api;

/// <summary>The host's numbers for Prometheus.</summary>
public static class MetricsApi
{
    /// <summary>Maps the numbers where they are kept.</summary>
    public static void MapMetrics(this WebApplication app)
    {
        if (!app.Services.GetRequiredService<TelemetrySettings>().Metrics)
            return;
        var scrape = ((IApplicationBuilder)app).New();
        scrape.UseOpenTelemetryPrometheusScrapingEndpoint(context => true);
        var exporter = scrape.Build();
        app.MapGet("/metrics", (Delegate)(Func<HttpContext, Task>)(context => WriteAsync(context, exporter)))
            .Produces<string>(StatusCodes.Status200OK, "text/plain").WithTags("Operations").WithName("metrics").WithSummary("Metrics in Prometheus' text format")
            .Allows(Scopes.Metrics | Scopes.Operator);
    }

    private static async Task WriteAsync(HttpContext context, RequestDelegate exporter)
    {
        var answer = context.Response.Body;
        using var written = new MemoryStream();
        context.Response.Body = written;
        try
        {
            await exporter(context);
        }
        finally
        {
            context.Response.Body = answer;
        }

        await answer.WriteAsync(WithoutEmptyLabels(written), context.RequestAborted);
    }

    // The exporter writes "name{} 1" where there is no label. That is allowed, and still read by fewer than "name 1".
    private static ReadOnlyMemory<byte> WithoutEmptyLabels(MemoryStream written)
    {
        var (text, kept) = (written.GetBuffer(), 0);
        for (var i = 0; i < written.Length; i++)
        {
            if (text.AsSpan(i).StartsWith("{} "u8))
                i += 2;
            text[kept++] = text[i];
        }

        return text.AsMemory(0, kept);
    }
}
