namespace Loyalty.Bench;

/// <summary>Headings and plots of the parts.</summary>
internal static class PartTitles
{
    private static readonly Dictionary<string, (string Title, string? Plot)> Known = new(StringComparer.Ordinal)
    {
        ["http"] = ("Purchases over HTTP", "Plots/http.svg"),
        ["hub"] = ("With a thousand members watched through the hub", null),
        ["stream"] = ("The stream and the import", null),
        ["latency"] = ("Latency a member feels, at half of full load", "Plots/latency.svg"),
        ["micro"] = ("The pieces", null),
        ["growth"] = ("Growth", "Plots/growth.svg"),
        ["rules"] = ("Purchases under earning rules", null),
        ["webhooks"] = ("Purchases beside a webhook that is never answered", null),
        ["telemetry"] = ("What telemetry costs", null),
        ["rehearsal"] = ("The rehearsal of a draft", null),
    };

    public static string Of(string part) => Known[part].Title;

    public static string? PlotOf(string part) => Known[part].Plot;
}
