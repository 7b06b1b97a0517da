using System.Text.Json;

namespace Loyalty.Grains;

/// <summary>The report of an erasure as the trail keeps it.</summary>
internal static class ErasureDetail
{
    private static readonly JsonSerializerOptions Options = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    public static string ToDetail(this ErasureReport report) => JsonSerializer.Serialize(report, Options);
}
