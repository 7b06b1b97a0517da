using System.Buffers;
using System.Buffers.Binary;
using System.IO.Hashing;
using System.Text;

namespace Loyalty.Journal;

/// <summary>
/// The checksum of a row of the journal: XXH3, 64 bits, seed 0, as a signed number, over its columns but the sequence, which the database
/// gives: member, version, type, at (microseconds since 1970), due (days since 0001-01-01), key, body. A number is eight bytes, the
/// least telling first, a due day of none the least number there is; a text or the body is its length in bytes as such a number and
/// its bytes, in UTF-8; a key of none has the length -1.
/// </summary>
/// <remarks>It finds what a disk or a hand has changed by mistake; who means to deceive reckons it anew. The trail is for that.</remarks>
internal static class RowChecksum
{
    private const int Numbers = 7;

    /// <summary>What fits here, as nearly every row does, needs no memory of its own.</summary>
    private const int OnStack = 1024;

    public static long Of(string member, long version, string type, byte[] body, DateTimeOffset at, DateOnly? due, string? key)
    {
        var most = (Numbers * sizeof(long)) + Encoding.UTF8.GetMaxByteCount(member.Length)
            + Encoding.UTF8.GetMaxByteCount(type.Length) + Encoding.UTF8.GetMaxByteCount(key?.Length ?? 0) + body.Length;
        var rented = most > OnStack ? ArrayPool<byte>.Shared.Rent(most) : null;
        var bytes = rented ?? stackalloc byte[OnStack];
        var end = 0;
        Add(bytes, ref end, member);
        Add(bytes, ref end, version);
        Add(bytes, ref end, type);
        Add(bytes, ref end, Instants.ToMicroseconds(at));
        Add(bytes, ref end, due?.DayNumber ?? long.MinValue);
        Add(bytes, ref end, key);
        Add(bytes, ref end, body.Length);
        body.CopyTo(bytes[end..]);
        var sum = unchecked((long)XxHash3.HashToUInt64(bytes[..(end + body.Length)]));
        if (rented is not null)
            ArrayPool<byte>.Shared.Return(rented);
        return sum;
    }

    private static void Add(Span<byte> bytes, ref int end, long number)
    {
        BinaryPrimitives.WriteInt64LittleEndian(bytes[end..], number);
        end += sizeof(long);
    }

    private static void Add(Span<byte> bytes, ref int end, string? text)
    {
        if (text is null)
        {
            Add(bytes, ref end, -1);
            return;
        }

        var length = Encoding.UTF8.GetBytes(text, bytes[(end + sizeof(long))..]);
        Add(bytes, ref end, length);
        end += length;
    }
}
