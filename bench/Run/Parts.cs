namespace Loyalty.Bench;

/// <summary>The parts of a run by name, in order; the last ones want the machine for themselves.</summary>
internal static class Parts
{
    public static IReadOnlyList<(string Name, Func<BenchRun, Task> RunAsync)> All { get; } =
    [
        (HttpPart.Name, HttpPart.RunAsync),
        (HubPart.Name, HubPart.RunAsync),
        (StreamPart.Name, StreamPart.RunAsync),
        (LatencyPart.Name, LatencyPart.RunAsync),
        (MicroPart.Name, MicroPart.RunAsync),
        (GrowthPart.Name, GrowthPart.RunAsync),
        (RulesPart.Name, RulesPart.RunAsync),
        (WebhooksPart.Name, WebhooksPart.RunAsync),
        (TelemetryPart.Name, TelemetryPart.RunAsync),
        (RehearsalPart.Name, RehearsalPart.RunAsync),
    ];

    public static IEnumerable<string> Names => All.Select(part => part.Name);
}
