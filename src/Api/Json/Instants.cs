using System.Globalization;

namespace Loyalty.Api;

/// <summary>Reads dates and instants in the one form the contract has.</summary>
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

    /// <summary>A civil date, <c>YYYY-MM-DD</c>.</summary>
    public static bool TryReadDate(string? text, out DateOnly date) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out date);
}
