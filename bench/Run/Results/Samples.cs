using System.Text.Json;

namespace Loyalty.Bench;

/// <summary>One number that was measured.</summary>
/// <param name="Part">The part of the run.</param>
/// <param name="Subject">Whose number it is: a contender, or what was done.</param>
/// <param name="Variant">Under which circumstances, as <c>256 connections</c>.</param>
/// <param name="Metric">What was measured, with its unit.</param>
internal sealed record Sample(string Part, string Subject, string Variant, string Metric, int Repetition, double Value);

/// <summary>All that was measured in a run.</summary>
internal sealed class Samples
{
    private readonly List<Sample> _all = [];

    public IReadOnlyList<Sample> All => _all;

    public void Add(string part, string subject, string variant, string metric, int repetition, double value) =>
        _all.Add(new Sample(part, subject, variant, metric, repetition, value));

    /// <summary>Takes in what another program has written with <see cref="ToJson"/>.</summary>
    public void AddJson(string json) => _all.AddRange(JsonSerializer.Deserialize<List<Sample>>(json, JsonSerializerOptions.Web)!);

    public string ToJson() => JsonSerializer.Serialize(_all, Indented);

    /// <summary>Median, least and greatest of the repetitions, or null when nothing was measured.</summary>
    public Spread? Of(string part, string subject, string variant, string metric)
    {
        var values = _all
            .Where(sample => sample.Part == part && sample.Subject == subject && sample.Variant == variant && sample.Metric == metric)
            .Select(sample => sample.Value).Order().ToList();
        return values.Count == 0 ? null : new Spread(Median(values), values[0], values[^1]);
    }

    private static JsonSerializerOptions Indented { get; } = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    private static double Median(List<double> sorted) =>
        sorted.Count % 2 == 1 ? sorted[sorted.Count / 2] : (sorted[(sorted.Count / 2) - 1] + sorted[sorted.Count / 2]) / 2;
}

internal sealed record Spread(double Median, double Least, double Greatest);
