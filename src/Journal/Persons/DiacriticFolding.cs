using System.Globalization;
using System.Text;

namespace Loyalty.Journal;

/// <summary>
/// Brings what people type and what a file holds to one spelling: small letters without accents, wide and narrow forms, composed and
/// decomposed ones. Tables and arithmetic, because the engine runs without a culture's data (InvariantGlobalization), where text is
/// never taken apart.
/// </summary>
internal static partial class DiacriticFolding
{
    // U+FF66 to U+FF9D.
    private const string NarrowKana = "をぁぃぅぇぉゃゅょっーあいうえおかきくけこさしすせそたちつてとなにぬねのはひふへほまみむめもやゆよらりるれろわん";

    private const string VoicedKana = "かきくけこさしすせそたちつてとはひふへほ";

    // Accents and points of alphabets, which are typed or not; the vowel signs of other scripts are letters to those who write them.
    private static readonly (int From, int To)[] Accents =
    [
        (0x0300, 0x036F), (0x0483, 0x0489), (0x0591, 0x05C7), (0x0610, 0x061A), (0x064B, 0x065F), (0x0670, 0x0670), (0x06D6, 0x06ED),
        (0x08D3, 0x08FF), (0x1AB0, 0x1AFF), (0x180B, 0x180F), (0x1DC0, 0x1DFF), (0x20D0, 0x20FF), (0xFE00, 0xFE0F), (0xFE20, 0xFE2F), (0xE0100, 0xE01EF),
        (0x093C, 0x093C), (0x09BC, 0x09BC), (0x0A3C, 0x0A3C), (0x0ABC, 0x0ABC), (0x0B3C, 0x0B3C), (0x0C3C, 0x0C3C), (0x0CBC, 0x0CBC),
    ];

    /// <summary>Adds a letter, a digit or a mark to a key.</summary>
    /// <returns>Whether it is one of these; nothing is added of one that is only an accent, or belongs to the letter before it.</returns>
    public static bool TryAppend(StringBuilder key, Rune rune)
    {
        if (rune.IsAscii)
            return TryAppendAscii(key, (char)rune.Value);
        rune = Rune.ToLowerInvariant(rune);
        if (rune.Value is >= 0xFF01 and <= 0xFF5E)
            return TryAppendAscii(key, char.ToLowerInvariant((char)(rune.Value - 0xFEE0)));
        if (Plain.TryGetValue(rune, out var plain))
            return Append(key, plain);
        if (rune.Value is 0x3099 or 0x309A or 0xFF9E or 0xFF9F)
            return Voice(key, isHalf: rune.Value is 0x309A or 0xFF9F);
        if (rune.Value is >= 0x1100 and <= 0x11FF && TryCompose(key, rune.Value))
            return true;
        if (rune.Value is >= 0xFFA0 and <= 0xFFDC)
            return AppendNarrowJamo(key, rune.Value);
        return IsAccent(rune) || Append(key, rune);
    }

    private static bool Append(StringBuilder key, Rune rune)
    {
        switch (Rune.GetUnicodeCategory(rune))
        {
            case UnicodeCategory.DecimalDigitNumber:
                key.Append((int)Rune.GetNumericValue(rune));
                return true;
            case UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter or UnicodeCategory.OtherLetter
                or UnicodeCategory.ModifierLetter or UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark:
                _ = rune.Value switch
                {
                    >= 0xFF66 and <= 0xFF9D => key.Append(NarrowKana[rune.Value - 0xFF66]),
                    // Katakana and hiragana are two hands of one script.
                    (>= 0x30A1 and <= 0x30F6) or 0x30FD or 0x30FE => key.Append((char)(rune.Value - 0x60)),
                    _ => key.Append(rune.ToString()),
                };
                return true;
            default:
                return false;
        }
    }

    private static bool Append(StringBuilder key, string letters)
    {
        foreach (var letter in letters)
            AppendLetter(key, letter);
        return true;
    }

    private static bool TryAppendAscii(StringBuilder key, char c)
    {
        if (char.IsAsciiLetterOrDigit(c))
            AppendLetter(key, char.ToLowerInvariant(c));
        return char.IsAsciiLetterOrDigit(c);
    }

    // Where a keyboard or a ticket has no ä, ö, ü or å, people write ae, oe, ue and aa; a key has the bare vowel for both spellings.
    private static void AppendLetter(StringBuilder key, char letter)
    {
        var before = key.Length == 0 ? ' ' : key[^1];
        if (!(letter == 'e' && before is 'a' or 'o' or 'u') && !(letter == 'a' && before == 'a'))
            key.Append(letter);
    }

    // か and the mark that makes it が, in two pieces.
    private static bool Voice(StringBuilder key, bool isHalf)
    {
        var before = key.Length == 0 ? ' ' : key[^1];
        if (isHalf && before is 'は' or 'ひ' or 'ふ' or 'へ' or 'ほ')
            key[^1] = (char)(before + 2);
        else if (!isHalf && VoicedKana.Contains(before, StringComparison.Ordinal))
            key[^1] = (char)(before + 1);
        else if (!isHalf && before == 'う')
            key[^1] = 'ゔ';
        return true;
    }

    private static bool IsAccent(Rune rune)
    {
        // Apostrophes of the alphabets that write them as letters, and the stroke that stretches an Arabic word.
        if (rune.Value is (>= 0x02B0 and <= 0x02FF) or 0x0640)
            return true;
        return Rune.GetUnicodeCategory(rune) switch
        {
            UnicodeCategory.Format or UnicodeCategory.EnclosingMark or UnicodeCategory.ModifierSymbol => true,
            UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark => Accents.Any(range => rune.Value >= range.From && rune.Value <= range.To),
            _ => false,
        };
    }
}
