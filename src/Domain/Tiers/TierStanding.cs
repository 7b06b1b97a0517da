using System.Collections.Immutable;

namespace Loyalty.Domain;

/// <summary>Where a member stands on the ladder: the whole state of the tier machine.</summary>
/// <param name="Level">Index of the tier held; 0 is the lowest.</param>
/// <param name="Since">The day this tier was reached, from below or from above.</param>
/// <param name="ReviewDate">The review date of a soft landing, or null.</param>
/// <param name="HeldSince">
/// For each level up to <paramref name="Level"/>, the day from which the member has held at least that level without a break;
/// the benefits of a level are held since then.
/// </param>
public sealed record TierStanding(int Level, DateOnly Since, DateOnly? ReviewDate, ImmutableArray<DateOnly> HeldSince)
{
    /// <summary>Everybody starts at the lowest tier.</summary>
    public static TierStanding Lowest(DateOnly since) => new(0, since, null, [since]);

    /// <summary>
    /// The standing once something was posted on <paramref name="day"/>. A history imported for somebody who enrolled later begins
    /// before the enrolment; nothing was posted until then, so it begins at the lowest tier.
    /// </summary>
    public TierStanding BeganBy(DateOnly day) => day < HeldSince[0] ? Lowest(day) : this;

    /// <summary>A soft landing is under way.</summary>
    public bool AtRisk => ReviewDate is not null;

    /// <summary>Up to a higher level; a review is cleared.</summary>
    public TierStanding Upgraded(int level, DateOnly day) =>
        new(level, day, null, [.. HeldSince, .. Enumerable.Repeat(day, level - Level)]);

    /// <summary>Down exactly one level; the review is cleared.</summary>
    public TierStanding Dropped(DateOnly day) => new(Level - 1, day, null, HeldSince[..Level]);

    /// <summary>Compared by content: an array of days is equal to another with the same days.</summary>
    public bool Equals(TierStanding? other) =>
        other is not null && Level == other.Level && Since == other.Since && ReviewDate == other.ReviewDate
        && HeldSince.AsSpan().SequenceEqual(other.HeldSince.AsSpan());

    public override int GetHashCode() => HashCode.Combine(Level, Since, ReviewDate, HeldSince.Length);
}
