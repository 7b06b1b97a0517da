using System.Text;
using Loyalty.Grains;

namespace Loyalty.Journal;

/// <summary>What of a person can be searched for, as it stands in the columns beside the profile; null where there is nothing.</summary>
internal sealed record SearchKeys(string? GivenName, string? FamilyName, string? Email, string? Phone)
{
    /// <summary>Raised whenever a key is made in another way: stored ones are made anew then (<see cref="SearchKeyBackfill"/>).</summary>
    public const string Version = "3";

    /// <summary>Characters of a key, more or less; no index takes a key without end.</summary>
    public const int MaxLength = 256;

    public static SearchKeys Of(Profile profile) =>
        new(NameKey(profile.GivenName), NameKey(profile.FamilyName), EmailKey(profile.Email), PhoneKey.Of(profile.Phone));

    /// <summary>A name without case, accents, apostrophes and hyphens: "O’Brien-Müller" is "obrien muller", and so is "O'Brien Mueller".</summary>
    public static string? NameKey(string? name)
    {
        var key = new StringBuilder();
        foreach (var rune in (name ?? "").EnumerateRunes())
        {
            if (!DiacriticFolding.TryAppend(key, rune) && !IsWithinWord(rune) && key.Length > 0 && key[^1] != ' ')
                key.Append(' ');
            if (key.Length >= MaxLength)
                break;
        }

        return key.ToString().TrimEnd() is { Length: > 0 } found ? found : null;
    }

    /// <summary>An address without case.</summary>
    public static string? EmailKey(string? email)
    {
        var key = new StringBuilder();
        foreach (var rune in (email ?? "").Trim().EnumerateRunes())
        {
            key.Append(Rune.ToLowerInvariant(rune));
            if (key.Length >= MaxLength)
                break;
        }

        return key.Length > 0 ? key.ToString() : null;
    }

    // Apostrophes, the Hebrew geresh and gershayim, the Catalan dot.
    private static bool IsWithinWord(Rune rune) =>
        rune.Value is '\'' or '`' or '\u00B4' or '\u2018' or '\u2019' or '\u201B' or '\u2032' or '\uFF07' or '\u05F3' or '\u05F4' or '\u00B7' or '\u2027';
}
