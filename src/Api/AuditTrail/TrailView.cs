using System.Text.Json;
using System.Text.Json.Serialization;
using Loyalty.Grains;

namespace Loyalty.Api;

/// <summary>A record of the trail as callers see it.</summary>
/// <param name="By">open, key, member, operator, command or engine.</param>
/// <param name="Who">The name of a key, the subject of a token, a part of the engine.</param>
/// <param name="From">The remote address, or null.</param>
/// <param name="Detail">What more is known; its fields depend on the action.</param>
/// <param name="Previous">The hash of the record before.</param>
public sealed record TrailView(
    long Sequence,
    DateTimeOffset At,
    string By,
    string Who,
    string? From,
    string Action,
    string? MemberId,
    string? Subject,
    string? Reason,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] JsonElement? Detail,
    string Previous,
    string Hash)
{
    public static TrailView Of(TrailRecord record)
    {
        var (entry, source) = (record.Entry, record.Entry.Source);
        return new TrailView(
            record.Sequence, record.At, source.By, source.Who, source.From, entry.Action, entry.Member?.Value, entry.Subject, entry.Reason,
            Json(entry.Detail), record.Previous, record.Hash);
    }

    // Whoever has altered a record must not be able to keep it from being shown.
    private static JsonElement? Json(string? detail)
    {
        if (detail is null)
            return null;
        try
        {
            return JsonSerializer.Deserialize<JsonElement>(detail);
        }
        catch (JsonException)
        {
            return JsonSerializer.SerializeToElement(detail, ApiJson.Options);
        }
    }
}
