using System.Text.Json;

namespace Loyalty.Client;

/// <summary>JSON as the engine writes and reads it.</summary>
internal static class LoyaltyJson
{
    public static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull };
}
