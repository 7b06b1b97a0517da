using System.Text.Json;
using System.Text.Json.Nodes;
using Loyalty.Domain;

namespace Loyalty.Api;

/// <summary>One field that is not the same.</summary>
/// <param name="Path">As <c>tiers[2].threshold</c>; rules, tiers and groups by their place.</param>
/// <param name="From">Null where it was not there.</param>
/// <param name="To">Null where it is not there any more.</param>
public sealed record ProgrammeChange(string Path, JsonElement? From, JsonElement? To);

/// <summary>Compares programmes as they are written, field by field.</summary>
public static class ProgrammeDiff
{
    public static IReadOnlyList<ProgrammeChange> Of(Programme before, Programme after)
    {
        var changes = new List<ProgrammeChange>();
        Compare("", JsonNode.Parse(ProgrammeFile.Write(before)), JsonNode.Parse(ProgrammeFile.Write(after)), changes);
        return changes;
    }

    private static void Compare(string path, JsonNode? before, JsonNode? after, List<ProgrammeChange> changes)
    {
        if (before is JsonObject a && after is JsonObject b)
        {
            foreach (var name in a.Select(p => p.Key).Union(b.Select(p => p.Key), StringComparer.Ordinal))
                Compare(path.Length == 0 ? name : $"{path}.{name}", a[name], b[name], changes);
        }
        else if (before is JsonArray x && after is JsonArray y)
        {
            for (var i = 0; i < Math.Max(x.Count, y.Count); i++)
                Compare($"{path}[{i}]", i < x.Count ? x[i] : null, i < y.Count ? y[i] : null, changes);
        }
        else if (!JsonNode.DeepEquals(before, after))
        {
            changes.Add(new ProgrammeChange(path, Element(before), Element(after)));
        }
    }

    private static JsonElement? Element(JsonNode? node) => node is null ? null : JsonSerializer.SerializeToElement(node);
}
