namespace Loyalty.Bench;

/// <summary>The parts of a run by name, in order.</summary>
internal static class Parts
{
    public static IReadOnlyList<(string Name, Func<BenchRun, Task> RunAsync)> All { get; } =
    [
        (HttpPart.Name, HttpPart.RunAsync),
    ];
}
