using System.Text.Json;
using Loyalty.Domain;
using Loyalty.Grains;

namespace Loyalty.Journal;

/// <summary>An event as it is stored.</summary>
/// <param name="Type">Versioned name of the event type; a contract.</param>
/// <param name="Body">UTF-8 JSON.</param>
/// <param name="Due">See <see cref="AccountEvent.Due"/>.</param>
/// <param name="Key">The command key, or null.</param>
/// <param name="Checksum">Of the whole row; see <see cref="RowChecksum"/>. The codec leaves it to whoever knows the row.</param>
internal readonly record struct EncodedEvent(string Type, byte[] Body, DateOnly? Due, string? Key, long Checksum = 0);

/// <summary>A row of the journal before its body is read.</summary>
/// <param name="Checksum">Null in a row of before there were any.</param>
internal readonly record struct StoredEvent(
    long Sequence, string Member, long Version, string Type, byte[] Body, DateTimeOffset At, DateOnly? Due, string? Key, long? Checksum)
{
    /// <summary>Why not even its columns can be read; null where they can.</summary>
    public Exception? Fault { get; init; }
}

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
            CreditPended pended => (EventNames.CreditPended, JournalJson.Bytes(Body(pended), JournalJson.Default.CreditPendedBody)),
            CreditReleased released => (EventNames.CreditReleased, JournalJson.Bytes(Body(released), JournalJson.Default.CreditReleasedBody)),
            CreditCancelled ended => (EventNames.CreditCancelled, JournalJson.Bytes(Body(ended), JournalJson.Default.CreditCancelledBody)),
            CreditUpdated updated => (EventNames.CreditUpdated, JournalJson.Bytes(Body(updated), JournalJson.Default.CreditUpdatedBody)),
            _ => throw new ArgumentException($"{change.GetType().Name} has no stored form.", nameof(change)),
        };
        return new EncodedEvent(type, body, change.Due, CommandKey.Of(change)?.Value);
    }

    /// <exception cref="JournalDamagedException">The row has changed since it was written, or is not what this engine writes.</exception>
    /// <param name="checksumsAfter">Rows after this sequence have a checksum.</param>
    public static RecordedEvent Decode(in StoredEvent row, long checksumsAfter = long.MaxValue)
    {
        try
        {
            RequireUnchanged(row, checksumsAfter);
            AccountEvent change = row.Type switch
            {
                EventNames.MemberEnrolled => Event(Read(row.Body, JournalJson.Stored.MemberEnrolledBody)),
                EventNames.SpendRecorded => Event(Read(row.Body, JournalJson.Stored.SpendRecordedBody)),
                EventNames.SpendReversed => Event(Read(row.Body, JournalJson.Stored.SpendReversedBody)),
                EventNames.TierMoved => Event(Read(row.Body, JournalJson.Stored.TierMovedBody)),
                EventNames.CreditPended => Event(Read(row.Body, JournalJson.Stored.CreditPendedBody)),
                EventNames.CreditReleased => Event(Read(row.Body, JournalJson.Stored.CreditReleasedBody)),
                EventNames.CreditCancelled => Event(Read(row.Body, JournalJson.Stored.CreditCancelledBody)),
                EventNames.CreditUpdated => Event(Read(row.Body, JournalJson.Stored.CreditUpdatedBody)),
                _ => throw new FormatException($"The event type '{row.Type}' is unknown; a newer engine may have written it."),
            };
            return (Fault(change) ?? Contradiction(row, change)) is { } fault
                ? throw new FormatException(fault)
                : new RecordedEvent(row.Sequence, MemberId.Of(row.Member), row.Version, row.At, change) { HasChecksum = row.Checksum is not null };
        }
        catch (Exception e) when (e is JsonException or FormatException or ArgumentException or InvalidOperationException)
        {
            throw new JournalDamagedException(
                row.Member, row.Version, $"Member {row.Member}, version {row.Version}, sequence {row.Sequence} ({row.Type}) cannot be read: {e.Message}", e)
            {
                Sequence = row.Sequence,
            };
        }
    }

    /// <summary>Whether the row is as it was written; one that has no checksum and needs none passes.</summary>
    /// <exception cref="FormatException">It is not.</exception>
    public static void RequireUnchanged(in StoredEvent row, long checksumsAfter)
    {
        if (row.Fault is { } fault)
            throw new FormatException(fault.Message, fault);
        if (row.Checksum is null && row.Sequence > checksumsAfter)
            throw new FormatException("The row has lost its checksum.");
        if (row.Checksum is { } sum && sum != RowChecksum.Of(row.Member, row.Version, row.Type, row.Body, row.At, row.Due, row.Key))
            throw new FormatException("The row has changed since it was written: its checksum is another.");
    }

    /// <summary>In what the body says otherwise than the columns beside it, which look-ups go by; null when they agree.</summary>
    private static string? Contradiction(in StoredEvent row, AccountEvent change)
    {
        if (row.Key != CommandKey.Of(change)?.Value)
            return $"The row's key is '{row.Key}', its body's '{CommandKey.Of(change)?.Value}'.";
        return row.Due == change.Due ? null : $"The row is due on {row.Due:yyyy-MM-dd}, its body on {change.Due:yyyy-MM-dd}.";
    }

    private static T Read<T>(byte[] body, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type) =>
        JsonSerializer.Deserialize(body, type) ?? throw new FormatException("The body is null.");
}
