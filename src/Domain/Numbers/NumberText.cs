namespace Loyalty.Domain;

/// <summary>
/// A number of a scheme as it is kept: printable ASCII without the spaces and hyphens that people write into it, and without the bar that
/// stands between the numbers of one member in a file.
/// </summary>
public static class NumberText
{
    /// <summary>Characters of a number as it is kept.</summary>
    public const int MaxLength = 40;

    /// <summary>Characters of a number as it may be written.</summary>
    public const int MaxWritten = 80;

    /// <summary>The characters that a list of numbers shows.</summary>
    private const int Shown = 4;

    /// <summary>The number without spaces and hyphens; null for a text that cannot be one.</summary>
    public static string? Normalise(string? text)
    {
        if (text is null || text.Length > MaxWritten)
            return null;
        var number = text.Replace(" ", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal);
        return number.Length is > 0 and <= MaxLength && !number.AsSpan().ContainsAnyExceptInRange('!', '~') && !number.Contains('|', StringComparison.Ordinal) ? number : null;
    }

    /// <summary>The last four characters, by which a list tells one number from another.</summary>
    public static string LastFour(string number) => number.Length <= Shown ? number : number[^Shown..];
}
