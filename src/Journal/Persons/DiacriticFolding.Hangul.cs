using System.Text;

namespace Loyalty.Journal;

// Hangul, letter by letter: a syllable is 가 and 588 for each initial, 28 for each vowel, 1 for each final (Unicode, 3.12).
internal static partial class DiacriticFolding
{
    private const int FirstSyllable = 0xAC00, LastSyllable = 0xD7A3, Vowels = 21, PlacesOfFinal = 28;

    // U+FFA1 to U+FFBE, as those that are written alone; then which of them begin a syllable and which end one, in their order there.
    private const string Consonants = "ㄱㄲㄳㄴㄵㄶㄷㄸㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅃㅄㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ";

    private const string Initials = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ";

    private const string Finals = "ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ";

    private const char FirstVowel = 'ㅏ';

    // Conjoining jamo: a final is another letter than an initial.
    private static bool TryCompose(StringBuilder key, int jamo)
    {
        var before = key.Length == 0 ? 0 : (int)key[^1];
        if (jamo is >= 0x1161 and <= 0x1175 && before is >= 0x1100 and <= 0x1112)
            key[^1] = Syllable(before - 0x1100, jamo - 0x1161);
        else if (jamo is >= 0x11A8 and <= 0x11C2 && IsSyllable(before) && FinalOf(before) == 0)
            key[^1] = (char)(before + (jamo - 0x11A7));
        else
            return false;
        return true;
    }

    // Narrow jamo: a consonant is one letter in either place, and it is the letter behind it that tells in which, as on a keyboard.
    private static bool AppendNarrowJamo(StringBuilder key, int narrow)
    {
        var before = key.Length == 0 ? ' ' : key[^1];
        if (narrow is >= 0xFFA1 and <= 0xFFBE)
        {
            var consonant = Consonants[narrow - 0xFFA1];
            var final = Finals.IndexOf(consonant, StringComparison.Ordinal) + 1;
            if (IsSyllable(before) && FinalOf(before) == 0 && final > 0)
                key[^1] = (char)(before + final);
            else
                key.Append(consonant);
        }
        else if (VowelOf(narrow) is { } vowel)
        {
            var ended = IsSyllable(before) ? FinalOf(before) : 0;
            var initial = Initials.IndexOf(ended > 0 ? Finals[ended - 1] : before, StringComparison.Ordinal);
            if (initial < 0)
            {
                key.Append((char)(FirstVowel + vowel));
                return true;
            }

            // What looked like the end of the last syllable begins this one.
            if (ended > 0)
                key[^1] = (char)(before - ended);
            else
                key.Length--;
            key.Append(Syllable(initial, vowel));
        }

        return true;
    }

    // Six vowels, two empty places, and again.
    private static int? VowelOf(int narrow) => narrow switch
    {
        >= 0xFFC2 and <= 0xFFC7 => narrow - 0xFFC2,
        >= 0xFFCA and <= 0xFFCF => narrow - 0xFFCA + 6,
        >= 0xFFD2 and <= 0xFFD7 => narrow - 0xFFD2 + 12,
        >= 0xFFDA and <= 0xFFDC => narrow - 0xFFDA + 18,
        _ => null,
    };

    private static char Syllable(int initial, int vowel) => (char)(FirstSyllable + (((initial * Vowels) + vowel) * PlacesOfFinal));

    private static bool IsSyllable(int letter) => letter is >= FirstSyllable and <= LastSyllable;

    private static int FinalOf(int syllable) => (syllable - FirstSyllable) % PlacesOfFinal;
}
