using Loyalty.Contracts;
using Loyalty.Grains;

namespace Loyalty.Journal.Tests;

public sealed class RowChecksumTests
{
    private static readonly byte[] Body = [.. Enumerable.Range(0, 300).Select(i => (byte)(i % 251))];

    /// <summary>It stands in every row ever written.</summary>
    [Fact]
    public void The_checksum_of_a_row_never_changes()
    {
        Assert.Equal(7412009786459976686L, RowChecksum.Of("100000000016", 2, "spend-recorded.1", Body, Samples.At, Samples.Day, "t:T-1"));
        Assert.Equal(-4309538285562441700L, RowChecksum.Of("M", 1, "member-enrolled.1", [], DateTimeOffset.UnixEpoch, null, null));
    }

    [Fact]
    public void Every_column_counts_and_none_passes_for_its_neighbour()
    {
        string?[] keys = [null, "", "t:1", "t:1\0", "t:"];
        long[] sums =
        [
            .. keys.Select(key => RowChecksum.Of("AB", 2, "x.1", Body, Samples.At, Samples.Day, key)),
            RowChecksum.Of("ABx", 2, ".1", Body, Samples.At, Samples.Day, null),
            RowChecksum.Of("A", 2, "x.1", Body, Samples.At, Samples.Day, null),
            RowChecksum.Of("AB", 3, "x.1", Body, Samples.At, Samples.Day, null),
            RowChecksum.Of("AB", 2, "x.2", Body, Samples.At, Samples.Day, null),
            RowChecksum.Of("AB", 2, "x.1", Body[1..], Samples.At, Samples.Day, null),
            RowChecksum.Of("AB", 2, "x.1", Body, Samples.At.AddMicroseconds(1), Samples.Day, null),
            RowChecksum.Of("AB", 2, "x.1", Body, Samples.At, Samples.Day.AddDays(1), null),
            RowChecksum.Of("AB", 2, "x.1", Body, Samples.At, null, null),
        ];
        Assert.Equal(sums.Length, sums.Distinct().Count());
    }

    [Fact]
    public void No_length_of_text_or_body_is_too_long()
    {
        var (member, key, body) = (new string('ä', 2000), new string('k', 3000), new byte[100_000]);
        var sum = RowChecksum.Of(member, 1, "t", body, Samples.At, null, key);
        body[99_999] = 1;
        Assert.NotEqual(sum, RowChecksum.Of(member, 1, "t", body, Samples.At, null, key));
    }

    /// <summary>One digit anywhere in a purchase: what the body's shape alone would believe is told.</summary>
    [Fact]
    public void A_digit_that_changed_is_told_whichever_it_is()
    {
        var append = new PendingAppend(Samples.Append(Samples.Member(5), 2, Samples.Upgrading("T-1")));
        var stored = append.Events[0];
        var digits = Enumerable.Range(0, stored.Body.Length).Where(i => char.IsAsciiDigit((char)stored.Body[i])).ToList();
        Assert.True(digits.Count > 50, "A purchase has many digits.");
        foreach (var place in digits)
        {
            var body = stored.Body.ToArray();
            body[place] = (byte)('0' + ((body[place] - '0' + 3) % 10));
            var damaged = Assert.Throws<JournalDamagedException>(() => EventCodec.Decode(
                new StoredEvent(7, append.Member, 3, stored.Type, body, append.At, stored.Due, stored.Key, stored.Checksum)));
            Assert.Equal((append.Member, 3, 7), (damaged.Member, damaged.Version, damaged.Sequence));
            Assert.Contains("has changed since it was written", damaged.Message, StringComparison.Ordinal);
        }
    }
}
