using System.Text.Json;
using Loyalty.Grains;

namespace Loyalty.Api;

/// <summary>Writes a status card field by field; see <see cref="ReceiptJson"/>.</summary>
internal static class StatusJson
{
    public static void Write(Utf8JsonWriter json, StatusView status)
    {
        json.WriteStartObject();
        json.WriteString("memberId"u8, status.MemberId);
        json.WriteString("name"u8, status.Name);
        json.WriteNumber("version"u8, status.Version);
        json.WriteDate("asOf"u8, status.AsOf);
        json.WritePropertyName("tier"u8);
        Write(json, status.Tier);
        json.WritePropertyName("spend"u8);
        Write(json, status.Spend);
        json.WriteStartObject("qualifyingPeriod"u8);
        json.WriteDate("start"u8, status.QualifyingPeriod.Start);
        json.WriteDate("end"u8, status.QualifyingPeriod.End);
        json.WriteEndObject();
        json.WriteDate("nextTierReviewDate"u8, status.NextTierReviewDate);
        json.WriteStartArray("benefits"u8);
        for (var i = 0; i < status.Benefits.Count; i++)
            Write(json, status.Benefits[i]);
        json.WriteEndArray();
        json.WritePropertyName("ownTier"u8);
        if (status.OwnTier is { } own)
            Write(json, own);
        else
            json.WriteNullValue();
        json.WritePropertyName("pending"u8);
        if (status.Pending is { } pending)
            JsonSerializer.Serialize(json, pending, ApiJson.Options);
        else
            json.WriteNullValue();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, TierView tier)
    {
        json.WriteStartObject();
        json.WriteString("name"u8, tier.Name);
        json.WriteNumber("level"u8, tier.Level);
        json.WriteDate("since"u8, tier.Since);
        json.WriteDate("reviewDate"u8, tier.ReviewDate);
        json.WriteBoolean("atRisk"u8, tier.AtRisk);
        json.WriteString("code"u8, tier.Code);
        json.WriteString("source"u8, tier.Source);
        json.WriteDate("until"u8, tier.Until);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, SpendView spend)
    {
        json.WriteStartObject();
        json.WriteString("currency"u8, spend.Currency);
        json.WriteNumber("currentPeriod"u8, spend.CurrentPeriod);
        json.WriteNumber("lifetime"u8, spend.Lifetime);
        if (spend.ToNextTier is { } missing)
            json.WriteNumber("toNextTier"u8, missing);
        else
            json.WriteNull("toNextTier"u8);
        json.WriteString("nextTier"u8, spend.NextTier);
        if (spend.ProgressPercent is { } percent)
            json.WriteNumber("progressPercent"u8, percent);
        else
            json.WriteNull("progressPercent"u8);
        json.WriteInstant("lastUpdated"u8, spend.LastUpdated);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, BenefitView benefit)
    {
        json.WriteStartObject();
        json.WriteString("code"u8, benefit.Code);
        json.WriteDate("since"u8, benefit.Since);
        json.WriteEndObject();
    }
}
