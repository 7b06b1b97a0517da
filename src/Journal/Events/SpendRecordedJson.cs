using System.Text.Json;
using Loyalty.Domain;

namespace Loyalty.Journal;

/// <summary>
/// Writes the body of <c>spend-recorded.1</c> field by field: the one event that is written thousands of times a second. A test holds it to
/// what the serializer makes of <see cref="SpendRecordedBody"/>.
/// </summary>
internal static class SpendRecordedJson
{
    public static void Write(Utf8JsonWriter json, SpendRecorded change)
    {
        json.WriteStartObject();
        Write(json, "date"u8, change.Date);
        Write(json, change.Posting);
        if (change.Due is { } due)
            Write(json, "due"u8, due);
        if (EventCodec.Body(change.TierChange) is { } moved)
        {
            json.WritePropertyName("tierChange"u8);
            JsonSerializer.Serialize(json, moved, JournalJson.Default.TierChangeBody);
        }

        if (EventCodec.Relevelled(change) is { } relevelled)
        {
            json.WritePropertyName("relevelled"u8);
            JsonSerializer.Serialize(json, relevelled, JournalJson.Default.StandingBody);
        }

        WriteGiven(json, "tier"u8, change.Tier);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Posting posting)
    {
        json.WriteStartObject("posting"u8);
        Write(json, posting.Purchase);
        Write(json, "date"u8, posting.Date);
        json.WriteStartObject("rate"u8);
        json.WriteNumber("value"u8, posting.Rate.Value);
        Write(json, "date"u8, posting.Rate.Date);
        json.WriteEndObject();
        json.WriteNumber("converted"u8, posting.Converted);
        json.WriteNumber("bonusPercent"u8, posting.BonusPercent);
        json.WriteNumber("counted"u8, posting.Counted);
        Write(json, "postedOn"u8, posting.PostedOn);
        Write(json, "lastDayCounted"u8, posting.LastDayCounted);
        if (posting.Earned is { } earned)
            EarnedJson.Write(json, earned);

        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Purchase purchase)
    {
        json.WriteStartObject("purchase"u8);
        json.WriteString("transactionId"u8, purchase.TransactionId.Value);
        json.WriteString("type"u8, EventNames.Of(purchase.Type));
        json.WriteStartObject("amount"u8);
        json.WriteNumber("minor"u8, purchase.Amount.Minor);
        json.WriteString("currency"u8, purchase.Amount.Currency.Code);
        json.WriteEndObject();
        if (purchase.Date is { } date)
            Write(json, "date"u8, date);
        WriteGiven(json, "bookingReference"u8, purchase.BookingReference);
        WriteGiven(json, "partner"u8, purchase.Partner);
        WriteGiven(json, "reason"u8, purchase.Reason);
        WriteGiven(json, "source"u8, purchase.Source);
        if (EventCodec.Body(purchase.Details) is { } details)
        {
            json.WritePropertyName("details"u8);
            JsonSerializer.Serialize(json, details, JournalJson.Default.DetailsBody);
        }

        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, ReadOnlySpan<byte> name, DateOnly date)
    {
        Span<byte> text = stackalloc byte[10];
        date.TryFormat(text, out _, "O");
        json.WriteString(name, text);
    }

    internal static void WriteGiven(Utf8JsonWriter json, ReadOnlySpan<byte> name, string? text)
    {
        if (text is not null)
            json.WriteString(name, text);
    }
}
