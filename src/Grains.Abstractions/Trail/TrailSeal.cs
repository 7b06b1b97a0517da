using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Loyalty.Grains;

/// <summary>
/// The hash of a record: SHA-256, in lower-case hexadecimal, over <c>loyalty-trail-1</c> and its fields in the order sequence,
/// at (microseconds since 1970), by, who, from, action, member, subject, reason, detail, previous. Each is its length in bytes as
/// four bytes, the most telling first, and its text in UTF-8; null has the length 0xFFFFFFFF and no text.
/// </summary>
public static class TrailSeal
{
    /// <summary>What stands before the first record.</summary>
    public const string None = "";

    /// <summary>The record that follows another.</summary>
    /// <param name="previous">The end it follows.</param>
    public static TrailRecord After(TrailEnd previous, TrailEntry entry, DateTimeOffset at)
    {
        var (sequence, instant) = (previous.Sequence + 1, Truncate(at));
        return new TrailRecord(sequence, instant, entry, previous.Hash, Of(sequence, instant, entry, previous.Hash));
    }

    /// <summary>The hash that a record must have.</summary>
    public static string Of(TrailRecord record) => Of(record.Sequence, record.At, record.Entry, record.Previous);

    private static string Of(long sequence, DateTimeOffset at, TrailEntry entry, string previous)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> length = stackalloc byte[sizeof(uint)];
        string?[] fields =
        [
            "loyalty-trail-1", Text(sequence), Text((at.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond),
            entry.Source.By, entry.Source.Who, entry.Source.From, entry.Action, entry.Member?.Value, entry.Subject, entry.Reason, entry.Detail, previous,
        ];
        foreach (var field in fields)
        {
            var bytes = field is null ? [] : Encoding.UTF8.GetBytes(field);
            BinaryPrimitives.WriteUInt32BigEndian(length, field is null ? uint.MaxValue : (uint)bytes.Length);
            hash.AppendData(length);
            hash.AppendData(bytes);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static DateTimeOffset Truncate(DateTimeOffset at) => new(at.UtcTicks - (at.UtcTicks % TimeSpan.TicksPerMicrosecond), TimeSpan.Zero);
}
