using System.Collections.Immutable;

namespace Loyalty.Domain;

/// <summary>From the ladder of one programme version to that of another, by the codes of the tiers.</summary>
public static class Ladder
{
    /// <summary>
    /// The same standing in the levels of another ladder. A tier that is gone becomes the one that replaces it; a tier put in between
    /// is held since the next higher one that is held.
    /// </summary>
    public static TierStanding Carry(TierStanding standing, Programme from, Programme to)
    {
        if (SameCodes(from, to))
            return standing;
        var level = LevelIn(from, standing.Level, to);
        var held = new DateOnly[level + 1];
        Array.Fill(held, DateOnly.MaxValue);
        for (var old = 0; old <= standing.Level; old++)
        {
            var carried = LevelIn(from, old, to);
            var kept = to.Tiers[carried].Code == from.Tiers[old].Code;
            // Where tiers become one, the own day of the tier that stays counts, as far as it is held.
            if (carried <= level && (kept || held[carried] == DateOnly.MaxValue))
                held[carried] = standing.HeldSince[old];
        }

        // Never later than a higher one, which includes it.
        for (var l = level - 1; l >= 0; l--)
            held[l] = held[l] < held[l + 1] ? held[l] : held[l + 1];
        var isSame = to.Tiers[level].Code == from.Tiers[standing.Level].Code;
        return new TierStanding(level, isSame ? standing.Since : held[level], standing.ReviewDate, ImmutableArray.Create(held));
    }

    /// <summary>The level in another ladder of the tier that a level of this one is, or has become.</summary>
    public static int LevelIn(Programme from, int level, Programme to)
    {
        var code = from.Tiers[level].Code;
        if (to.LevelOf(code) is { } same)
            return same;
        if (to.Replaced.TryGetValue(code, out var replacement))
            return to.LevelOf(replacement)!.Value;
        // A day of before the tier was there: the next lower one that was.
        return level == 0 ? 0 : LevelIn(from, level - 1, to);
    }

    private static bool SameCodes(Programme a, Programme b)
    {
        if (a.Tiers.Length != b.Tiers.Length)
            return false;
        for (var level = 0; level < a.Tiers.Length; level++)
        {
            if (a.Tiers[level].Code != b.Tiers[level].Code)
                return false;
        }

        return true;
    }
}
