using System.Globalization;
using System.Text;

namespace Loyalty.Domain;

/// <summary>A given or a family name as people write it, in any script, and what of it is shown where others can see it.</summary>
public static class PersonName
{
    /// <summary>
    /// The name as it can be seen: trimmed, without characters that are invisible or turn the direction of what stands around them.
    /// A joiner stays between letters of scripts that need it (Persian, Hindi), a selector of variants behind an ideograph.
    /// </summary>
    public static string Clean(string name)
    {
        if (!name.AsSpan().ContainsAnyExceptInRange('!', '~'))
            return name;
        var seen = new StringBuilder(name.Length);
        var before = default(Rune);
        for (var at = 0; at < name.Length;)
        {
            // Half a pair stays as it is: whoever checks the text refuses it.
            if (Rune.DecodeFromUtf16(name.AsSpan(at), out var rune, out var length) != System.Buffers.OperationStatus.Done)
            {
                seen.Append(name, at, length);
            }
            else if (!IsInvisible(rune) || IsNeeded(rune, before, name.AsSpan(at + length)))
            {
                seen.Append(name, at, length);
                before = rune;
            }

            at += length;
        }

        return seen.ToString().Trim();
    }

    /// <summary>Whether there is anything to call somebody by: a letter of any script.</summary>
    public static bool HoldsLetter(string? name) => name is not null && InitialOf(name) is not null;

    /// <summary>
    /// "Ada L.": the given name and the initial of the family name. Where only one of the names holds a letter, that one; null where
    /// nothing can be seen.
    /// </summary>
    public static string? Display(string? given, string? family)
    {
        given = given is null ? "" : Clean(given);
        family = family is null ? "" : Clean(family);
        var initial = InitialOf(family);
        if (HoldsLetter(given))
            return initial is null ? given : $"{given} {initial}.";
        var shown = initial is null && given.Length > 0 ? given : family;
        return shown.Length == 0 ? null : shown;
    }

    /// <summary>The first grapheme cluster that holds a letter, as a capital where its script has them; null where there is none.</summary>
    public static string? InitialOf(string name)
    {
        for (var rest = name.AsSpan(); rest.Length > 0;)
        {
            var length = StringInfo.GetNextTextElementLength(rest);
            var at = 0;
            foreach (var rune in rest[..length].EnumerateRunes())
            {
                if (IsLetter(rune))
                    return string.Concat(rest[..at], Capital(rune).ToString(), rest[(at + rune.Utf16SequenceLength)..length]);
                at += rune.Utf16SequenceLength;
            }

            rest = rest[length..];
        }

        return null;
    }

    // Modifier letters, such as the ʻokina, are apostrophes to whoever reads an initial.
    private static bool IsLetter(Rune rune) => Rune.GetUnicodeCategory(rune)
        is UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter or UnicodeCategory.OtherLetter;

    // Georgian has capitals for whole words only, never for the first letter.
    private static Rune Capital(Rune letter) => letter.Value is >= 0x10D0 and <= 0x10FF ? letter : Rune.ToUpperInvariant(letter);

    private static bool IsInvisible(Rune rune) =>
        Rune.GetUnicodeCategory(rune) == UnicodeCategory.Format
        || rune.Value is 0x034F or 0x115F or 0x1160 or 0x17B4 or 0x17B5 or (>= 0x180B and <= 0x180F) or 0x2065 or 0x2800 or 0x3164
            or (>= 0xFE00 and <= 0xFE0F) or 0xFFA0 or (>= 0xFFF0 and <= 0xFFF8) or (>= 0xE0000 and <= 0xE0FFF);

    private static bool IsNeeded(Rune rune, Rune before, ReadOnlySpan<char> after) => rune.Value switch
    {
        0x200C or 0x200D => IsOfJoiningScript(before) && Rune.DecodeFromUtf16(after, out var next, out _) == System.Buffers.OperationStatus.Done && IsOfJoiningScript(next),
        (>= 0xFE00 and <= 0xFE0F) or (>= 0xE0100 and <= 0xE01EF) => before.Value is (>= 0x3400 and <= 0x9FFF) or (>= 0xF900 and <= 0xFAFF) or (>= 0x20000 and <= 0x3FFFF),
        _ => false,
    };

    // Arabic, Syriac and their neighbours; the scripts of India; Mongolian.
    private static bool IsOfJoiningScript(Rune rune) =>
        rune.Value is (>= 0x0600 and <= 0x08FF) or (>= 0x0900 and <= 0x0DFF) or (>= 0x1000 and <= 0x109F) or (>= 0x1800 and <= 0x18AF)
        && !IsInvisible(rune);
}
