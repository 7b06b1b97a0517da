using System.Globalization;

namespace Loyalty.Domain;

/// <summary>A seat: row 1 to 999 and a capital letter, as 12A. From front to back, then by letter.</summary>
public readonly record struct Seat : IComparable<Seat>
{
    private const int MaxDigits = 3;

    private Seat(int row, char letter)
    {
        Row = row;
        Letter = letter;
    }

    public int Row { get; }

    public char Letter { get; }

    /// <summary>Reads a seat; leading zeros of the row mean nothing.</summary>
    /// <returns>Refused with <c>seat-not-valid</c>.</returns>
    public static Checked<Seat> Parse(string? text)
    {
        if (text is not { Length: >= 2 and <= MaxDigits + 1 } || !char.IsAsciiLetterUpper(text[^1])
            || !int.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var row) || row == 0)
        {
            return new Refusal("seat-not-valid", "Must be a row of 1 to 3 digits and a capital letter, as 12A.", "seat");
        }

        return new Seat(row, text[^1]);
    }

    /// <summary>A seat that is known to be valid.</summary>
    /// <exception cref="InvalidOperationException">It is not.</exception>
    public static Seat Of(string text) => Parse(text).Value;

    public static bool operator <(Seat left, Seat right) => left.CompareTo(right) < 0;

    public static bool operator >(Seat left, Seat right) => left.CompareTo(right) > 0;

    public static bool operator <=(Seat left, Seat right) => left.CompareTo(right) <= 0;

    public static bool operator >=(Seat left, Seat right) => left.CompareTo(right) >= 0;

    public int CompareTo(Seat other) => (Row, Letter).CompareTo((other.Row, other.Letter));

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Row}{Letter}");
}
