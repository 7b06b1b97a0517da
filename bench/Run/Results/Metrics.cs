namespace Loyalty.Bench;

/// <summary>Names of what is measured, as tables and plots show them.</summary>
internal static class Metrics
{
    public const string PerSecond = "purchases/s";
    public const string P50 = "p50 ms";
    public const string P99 = "p99 ms";
    public const string Cpu = "CPU µs/purchase";
    public const string RowsPerSecond = "rows/s";
    public const string Resident = "resident MB";
}
