using System.Globalization;
using System.Text;
using Loyalty.Grains;

namespace Loyalty.Journal;

/// <summary>What of a person can be searched for, as it stands in the columns beside the profile; null where there is nothing.</summary>
internal sealed record SearchKeys(string? GivenName, string? FamilyName, string? Email, string? Phone)
{
    /// <summary>Characters of a key, more or less; no index takes a key without end.</summary>
    public const int MaxLength = 256;

    public static SearchKeys Of(Profile profile) =>
        new(NameKey(profile.GivenName), NameKey(profile.FamilyName), EmailKey(profile.Email), PhoneKey(profile.Phone));

    /// <summary>A name without case, accents, apostrophes and hyphens: "O’Brien-Müller" is "obrien muller".</summary>
    public static string? NameKey(string? name)
    {
        var key = new StringBuilder();
        foreach (var rune in (name ?? "").EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune))
                key.Append(DiacriticFolding.Of(Rune.ToLowerInvariant(rune)));
            else if (IsBetweenWords(rune) && key.Length > 0 && key[^1] != ' ')
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

    /// <summary>The digits of a number; "00" and "+" before the country are one.</summary>
    public static string? PhoneKey(string? phone)
    {
        var digits = string.Concat((phone ?? "").Where(char.IsAsciiDigit).Take(MaxLength));
        digits = digits.StartsWith("00", StringComparison.Ordinal) ? digits[2..] : digits;
        return digits.Length > 0 ? digits : null;
    }

    private static bool IsBetweenWords(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.NonSpacingMark or UnicodeCategory.ModifierLetter or UnicodeCategory.ModifierSymbol)
        && rune.Value is not ('\'' or '\u2018' or '\u2019');
}
