using System.Globalization;

namespace Loyalty.Domain;

/// <summary>A frequent flyer number as a boarding pass has it.</summary>
/// <param name="Airline">Designator of the airline whose programme it is.</param>
/// <param name="Number">Without spaces.</param>
public sealed record FrequentFlyer(string Airline, string Number);

/// <summary>
/// The bar-coded boarding pass of IATA (resolution 792, format M): 60 characters that each must have, then what it may have, leg by leg.
/// </summary>
public static class BoardingPass
{
    /// <summary>Characters of the mandatory part with one leg.</summary>
    public const int MandatoryLength = 60;

    /// <summary>Characters before the first leg: format, number of legs, name, electronic ticket.</summary>
    private const int HeadLength = 23;

    /// <summary>Characters of a leg, the size of what follows included.</summary>
    private const int LegLength = 37;

    /// <summary>Within what is told again for each leg: where the frequent flyer's airline stands, and its length.</summary>
    private const int AirlineAt = 18, AirlineLength = 3;

    /// <summary>The number behind it.</summary>
    private const int NumberLength = 16;

    /// <summary>Whether a text is meant to be a boarding pass, whether or not it can be read.</summary>
    public static bool IsMeant(string text) => text.Length > NumberText.MaxLength && text[0] is 'M' && text[1] is >= '1' and <= '9';

    /// <summary>The frequent flyer numbers of all legs, each once; null for a text that is no boarding pass.</summary>
    public static IReadOnlyList<FrequentFlyer>? Read(string text)
    {
        if (text.Length < MandatoryLength || text[0] != 'M' || text[1] is < '1' or > '9')
            return null;
        var found = new List<FrequentFlyer>();
        var at = HeadLength;
        for (var leg = 0; leg < text[1] - '0'; leg++)
        {
            if (Cut(text, at, LegLength) is null || Hex(text, at + LegLength - 2) is not { } size || Cut(text, at + LegLength, size) is not { } conditional)
                return null;
            if (!ReadLeg(conditional, isFirst: leg == 0, found))
                return null;
            at += LegLength + size;
        }

        return found;
    }

    private static bool ReadLeg(string conditional, bool isFirst, List<FrequentFlyer> found)
    {
        // The first leg begins with the version and what is told once of the whole pass.
        var at = 0;
        if (isFirst && conditional.Length > 0 && conditional[0] == '>')
        {
            if (Hex(conditional, 2) is not { } once || Cut(conditional, 4, once) is null)
                return false;
            at = 4 + once;
        }

        if (at + 2 > conditional.Length)
            return true;
        if (Hex(conditional, at) is not { } size || Cut(conditional, at + 2, size) is not { } repeated)
            return false;
        if (repeated.Length <= AirlineAt + AirlineLength)
            return true;
        var airline = repeated.Substring(AirlineAt, AirlineLength).Trim();
        var rest = repeated[(AirlineAt + AirlineLength)..];
        var number = NumberText.Normalise(rest.Length > NumberLength ? rest[..NumberLength] : rest);
        if (airline.Length > 0 && number is not null && new FrequentFlyer(airline, number) is var one && !found.Contains(one))
            found.Add(one);
        return true;
    }

    private static string? Cut(string text, int at, int length) => at + length <= text.Length ? text.Substring(at, length) : null;

    private static int? Hex(string text, int at) =>
        Cut(text, at, 2) is { } digits && int.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var size) ? size : null;
}
