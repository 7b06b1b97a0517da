using System.Text.Json;
using Loyalty.Domain;
using Loyalty.Grains;

namespace Loyalty.Api;

/// <summary>
/// Writes the reply to a purchase field by field: the one answer that is written thousands of times a second, where the serializer's
/// general way costs a tenth of the whole request. A test holds it to what the serializer writes.
/// </summary>
internal static class ReceiptJson
{
    public static void Write(Utf8JsonWriter json, PurchaseReceipt receipt)
    {
        json.WriteStartObject();
        WriteFields(json, receipt);
        json.WriteEndObject();
    }

    /// <summary>The same as a line of a stream's results.</summary>
    public static void Write(Utf8JsonWriter json, PurchaseLineReceipt line)
    {
        json.WriteStartObject();
        json.WriteNumber("line"u8, line.Line);
        json.WriteBoolean("repeated"u8, line.Repeated);
        WriteFields(json, new PurchaseReceipt(line.Transaction, line.Status, line.TierChange, line.Version, line.Reversal, line.Alongside));
        json.WriteEndObject();
    }

    private static void WriteFields(Utf8JsonWriter json, PurchaseReceipt receipt)
    {
        json.WritePropertyName("transaction"u8);
        Write(json, receipt.Transaction);
        json.WritePropertyName("status"u8);
        StatusJson.Write(json, receipt.Status);
        json.WritePropertyName("tierChange"u8);
        Write(json, receipt.TierChange);
        json.WriteNumber("version"u8, receipt.Version);
        json.WritePropertyName("reversal"u8);
        Write(json, receipt.Reversal);
        json.WritePropertyName("alongside"u8);
        if (receipt.Alongside is { Count: 0 })
        {
            json.WriteStartArray();
            json.WriteEndArray();
        }
        else
        {
            JsonSerializer.Serialize(json, receipt.Alongside, ApiJson.Options);
        }
    }

    private static void Write(Utf8JsonWriter json, TransactionView line)
    {
        json.WriteStartObject();
        json.WriteString("transactionId"u8, line.TransactionId);
        json.WriteString("type"u8, JsonWords<PurchaseType>.Of(line.Type));
        json.WriteNumber("amount"u8, line.Amount);
        json.WriteString("currency"u8, line.Currency);
        json.WriteNumber("convertedAmount"u8, line.ConvertedAmount);
        json.WriteNumber("countedAmount"u8, line.CountedAmount);
        json.WriteNumber("rate"u8, line.Rate);
        json.WriteDate("rateDate"u8, line.RateDate);
        json.WriteNumber("bonusPercent"u8, line.BonusPercent);
        json.WriteDate("date"u8, line.Date);
        json.WriteDate("postedOn"u8, line.PostedOn);
        json.WriteDate("lastDayCounted"u8, line.LastDayCounted);
        json.WriteNumber("reversedAmount"u8, line.ReversedAmount);
        json.WriteNumber("netCountedAmount"u8, line.NetCountedAmount);
        json.WriteString("bookingReference"u8, line.BookingReference);
        json.WriteString("partner"u8, line.Partner);
        json.WriteString("kind"u8, JsonWords<TransactionKind>.Of(line.Kind));
        json.WriteNumber("version"u8, line.Version);
        json.WriteInstant("at"u8, line.At);
        json.WritePropertyName("reversal"u8);
        Write(json, line.Reversal);
        json.WriteString("reason"u8, line.Reason);
        json.WriteString("state"u8, JsonWords<CreditState>.Of(line.State));
        json.WriteDate("countsFrom"u8, line.CountsFrom);
        json.WriteNumber("programmeVersion"u8, line.ProgrammeVersion);
        EarningJson.Write(json, line.Earning);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, ReversalView? reversal)
    {
        if (reversal is null)
        {
            json.WriteNullValue();
            return;
        }

        json.WriteStartObject();
        json.WriteString("reversalId"u8, reversal.ReversalId);
        json.WriteNumber("amount"u8, reversal.Amount);
        json.WriteNumber("countedAmount"u8, reversal.CountedAmount);
        json.WriteString("reason"u8, reversal.Reason);
        json.WritePropertyName("components"u8);
        if (reversal.Components is { } components)
            JsonSerializer.Serialize(json, components, ApiJson.Options);
        else
            json.WriteNullValue();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, TierChangeView? change)
    {
        if (change is null)
        {
            json.WriteNullValue();
            return;
        }

        json.WriteStartObject();
        json.WriteString("kind"u8, JsonWords<TierChangeKind>.Of(change.Kind));
        json.WriteString("from"u8, change.From);
        json.WriteString("to"u8, change.To);
        json.WriteDate("reviewDate"u8, change.ReviewDate);
        json.WriteStrings("benefitsGained"u8, change.BenefitsGained);
        json.WriteStrings("benefitsLost"u8, change.BenefitsLost);
        json.WriteEndObject();
    }
}
