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
        Hub(Contender.Postgres),
        Hub(Contender.Sqlite),
        Rows(StreamPart.Stream, Contender.Postgres),
        Rows(StreamPart.Stream, Contender.Sqlite),
        Rows(StreamPart.Import, Contender.Postgres),
        Rows(StreamPart.Import, Contender.Sqlite),
        new("Decide and apply a purchase in the domain, ns", Micro("Decide and apply a purchase", "ns"), 500, AtLeast: false),
        new("Apply a purchase in the domain, bytes beyond the event", Micro("Apply a purchase", "bytes allocated"), 0, AtLeast: false),
        new("Dispatch to an actor beyond a plain call, ns", Dispatch, 1_000, AtLeast: false),
        new("A live member with 50 purchases, bytes", Micro("A live member with 50 purchases", "bytes held"), 3_100, AtLeast: false),
        .. Contender.Engines.SelectMany(contender => (Goal[])[Start(contender), Stop(contender)]),
        .. Contender.Engines.SelectMany(contender => (Goal[])
        [
            Rules(RulesPart.Fifty, contender, 0.95),
            Rules(RulesPart.None, contender, 0.99),
            Webhook(contender),
            Telemetry(TelemetryPart.WithMetrics, contender, 1.03),
            Telemetry(TelemetryPart.WithTraces, contender, 1.15),
            Rehearsal(contender, RehearsalPart.Seconds, 30),
            Rehearsal(contender, RehearsalPart.Cancelled, 1),
        ]),
    ];

    /// <summary>What the engine is to keep of what another commit reached in the same run.</summary>
    public static IReadOnlyList<Goal> AgainstOtherCommit { get; } = [.. OtherCommit(Contender.Sqlite, 0.8), .. OtherCommit(Contender.Postgres, 0.9)];

    private static Goal Rules(string programme, Contender contender, double target) => new(
        $"Purchases/s under {programme} ÷ the built-in programme, 256 connections, {contender.Title}",
        Ratio(
            (RulesPart.Name, programme, VariantLoads.Of(contender, 256), Metrics.PerSecond),
            (RulesPart.Name, RulesPart.BuiltIn, VariantLoads.Of(contender, 256), Metrics.PerSecond)),
        target);

    private static Goal Webhook(Contender contender) => new(
        $"Purchases/s with a receiver that never answers ÷ without a webhook, 256 connections, {contender.Title}",
        Ratio(
            (WebhooksPart.Name, WebhooksPart.NeverAnswers, VariantLoads.Of(contender, 256), Metrics.PerSecond),
            (WebhooksPart.Name, WebhooksPart.None, VariantLoads.Of(contender, 256), Metrics.PerSecond)),
        0.95);

    private static Goal Telemetry(string what, Contender contender, double target) => new(
        $"CPU a purchase with {what} ÷ without telemetry, 256 connections, {contender.Title}",
        Ratio(
            (TelemetryPart.Name, what, VariantLoads.Of(contender, 256), Metrics.Cpu),
            (TelemetryPart.Name, TelemetryPart.Off, VariantLoads.Of(contender, 256), Metrics.Cpu)),
        target,
        AtLeast: false);

    private static Goal Rehearsal(Contender contender, string metric, double target) => new(
        $"A rehearsal of 100,000 members with 20 purchases: {metric}, {contender.Title}",
        samples => samples.Of(RehearsalPart.Name, GrowthPart.Subject(100_000), contender.Title, metric)?.Median,
        target,
        AtLeast: false);

    private static Goal Hub(Contender contender) => new(
        $"Purchases/s with 1,000 members watched ÷ without, {contender.Title}",
        Ratio((HubPart.Name, contender.Title, HubPart.Watched, Metrics.PerSecond), (HubPart.Name, contender.Title, HubPart.Alone, Metrics.PerSecond)),
        0.5);

    private static Goal Rows(string how, Contender contender) => new(
        $"Rows/s of the {how} ÷ one by one, {contender.Title}",
        Ratio((StreamPart.Name, how, contender.Title, Metrics.RowsPerSecond), (StreamPart.Name, StreamPart.OneByOne, contender.Title, Metrics.RowsPerSecond)),
        2);

    private static Goal Start(Contender contender) => new(
        $"A million members: s from start to first answer, {contender.Title}",
        samples => samples.Of(GrowthPart.Name, GrowthPart.Subject(1_000_000), GrowthPart.Variant(contender), GrowthPart.Start)?.Median,
        1.3,
        AtLeast: false);

    private static Goal Stop(Contender contender) => new(
        $"A million members: s to stop after a load, {contender.Title}",
        samples => samples.Of(GrowthPart.Name, GrowthPart.Subject(1_000_000), GrowthPart.Variant(contender), GrowthPart.Stop)?.Median,
        5,
        AtLeast: false);

    private static IEnumerable<Goal> OtherCommit(Contender contender, double least)
    {
        var other = contender.OfOtherCommit();
        foreach (var connections in HttpPart.Connections)
        {
            yield return new($"Purchases/s, {contender.Title}, {connections} connections", Http(Metrics.PerSecond, connections, contender, other), least);
            yield return new($"p99, {contender.Title}, {connections} connections", Http(Metrics.P99, connections, contender, other), 1.15, AtLeast: false);
            yield return new($"CPU a purchase, {contender.Title}, {connections} connections", Http(Metrics.Cpu, connections, contender, other), 1.35, AtLeast: false);
        }

        foreach (var members in GrowthPart.Sizes)
        {
            var (name, subject) = (GrowthPart.Name, GrowthPart.Subject(members));
            yield return new(
                $"Purchases/s from cold, {contender.Title}, {subject}",
                Ratio((name, subject, GrowthPart.Variant(contender), GrowthPart.FromCold), (name, subject, GrowthPart.Variant(other), GrowthPart.FromCold)),
                0.8);
        }
    }

    private static Func<Samples, double?> Micro(string subject, string metric) =>
        samples => samples.Of(MicroPart.Name, subject, "", metric)?.Median;

    private static double? Dispatch(Samples samples) =>
        Micro("Ask a grain", "ns")(samples) - Micro("Call the same method plainly", "ns")(samples);

    // The ratio of two medians.
    private static Func<Samples, double?> Ratio(
        (string Part, string Subject, string Variant, string Metric) of, (string Part, string Subject, string Variant, string Metric) to) =>
        samples => samples.Of(of.Part, of.Subject, of.Variant, of.Metric)?.Median / samples.Of(to.Part, to.Subject, to.Variant, to.Metric)?.Median;

    private static Func<Samples, double?> Http(string metric, int connections, Contender of, Contender to) => Ratio(
        (HttpPart.Name, of.Title, HttpPart.Variant(connections), metric), (HttpPart.Name, to.Title, HttpPart.Variant(connections), metric));
}
