using System.Text.Json;
using Loyalty.Domain;

namespace Loyalty.Journal;

/// <summary>The JSON of a snapshot in format <see cref="SnapshotCodec.Format"/>.</summary>
internal sealed record SnapshotBody(
    string MemberId,
    long Version,
    DateOnly EnrolledOn,
    StandingBody Standing,
    BucketBody[] Buckets,
    long Lifetime,
    DateOnly Day,
    DateTimeOffset LastUpdated,
    DateOnly? LastPostedOn = null,
    DateOnly? Due = null,
    PendingBody[]? Pending = null,
    CapUseBody[]? Caps = null);

internal sealed record BucketBody(DateOnly LastDay, long Amount);

/// <summary>Account states to stored bytes and back.</summary>
internal static class SnapshotCodec
{
    /// <summary>
    /// Number of the format that is written. It rises with every change of <see cref="SnapshotBody"/> or of what a field means;
    /// snapshots of other formats are not read, the account is replayed from the journal instead.
    /// </summary>
    public const int Format = 2;

    /// <summary>Had neither pending credits nor caps; nothing else differs, so it is read.</summary>
    private const int BeforePending = 1;

    public static byte[] Encode(AccountSnapshot snapshot) => JsonSerializer.SerializeToUtf8Bytes(
        new SnapshotBody(
            snapshot.MemberId.Value,
            snapshot.Version,
            snapshot.EnrolledOn,
            EventCodec.Body(snapshot.Standing),
            [.. snapshot.Buckets.Select(bucket => new BucketBody(bucket.LastDay, bucket.Amount))],
            snapshot.Lifetime,
            snapshot.Day,
            snapshot.LastUpdated,
            snapshot.LastPostedOn,
            snapshot.Due,
            snapshot.Pending.IsEmpty ? null : [.. snapshot.Pending.Select(EventCodec.Body)],
            EventCodec.Bodies(snapshot.Caps)),
        JournalJson.Stored.SnapshotBody);

    /// <summary>The snapshot, or null when the bytes are none of this format: it can always be made anew.</summary>
    public static AccountSnapshot? Decode(int format, byte[] bytes)
    {
        if (format is not (Format or BeforePending))
            return null;
        try
        {
            var body = JsonSerializer.Deserialize(bytes, JournalJson.Stored.SnapshotBody);
            return body is null
                ? null
                : new AccountSnapshot(
                    MemberId.Of(body.MemberId),
                    body.Version,
                    body.EnrolledOn,
                    EventCodec.Standing(body.Standing),
                    [.. body.Buckets.Select(bucket => (bucket.LastDay, bucket.Amount))],
                    body.Lifetime,
                    body.LastPostedOn,
                    body.Day,
                    body.Due,
                    body.LastUpdated,
                    ValueList.From((body.Pending ?? []).Select(EventCodec.Pending)),
                    EventCodec.Uses(body.Caps));
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
