using System.Globalization;
using Loyalty.Domain;
using Loyalty.Grains;

namespace Loyalty.Journal;

/// <summary>Where a page of due members ended: pages go by due day, then by sequence.</summary>
internal readonly record struct DueCursor(DateOnly Due, long Sequence)
{
    /// <summary>Where the query goes on.</summary>
    /// <exception cref="FormatException">The cursor is none that a page gave.</exception>
    public static DueCursor? Of(DueQuery query)
    {
        if (query.Cursor is not { } text)
            return null;
        var parts = text.Split('/');
        return parts.Length == 2
            && DateOnly.TryParseExact(parts[0], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var due)
            && long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var sequence)
                ? new DueCursor(due, sequence)
                : throw new FormatException($"'{text}' is no cursor of due members.");
    }

    /// <summary>The page of these rows, in order; a full one has a next.</summary>
    public static DuePage Page(IReadOnlyList<(DueCursor At, string Member)> rows, int limit) => new(
        [.. rows.Select(row => row.Member).Distinct(StringComparer.Ordinal).Select(MemberId.Of)],
        rows.Count < limit ? null : rows[^1].At.ToString());

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Due:yyyy-MM-dd}/{Sequence}");
}
