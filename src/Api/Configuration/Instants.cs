using System.Globalization;
using System.Text;

namespace Loyalty.Api;

/// <summary>Reads and writes dates and instants in the one form the contract has.</summary>
public static class Instants
{
    /// <summary>What callers are told of a date that cannot be read.</summary>
    public const string DateRule = "Must be a date that exists, as 2026-11-21.";

    /// <summary>What callers are told of an instant that cannot be read.</summary>
    public const string InstantRule = "Must be an instant with Z or an offset, as 2026-11-21T10:15:04Z.";

    private static readonly string[] Formats = ["yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz"];

    /// <summary>An RFC 3339 instant with <c>Z</c> or an offset.</summary>
    public static bool TryRead(string? text, out DateTimeOffset instant) =>
        DateTimeOffset.TryParseExact(text, Formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out instant);

    /// <summary>Bytes of an instant as it is written.</summary>
    public const int Length = 24;

    /// <summary>Writes an instant as <see cref="InstantConverter"/> says.</summary>
    public static void Write(DateTimeOffset instant, Span<byte> text)
    {
        // The round-trip form ends in seven digits and Z: the quickest there is, and what is finer than a millisecond is cut off.
        Span<byte> full = stackalloc byte[28];
        instant.UtcDateTime.TryFormat(full, out _, "O", CultureInfo.InvariantCulture);
        full[..(Length - 1)].CopyTo(text);
        text[Length - 1] = (byte)'Z';
    }

    /// <summary>The same as text.</summary>
    public static string Text(DateTimeOffset instant)
    {
        Span<byte> text = stackalloc byte[Length];
        Write(instant, text);
        return Encoding.ASCII.GetString(text);
    }

    /// <summary>A civil date, <c>YYYY-MM-DD</c>.</summary>
    public static bool TryReadDate(string? text, out DateOnly date) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out date);
}
