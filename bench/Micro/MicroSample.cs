using System.Text.Json;

namespace Loyalty.Bench;

/// <summary>A number as the run takes it in.</summary>
/// <param name="Subject">What was measured.</param>
/// <param name="Metric">In which unit.</param>
internal sealed record MicroSample(string Subject, string Metric, double Value)
{
    /// <summary>Writes samples in the form of the run's results.json.</summary>
    public static Task WriteAsync(string path, IEnumerable<MicroSample> samples) => File.WriteAllTextAsync(
        path,
        JsonSerializer.Serialize(
            samples.Select((sample, i) => new
            {
                Part = "micro",
                sample.Subject,
                Variant = "",
                sample.Metric,
                Repetition = i,
                sample.Value,
            }),
            JsonSerializerOptions.Web));
}
