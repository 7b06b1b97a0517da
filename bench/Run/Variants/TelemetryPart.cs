using System.Net;
using Loyalty.Contracts;

namespace Loyalty.Bench;

/// <summary>What metrics and traces cost a purchase. The collector takes what comes, in this process: its time is not counted as the engine's.</summary>
internal static class TelemetryPart
{
    public const string Name = "telemetry", Off = "no telemetry", WithMetrics = "metrics", WithTraces = "metrics and 1 % traced";

    public static async Task RunAsync(BenchRun run)
    {
        using var collector = new HttpListener();
        var address = $"http://127.0.0.1:{FreePort.Next()}";
        collector.Prefixes.Add(address + "/");
        collector.Start();
        var requests = 0;
        var taking = TakeAsync(collector, () => requests++);
        await VariantLoads.RunAsync(
            run,
            Name,
            store =>
            [
                new(Off, store.With("off", "--Loyalty:Telemetry:Metrics=false")),
                new(WithMetrics, store.With("metrics")),
                new(WithTraces, store.With("traces", $"--Loyalty:Telemetry:Endpoint={address}", "--Loyalty:Telemetry:Protocol=http", "--Loyalty:Telemetry:TracePercent=1")),
            ]);
        collector.Stop();
        await taking;
        if (requests == 0)
            throw new InvalidRunException("Nothing was sent to the collector.");
    }

    private static async Task TakeAsync(HttpListener collector, Action taken)
    {
        try
        {
            while (true)
            {
                var context = await collector.GetContextAsync();
                await context.Request.InputStream.CopyToAsync(Stream.Null);
                taken();
                context.Response.Close();
            }
        }
        catch (Exception stopped) when (stopped is HttpListenerException or ObjectDisposedException)
        {
            // The part is over.
        }
    }
}
