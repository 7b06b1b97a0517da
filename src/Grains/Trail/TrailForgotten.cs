using System.Globalization;
using System.Text.Json;

namespace Loyalty.Grains;

/// <summary>
/// The record of what retention has forgotten of the trail. It names the last record that went, inside the chain, so that nobody else can
/// move the trail's beginning unseen.
/// </summary>
public static class TrailForgotten
{
    public static TrailEntry Entry(TrailEnd end, int records) => new(
        TrailSource.Engine("retention"),
        TrailActions.TrailForgotten,
        Detail: string.Create(CultureInfo.InvariantCulture, $$"""{"records":{{records}},"through":{{end.Sequence}},"hash":"{{end.Hash}}"}"""));

    /// <summary>The end that a record names; null for one of an engine that named none, or of something else.</summary>
    public static TrailEnd? EndOf(TrailRecord record)
    {
        if (record.Entry.Action != TrailActions.TrailForgotten || record.Entry.Detail is not { } detail)
            return null;
        try
        {
            using var json = JsonDocument.Parse(detail);
            return json.RootElement.TryGetProperty("through", out var through) && through.TryGetInt64(out var sequence)
                && json.RootElement.TryGetProperty("hash", out var hash) && hash.GetString() is { } text
                    ? new TrailEnd(sequence, text)
                    : null;
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
