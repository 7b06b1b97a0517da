using System.Globalization;

namespace Loyalty.Domain;

/// <summary>
/// A flight as IATA names it (SSIM): an airline of two letters or digits, not both digits; a number from 1 to 9999; perhaps a suffix
/// letter. Leading zeros of the number mean nothing: LX0014 is LX14.
/// </summary>
public readonly record struct FlightDesignator
{
    private const string Rule = "Must be an airline's two characters, a number of 1 to 4 digits and perhaps a letter, as LX14.";

    private const int MaxDigits = 4;

    private readonly string? _value;

    private FlightDesignator(string value) => _value = value;

    /// <summary>Without leading zeros; empty for the default value, which no flight has.</summary>
    public string Value => _value ?? "";

    /// <summary>Reads a designator; letters are capital.</summary>
    /// <returns>Refused with <c>flight-not-valid</c>.</returns>
    public static Checked<FlightDesignator> Parse(string? text)
    {
        if (text is null || text.Length < 3 || !IsAirline(text[0], text[1]))
            return NotValid;
        var digits = text.AsSpan(2);
        var suffix = digits[^1] is >= 'A' and <= 'Z' ? digits[^1..] : [];
        digits = digits[..^suffix.Length];
        if (digits.Length is 0 or > MaxDigits || digits.ContainsAnyExceptInRange('0', '9'))
            return NotValid;
        var number = int.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);
        return number == 0 ? NotValid : new FlightDesignator(string.Create(CultureInfo.InvariantCulture, $"{text[..2]}{number}{suffix}"));
    }

    /// <summary>A designator that is known to be valid.</summary>
    /// <exception cref="InvalidOperationException">It is not.</exception>
    public static FlightDesignator Of(string text) => Parse(text).Value;

    public override string ToString() => Value;

    private static Refusal NotValid => new("flight-not-valid", Rule, "flight");

    private static bool IsAirline(char first, char second) =>
        (char.IsAsciiLetterUpper(first) && (char.IsAsciiLetterUpper(second) || char.IsAsciiDigit(second)))
        || (char.IsAsciiDigit(first) && char.IsAsciiLetterUpper(second));
}

/// <summary>One departure: a flight on its civil date.</summary>
public readonly record struct FlightDay(FlightDesignator Flight, DateOnly Date);
