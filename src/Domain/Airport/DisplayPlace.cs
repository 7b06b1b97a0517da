namespace Loyalty.Domain;

/// <summary>Three capital letters of IATA, as ZRH.</summary>
public readonly record struct AirportCode
{
    private readonly string? _value;

    private AirportCode(string value) => _value = value;

    /// <summary>Empty for the default value, which no airport has.</summary>
    public string Value => _value ?? "";

    /// <returns>Refused with <c>airport-not-valid</c>.</returns>
    public static Checked<AirportCode> Parse(string? text) => text is { Length: 3 } && text.All(char.IsAsciiLetterUpper)
        ? new AirportCode(text)
        : new Refusal("airport-not-valid", "Must be three capital letters, as ZRH.", "airport");

    /// <summary>A code that is known to be valid.</summary>
    /// <exception cref="InvalidOperationException">It is not.</exception>
    public static AirportCode Of(string text) => Parse(text).Value;

    public override string ToString() => Value;
}

/// <summary>
/// Where in an airport a display hangs: 1 to 40 letters and digits of ASCII, and between them spaces, dots, hyphens and underscores;
/// as A1, Lounge E or security-2. Kept as written; capital and small letters name the same place.
/// </summary>
public readonly record struct DisplayLocation
{
    /// <summary>Characters a location may have, at most.</summary>
    public const int MaxLength = 40;

    private readonly string? _value;

    private DisplayLocation(string value) => _value = value;

    /// <summary>As written; empty for the default value, which no display has.</summary>
    public string Value => _value ?? "";

    /// <returns>Refused with <c>location-not-valid</c>.</returns>
    public static Checked<DisplayLocation> Parse(string? text) =>
        text is { Length: >= 1 and <= MaxLength } && text.All(IsAllowed) && char.IsAsciiLetterOrDigit(text[0]) && char.IsAsciiLetterOrDigit(text[^1])
            ? new DisplayLocation(text)
            : new Refusal(
                "location-not-valid", $"Must be 1 to {MaxLength} letters and digits, with spaces, dots, hyphens or underscores only between them, as A1.", "location");

    /// <summary>A location that is known to be valid.</summary>
    /// <exception cref="InvalidOperationException">It is not.</exception>
    public static DisplayLocation Of(string text) => Parse(text).Value;

    public bool Equals(DisplayLocation other) => string.Equals(Value, other.Value, StringComparison.OrdinalIgnoreCase);

    public override int GetHashCode() => StringComparer.OrdinalIgnoreCase.GetHashCode(Value);

    public override string ToString() => Value;

    private static bool IsAllowed(char c) => char.IsAsciiLetterOrDigit(c) || c is ' ' or '.' or '-' or '_';
}

/// <summary>Which displays a check-in is shown on.</summary>
public readonly record struct DisplayPlace(AirportCode Airport, DisplayLocation Location)
{
    /// <summary>The same text for the same place, however its location is written.</summary>
    public string Key => $"{Airport}/{Location.Value.ToUpperInvariant()}";
}
