using System.Diagnostics.Metrics;

namespace Loyalty.Grains;

/// <summary>
/// How long a purchase or reversal takes from stage to stage: the histogram <c>loyalty.purchase.stage</c>, one series a stage. The
/// hub adds the last one that this side of the network can see, from applied to pushed.
/// </summary>
public static class PurchaseStages
{
    /// <summary>Name of the instrument; seconds.</summary>
    public const string InstrumentName = "loyalty.purchase.stage";

    /// <summary>What the instrument tells.</summary>
    public const string Description = "Time of a purchase or reversal between two stages.";

    private static readonly Meter Meter = new("Loyalty.Grains");

    private static readonly Histogram<double> Stages = CreateIn(Meter);

    // Made once: a tag that is built for each purchase would be garbage.
    private static readonly KeyValuePair<string, object?> AcceptedToDurable = Stage("accepted_to_durable");

    private static readonly KeyValuePair<string, object?> DurableToApplied = Stage("durable_to_applied");

    /// <summary>The histogram in a meter, with bounds from 50 microseconds to 10 seconds.</summary>
    public static Histogram<double> CreateIn(Meter meter) => meter.CreateHistogram(
        InstrumentName,
        "s",
        Description,
        tags: null,
        new InstrumentAdvice<double>
        {
            HistogramBucketBoundaries =
                [0.000_05, 0.000_1, 0.000_25, 0.000_5, 0.001, 0.002_5, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
        });

    /// <summary>The label of a stage.</summary>
    public static KeyValuePair<string, object?> Stage(string name) => new("stage", name);

    /// <summary>The account's turn has begun, and the journal has answered.</summary>
    internal static void Durable(TimeSpan sinceAccepted) => Stages.Record(sinceAccepted.TotalSeconds, AcceptedToDurable);

    /// <summary>The account has taken the change in and handed it to the feed.</summary>
    internal static void Applied(TimeSpan sinceDurable) => Stages.Record(sinceDurable.TotalSeconds, DurableToApplied);
}
