using System.Globalization;
using System.Text;

namespace Loyalty.Journal;

/// <summary>
/// A phone number as it is looked up, however it was written: its national part without the zero that is dialled before it, then
/// <c>+</c> and the country where it is known. <c>+41 (0)79 123 45 67</c> and <c>0041791234567</c> are <c>791234567+41</c>;
/// <c>079 123 45 67</c>, of which only the member knows the country, is <c>791234567+</c>.
/// </summary>
internal static class PhoneKey
{
    /// <summary>Digits a number must have to be looked up.</summary>
    public const int MinDigits = 5;

    /// <summary>Digits that are looked at; no number has more (E.164).</summary>
    public const int MaxDigits = 20;

    // The codes of two digits (E.164); 1 and 7 stand alone, all others have three.
    private const string TwoDigits =
        " 20 27 30 31 32 33 34 36 39 40 41 43 44 45 46 47 48 49 51 52 53 54 55 56 57 58 60 61 62 63 64 65 66 81 82 84 86 90 91 92 93 94 95 98 ";

    /// <summary>The key of a number, or null where it has no digits.</summary>
    public static string? Of(string? phone)
    {
        if (Read(phone ?? "") is not { } number)
            return null;
        var (national, country) = number.IsInternational && Split(number.Digits) is { } parts ? parts : (number.Digits.TrimStart('0'), "");
        return national.Length == 0 ? null : Key(national, country);
    }

    /// <summary>
    /// The keys under which somebody may stand who is looked for by a number: it may have been kept without the country, or be asked
    /// for without it.
    /// </summary>
    /// <returns>Each with whether any country may follow; none where the text is no phone number.</returns>
    public static IReadOnlyList<(string Key, bool AnyCountry)> Candidates(string query)
    {
        if (Read(query) is not { Digits.Length: >= MinDigits } number)
            return [];
        var digits = number.Digits;
        var keys = new List<(string, bool)>();
        if (number.IsInternational)
            AddInternational(keys, digits);
        // What North America, Australia and Russia dial before a country.
        foreach (var prefix in (string[])["0011", "011", "810"])
        {
            if (number.Written.StartsWith(prefix, StringComparison.Ordinal))
                AddInternational(keys, number.Written[prefix.Length..]);
        }

        if (number.IsInternational)
            return [.. keys.Distinct()];

        var national = digits.TrimStart('0');
        if (national.Length > 0)
            keys.Add((Key(national, ""), true));
        // Other countries dial 8, 1 or 06 before a national number.
        if (national.Length == 11 && national[0] is '8' or '1')
            keys.Add((Key(national[1..], ""), true));
        if (national.Length >= 9 && national[0] == '6' && digits[0] == '0')
            keys.Add((Key(national[1..], "36"), false));
        if (digits[0] != '0')
            AddInternational(keys, digits);
        return [.. keys.Distinct()];
    }

    private static void AddInternational(List<(string, bool)> keys, string digits)
    {
        if (Split(digits) is not { } parts)
            return;
        var (national, country) = parts;
        keys.Add((Key(national, country), false));
        // Kept as it is dialled at home, or without the sign.
        keys.Add((Key(national, ""), false));
        keys.Add((Key(country + national, ""), false));
        if (country is "7" or "375" or "993" or "998")
            keys.Add((Key('8' + national, ""), false));
        if (country == "36")
            keys.Add((Key('6' + national, ""), false));
    }

    private static string Key(string national, string country) => $"{national}+{country}";

    private static (string National, string Country)? Split(string digits)
    {
        digits = digits.TrimStart('0');
        var length = digits.Length == 0 ? 0 : digits[0] is '1' or '7' ? 1 : TwoDigits.Contains($" {digits[..Math.Min(2, digits.Length)]} ", StringComparison.Ordinal) ? 2 : 3;
        if (length == 0 || digits.Length <= length)
            return null;
        var national = digits[length..].TrimStart('0');
        return national.Length == 0 ? null : (national, digits[..length]);
    }

    // Null where there is something that belongs to no phone number.
    private static (string Digits, string Written, bool IsInternational)? Read(string text)
    {
        text = text.Trim();
        if (text.StartsWith("tel:", StringComparison.OrdinalIgnoreCase))
            text = text[4..];
        var digits = new StringBuilder();
        var (international, bracket) = (false, -1);
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.Value is '+' or '\uFF0B' && digits.Length == 0 && !international)
                international = true;
            else if (Rune.GetUnicodeCategory(rune) == UnicodeCategory.DecimalDigitNumber)
                digits.Append((int)Rune.GetNumericValue(rune));
            else if (!IsBetween(rune))
                return null;
            if (rune.Value is '(' or '\uFF08')
                bracket = digits.Length;
            else if (rune.Value is ')' or '\uFF09' && IsTrunkZero(digits, bracket, ref international))
                digits.Length--;
            if (digits.Length > MaxDigits)
                return null;
        }

        var written = digits.ToString();
        if (!international && written.StartsWith("00", StringComparison.Ordinal) && written.Length > MinDigits)
            return (written[2..], written, true);
        return written.Length == 0 ? null : (written, written, international);
    }

    // (0) behind a country is dialled at home alone; whoever writes it says that what stands before it is a country.
    private static bool IsTrunkZero(StringBuilder digits, int bracket, ref bool international)
    {
        if (bracket < 1 || digits.Length != bracket + 1 || digits[^1] != '0')
            return false;
        if (!international && digits[0] == '0')
            return digits[1] == '0';
        return international = true;
    }

    private static bool IsBetween(Rune rune) =>
        rune.Value is '(' or ')' or '.' or '/' or '-' or '\uFF08' or '\uFF09' or '\uFF0E' or '\uFF0F' or '\u00B7'
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.SpaceSeparator or UnicodeCategory.DashPunctuation or UnicodeCategory.Format;
}
