using System.Text.Json;
using Loyalty.Domain;

namespace Loyalty.Journal;

/// <summary>Writes how a purchase earned, field by field, as a part of <see cref="SpendRecordedJson"/>.</summary>
internal static class EarnedJson
{
    public static void Write(Utf8JsonWriter json, Earned earned)
    {
        json.WriteStartObject("earned"u8);
        json.WriteNumber("eligible"u8, earned.Eligible);
        json.WriteNumber("base"u8, earned.Base);
        SpendRecordedJson.WriteGiven(json, "tier"u8, earned.Tier);
        if (!earned.Excluded.IsEmpty)
        {
            json.WriteStartArray("excluded"u8);
            foreach (var excluded in earned.Excluded)
                Write(json, excluded);
            json.WriteEndArray();
        }

        if (!earned.Parts.IsEmpty)
        {
            json.WriteStartArray("parts"u8);
            foreach (var part in earned.Parts)
                Write(json, part);
            json.WriteEndArray();
        }

        // What has a hold waits, and is then another event: here it is rare.
        if (EventCodec.Body(earned.Hold) is { } hold)
        {
            json.WritePropertyName("hold"u8);
            JsonSerializer.Serialize(json, hold, JournalJson.Default.HoldBody);
        }

        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Excluded excluded)
    {
        json.WriteStartObject();
        json.WriteNumber("amount"u8, excluded.Amount);
        SpendRecordedJson.WriteGiven(json, "component"u8, excluded.Component);
        SpendRecordedJson.WriteGiven(json, "rule"u8, excluded.Rule);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, EarnedPart part)
    {
        json.WriteStartObject();
        json.WriteString("rule"u8, part.Rule);
        json.WriteString("group"u8, part.Group);
        json.WriteNumber("percent"u8, part.Percent);
        json.WriteNumber("amount"u8, part.Amount);
        if (part.Cut)
            json.WriteBoolean("cut"u8, true);
        SpendRecordedJson.WriteGiven(json, "capPeriod"u8, part.CapPeriod);
        json.WriteEndObject();
    }
}
