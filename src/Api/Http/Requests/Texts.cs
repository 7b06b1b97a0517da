using System.Text;

namespace Loyalty.Api;

/// <summary>What text of a caller may be.</summary>
public static class Texts
{
    /// <summary>Why a text cannot be taken, or null when it can.</summary>
    /// <param name="maxLength">UTF-16 units at most.</param>
    public static string? Fault(string text, int maxLength)
    {
        if (string.IsNullOrWhiteSpace(text))
            return "Must not be empty.";
        if (text.Length > maxLength)
            return $"Must have at most {maxLength} characters.";
        foreach (var rune in text.EnumerateRunes())
        {
            // A rune that was not well-formed comes as U+FFFD as well.
            if (rune == Rune.ReplacementChar)
                return "Must be well-formed text without U+FFFD.";
            if (Rune.IsControl(rune) || rune.Value is 0x2028 or 0x2029)
                return "Must not have control characters.";
        }

        return null;
    }
}
