using System.Text.Json;
using Loyalty.Grains;

namespace Loyalty.Api;

/// <summary>Writes how a purchase earned, field by field, as a part of <see cref="ReceiptJson"/>.</summary>
internal static class EarningJson
{
    public static void Write(Utf8JsonWriter json, EarningView? earning)
    {
        json.WritePropertyName("earning"u8);
        if (earning is null)
        {
            json.WriteNullValue();
            return;
        }

        json.WriteStartObject();
        json.WriteNumber("eligible"u8, earning.Eligible);
        json.WriteNumber("base"u8, earning.Base);
        json.WriteStartArray("excluded"u8);
        foreach (var excluded in earning.Excluded)
            Write(json, excluded);
        json.WriteEndArray();
        json.WriteStartArray("parts"u8);
        foreach (var part in earning.Parts)
            Write(json, part);
        json.WriteEndArray();
        // What waits is rare, and what was missed stands in quotes and explanations alone.
        json.WritePropertyName("hold"u8);
        JsonSerializer.Serialize(json, earning.Hold, ApiJson.Options);
        if (earning.Missed is { } missed)
        {
            json.WritePropertyName("missed"u8);
            JsonSerializer.Serialize(json, missed, ApiJson.Options);
        }

        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, ExcludedView excluded)
    {
        json.WriteStartObject();
        json.WriteString("component"u8, excluded.Component);
        json.WriteNumber("amount"u8, excluded.Amount);
        json.WriteString("rule"u8, excluded.Rule);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, EarnedPartView part)
    {
        json.WriteStartObject();
        json.WriteString("rule"u8, part.Rule);
        json.WriteString("group"u8, part.Group);
        json.WriteNumber("percent"u8, part.Percent);
        json.WriteNumber("amount"u8, part.Amount);
        json.WriteString("cutBy"u8, part.CutBy);
        json.WriteEndObject();
    }
}
