namespace Loyalty.Bench;

/// <summary>A ratio that the engine is to reach, of two medians of one run.</summary>
/// <param name="Text">What is compared with what.</param>
/// <param name="AtLeast">The target is a least value; else a greatest.</param>
internal sealed record Goal(string Text, Func<Samples, double?> Measure, double Target, bool AtLeast = true)
{
    /// <summary>Null when it was not measured.</summary>
    public bool? IsReached(Samples samples) =>
        Measure(samples) is { } value ? (AtLeast ? value >= Target : value <= Target) : null;
}

/// <summary>What the engine is to reach.</summary>
internal static class Goals
{
    private static readonly Contender Ours = Contender.Postgres;

    public static IReadOnlyList<Goal> All { get; } =
    [
        new("Purchases/s on PostgreSQL ÷ CRUD, 256 connections", Http(Metrics.PerSecond, 256, Ours, Contender.Crud), 8),
        new("Purchases/s on PostgreSQL ÷ CRUD, 64 connections", Http(Metrics.PerSecond, 64, Ours, Contender.Crud), 5),
        new("p99 on PostgreSQL ÷ CRUD, 256 connections", Http(Metrics.P99, 256, Ours, Contender.Crud), 0.25, AtLeast: false),
        new("p99 on PostgreSQL ÷ CRUD, 64 connections", Http(Metrics.P99, 64, Ours, Contender.Crud), 0.25, AtLeast: false),
        new("CPU a purchase on PostgreSQL ÷ CRUD, 256 connections", Http(Metrics.Cpu, 256, Ours, Contender.Crud), 1 / 6d, AtLeast: false),
        new("CPU a purchase on PostgreSQL ÷ CRUD, 64 connections", Http(Metrics.Cpu, 64, Ours, Contender.Crud), 1 / 6d, AtLeast: false),
        new("Purchases/s on PostgreSQL ÷ framed file, 256 connections", Http(Metrics.PerSecond, 256, Ours, Contender.Frames), 0.6),
        new("Purchases/s on SQLite ÷ framed file, 256 connections", Http(Metrics.PerSecond, 256, Contender.Sqlite, Contender.Frames), 0.6),
        new("Purchases/s on SQLite ÷ PostgreSQL, 256 connections", Http(Metrics.PerSecond, 256, Contender.Sqlite, Ours), 1),
    ];

    /// <summary>The ratio of two medians.</summary>
    public static Func<Samples, double?> Ratio(
        (string Part, string Subject, string Variant, string Metric) of, (string Part, string Subject, string Variant, string Metric) to) =>
        samples => samples.Of(of.Part, of.Subject, of.Variant, of.Metric)?.Median / samples.Of(to.Part, to.Subject, to.Variant, to.Metric)?.Median;

    private static Func<Samples, double?> Http(string metric, int connections, Contender of, Contender to) => Ratio(
        (HttpPart.Name, of.Title, HttpPart.Variant(connections), metric), (HttpPart.Name, to.Title, HttpPart.Variant(connections), metric));
}
