using System.Text;
using Loyalty.Contracts;
using Loyalty.Domain;

namespace Loyalty.Journal.Tests;

public sealed class SnapshotCodecTests
{
    private const string Stored =
        """{"memberId":"000000000018","version":12,"enrolledOn":"2026-01-10","standing":{"level":2,"since":"2026-01-10","heldSince":["2026-01-10","2026-01-10","2026-01-10"],"reviewDate":"2027-02-10"},"buckets":[{"lastDay":"2027-01-10","amount":5}],"lifetime":7,"day":"2026-01-11","lastUpdated":"2026-01-10T09:30:15.123456\u002B00:00","due":"2027-01-11"}""";

    [Fact]
    public void A_snapshot_comes_back_as_it_was()
    {
        var snapshot = new AccountSnapshot(
            Samples.Member(1),
            12,
            Samples.Day,
            TierStanding.Lowest(Samples.Day).Upgraded(2, Samples.Day) with { ReviewDate = new DateOnly(2027, 2, 10) },
            [(new DateOnly(2027, 1, 10), 5)],
            7,
            null,
            new DateOnly(2026, 1, 11),
            new DateOnly(2027, 1, 11),
            Samples.At);
        var bytes = SnapshotCodec.Encode(snapshot);
        Assert.Equal(Stored.Replace("\\u002B", "+", StringComparison.Ordinal), Encoding.UTF8.GetString(bytes));
        var read = SnapshotCodec.Decode(SnapshotCodec.Format, bytes);
        Assert.NotNull(read);
        Assert.Equal(snapshot.Buckets.AsEnumerable(), read.Buckets);
        Assert.Equal(snapshot, read with { Buckets = snapshot.Buckets });
    }

    [Fact]
    public void Another_format_or_broken_bytes_read_as_none()
    {
        var bytes = Encoding.UTF8.GetBytes(Stored);
        Assert.NotNull(SnapshotCodec.Decode(SnapshotCodec.Format, bytes));
        Assert.Null(SnapshotCodec.Decode(SnapshotCodec.Format + 1, bytes));
        Assert.Null(SnapshotCodec.Decode(SnapshotCodec.Format, bytes[..^1]));
        Assert.Null(SnapshotCodec.Decode(SnapshotCodec.Format, []));
        Assert.Null(SnapshotCodec.Decode(SnapshotCodec.Format, "{}"u8.ToArray()));
    }
}
