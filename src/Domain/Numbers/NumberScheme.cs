using System.Globalization;

namespace Loyalty.Domain;

/// <summary>Whose numbers a scheme has.</summary>
public enum NumberKind
{
    /// <summary>Own cards.</summary>
    Card,

    /// <summary>Numbers at a partner.</summary>
    Partner,

    /// <summary>Numbers of another system, such as a CRM.</summary>
    External,
}

/// <summary>
/// A kind of numbers that members have: what they look like, tried on numbers that must be taken and on others that must not, for a
/// pattern nobody has tried is wrong.
/// </summary>
/// <param name="Id">Its name, such as <c>miles-and-more</c>.</param>
/// <param name="Pattern">What a whole number looks like; see <see cref="NumberPattern"/>.</param>
/// <param name="Examples">Numbers that must be taken.</param>
/// <param name="CounterExamples">Numbers that must not.</param>
/// <param name="PerMember">Numbers that one member may have.</param>
/// <param name="Airlines">Designators by which a boarding pass finds it.</param>
public sealed record NumberScheme(
    string Id,
    NumberKind Kind,
    string Pattern,
    NumberCheck Check,
    IReadOnlyList<string> Examples,
    IReadOnlyList<string> CounterExamples,
    int PerMember,
    IReadOnlyList<string> Airlines)
{
    /// <summary>Characters of a name.</summary>
    public const int MaxIdLength = 40;

    /// <summary>Examples that are needed of either sort.</summary>
    public const int MinExamples = 2;

    /// <summary>Examples that are taken of either sort.</summary>
    public const int MaxExamples = 20;

    /// <summary>Airlines of one scheme.</summary>
    public const int MaxAirlines = 20;

    /// <summary>Numbers that a member may have, of all schemes together.</summary>
    public const int MaxOfMember = 10;

    /// <summary>Whether a text can be a scheme's name: small letters, digits and single hyphens.</summary>
    public static bool IsId(string? text) =>
        text is { Length: > 0 and <= MaxIdLength } && text[0] != '-' && text[^1] != '-' && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');

    /// <summary>Whether a number is one of this scheme.</summary>
    /// <param name="number">As <see cref="NumberText.Normalise"/> gives it.</param>
    public bool Takes(string number) => NumberPattern.Parse(Pattern) is { Refusal: null } pattern && pattern.Value.Matches(number) && Check.Holds(number);

    /// <summary>The number of this scheme that a text means.</summary>
    /// <returns>Refused with <c>number-not-valid</c>, without a word of what was given.</returns>
    public Checked<string> Read(string? text) => NumberText.Normalise(text) is { } number && Takes(number)
        ? number
        : new Refusal("number-not-valid", $"Must be a number of the scheme '{Id}'.", "number");

    /// <summary>All that is wrong with the scheme, by field; every one a <c>pattern-not-valid</c>.</summary>
    public IEnumerable<Refusal> Faults()
    {
        if (NumberPattern.Parse(Pattern).Refusal is { } refusal)
        {
            yield return refusal;
            yield break;
        }

        foreach (var fault in Untried("examples", Examples).Concat(Untried("counterExamples", CounterExamples)))
            yield return fault;
        for (var i = 0; i < Examples.Count; i++)
        {
            if (!IsTaken(Examples[i]))
                yield return NotValid(At("examples", i), "The pattern and the check do not take this example.");
        }

        for (var i = 0; i < CounterExamples.Count; i++)
        {
            if (IsTaken(CounterExamples[i]))
                yield return NotValid(At("counterExamples", i), "The pattern and the check take this counter-example.");
        }
    }

    private static IEnumerable<Refusal> Untried(string field, IReadOnlyList<string> examples)
    {
        if (examples.Distinct(StringComparer.Ordinal).Count() < MinExamples)
            yield return NotValid(field, string.Create(CultureInfo.InvariantCulture, $"At least {MinExamples} different ones are needed."));
    }

    private static string At(string field, int index) => string.Create(CultureInfo.InvariantCulture, $"{field}[{index}]");

    private static Refusal NotValid(string field, string detail) => new("pattern-not-valid", detail, field);

    private bool IsTaken(string example) => NumberText.Normalise(example) is { } number && Takes(number);
}
