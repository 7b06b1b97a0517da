using System.Text.Json;
using Loyalty.Domain;
using Loyalty.Grains;

namespace Loyalty.Journal;

/// <summary>An event as it is stored.</summary>
/// <param name="Type">Versioned name of the event type; a contract.</param>
/// <param name="Body">UTF-8 JSON.</param>
/// <param name="Due">See <see cref="AccountEvent.Due"/>.</param>
/// <param name="Key">The command key, or null.</param>
internal readonly record struct EncodedEvent(string Type, byte[] Body, DateOnly? Due, string? Key);

/// <summary>A row of the journal before its body is read.</summary>
internal readonly record struct StoredEvent(long Sequence, string Member, long Version, string Type, byte[] Body, DateTimeOffset At);

/// <summary>Account events to stored rows and back. Strict both ways: what it writes it can read, and it reads nothing else.</summary>
internal static partial class EventCodec
{
    /// <exception cref="ArgumentException">The event is not one that could be read back.</exception>
    public static EncodedEvent Encode(AccountEvent change)
    {
        if (Fault(change) is { } fault)
            throw new ArgumentException($"{change.GetType().Name} cannot be recorded: {fault}", nameof(change));
        var (type, body) = change switch
        {
            MemberEnrolled enrolled => (EventNames.MemberEnrolled, JournalJson.Bytes(Body(enrolled), JournalJson.Default.MemberEnrolledBody)),
            SpendRecorded recorded => (EventNames.SpendRecorded, JournalJson.Bytes(recorded, SpendRecordedJson.Write)),
            SpendReversed reversed => (EventNames.SpendReversed, JournalJson.Bytes(Body(reversed), JournalJson.Default.SpendReversedBody)),
            TierMoved moved => (EventNames.TierMoved, JournalJson.Bytes(Body(moved), JournalJson.Default.TierMovedBody)),
            _ => throw new ArgumentException($"{change.GetType().Name} has no stored form.", nameof(change)),
        };
        return new EncodedEvent(type, body, change.Due, CommandKey.Of(change)?.Value);
    }

    /// <exception cref="JournalDamagedException">Type or body is not what this engine writes.</exception>
    public static RecordedEvent Decode(in StoredEvent row)
    {
        try
        {
            AccountEvent change = row.Type switch
            {
                EventNames.MemberEnrolled => Event(Read(row.Body, JournalJson.Stored.MemberEnrolledBody)),
                EventNames.SpendRecorded => Event(Read(row.Body, JournalJson.Stored.SpendRecordedBody)),
                EventNames.SpendReversed => Event(Read(row.Body, JournalJson.Stored.SpendReversedBody)),
                EventNames.TierMoved => Event(Read(row.Body, JournalJson.Stored.TierMovedBody)),
                _ => throw new FormatException($"The event type '{row.Type}' is unknown; a newer engine may have written it."),
            };
            return Fault(change) is { } fault
                ? throw new FormatException(fault)
                : new RecordedEvent(row.Sequence, MemberId.Of(row.Member), row.Version, row.At, change);
        }
        catch (Exception e) when (e is JsonException or FormatException or ArgumentException or InvalidOperationException)
        {
            throw new JournalDamagedException(
                row.Member, row.Version, $"Member {row.Member}, version {row.Version}, sequence {row.Sequence} ({row.Type}) cannot be read: {e.Message}", e);
        }
    }

    private static T Read<T>(byte[] body, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type) =>
        JsonSerializer.Deserialize(body, type) ?? throw new FormatException("The body is null.");
}
