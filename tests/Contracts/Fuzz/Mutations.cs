using System.Text;

namespace Loyalty.Contracts;

/// <summary>Bends bytes: what a broken client, a bad line or somebody with patience sends.</summary>
internal static class Mutations
{
    private static readonly byte[][] Pieces =
    [
        [0], [0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xEF, 0xBB, 0xBF], [0xF4, 0x90, 0x80, 0x80], [.. "\r\n"u8], [.. "\n"u8], [.. "\""u8], [.. "{"u8], [.. "}"u8], [.. "["u8], [.. ","u8], [.. ":"u8], [.. "\\"u8],
        [.. "\\u0000"u8], [.. "\u001e"u8], [.. "\"\""u8], [.. "-"u8], [.. "9999999999"u8], [.. "1e308"u8], [.. "null"u8], [.. "%00"u8], [.. " "u8], [.. ";"u8], [.. "'"u8],
    ];

    /// <summary>Bytes bent in one to eight places.</summary>
    public static byte[] Bend(byte[] bytes, Random random)
    {
        var bent = bytes.ToList();
        for (var times = 1 << random.Next(4); times > 0; times--)
            Once(bent, random);
        return [.. bent];
    }

    public static byte[] Bend(string text, Random random) => Bend(Encoding.UTF8.GetBytes(text), random);

    private static void Once(List<byte> bytes, Random random)
    {
        var at = random.Next(bytes.Count + 1);
        var length = Math.Min(random.Next(1, 9), bytes.Count - at);
        switch (random.Next(7))
        {
            case 0 when at < bytes.Count:
                bytes[at] ^= (byte)(1 << random.Next(8));
                break;
            case 1 when at < bytes.Count:
                bytes[at] = (byte)random.Next(256);
                break;
            case 2:
                bytes.RemoveRange(at, length);
                break;
            case 3:
                bytes.InsertRange(random.Next(bytes.Count + 1), bytes.GetRange(at, length));
                break;
            case 4 when random.Next(8) == 0:
                bytes.RemoveRange(at, bytes.Count - at);
                break;
            case 5 when random.Next(30) == 0:
                bytes.InsertRange(at, Enumerable.Repeat((byte)random.Next(256), random.Next(1, 70_000)));
                break;
            default:
                bytes.InsertRange(at, Pieces[random.Next(Pieces.Length)]);
                break;
        }
    }
}
