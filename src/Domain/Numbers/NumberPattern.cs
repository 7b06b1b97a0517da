using System.Collections.Concurrent;
using System.Text.RegularExpressions;

namespace Loyalty.Domain;

/// <summary>
/// A pattern that a whole number matches or not, in time that grows with the number's length and nothing else: no look-around, no
/// back-references, and no repetition within a repetition, at which the engines of tills and web pages backtrack.
/// </summary>
public sealed class NumberPattern
{
    /// <summary>Characters of a pattern.</summary>
    public const int MaxLength = 200;

    /// <summary>Patterns that are remembered; more than there may be schemes.</summary>
    private const int MaxRemembered = 200;

    private const RegexOptions Options = RegexOptions.NonBacktracking | RegexOptions.CultureInvariant;

    // What is built for a pattern grows with the number that is matched, which has at most forty characters.
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(1);

    private static readonly ConcurrentDictionary<string, NumberPattern> Known = new(StringComparer.Ordinal);

    private readonly Regex _whole;

    private NumberPattern(Regex whole) => _whole = whole;

    /// <summary>Reads a pattern.</summary>
    /// <returns>Refused with <c>pattern-not-valid</c>.</returns>
    public static Checked<NumberPattern> Parse(string text)
    {
        if (Known.TryGetValue(text, out var known))
            return known;
        if (Read(text) is { Refusal: { } refusal })
            return refusal;
        var pattern = Read(text).Value;
        if (Known.Count >= MaxRemembered)
            Known.Clear();
        return Known[text] = pattern;
    }

    /// <summary>Whether the whole number matches; not, where that cannot be told in a second.</summary>
    public bool Matches(string number)
    {
        try
        {
            return _whole.IsMatch(number);
        }
        catch (RegexMatchTimeoutException)
        {
            return false;
        }
    }

    private static Checked<NumberPattern> Read(string text)
    {
        if (text.Length is 0 or > MaxLength)
            return NotValid($"Must be a pattern of 1 to {MaxLength} characters.");
        try
        {
            // Alone first: what closes a bracket that it did not open would be right only in the brackets around it.
            _ = new Regex(text, Options, Longest);
            if (Repetitions.AreNested(text))
                return NotValid("Must not repeat without end what is repeated without end already, as in ([0-9]+)+.");
            return new NumberPattern(new Regex($@"\A(?:{text})\z", Options, Longest));
        }
        catch (NotSupportedException)
        {
            return NotValid("Must be matched in linear time: look-around, back-references and conditions are not taken.");
        }
        catch (ArgumentException)
        {
            return NotValid("Must be a regular expression, as [0-9]{15}.");
        }
    }

    private static Refusal NotValid(string detail) => new("pattern-not-valid", detail, "pattern");
}
