using System.Globalization;

namespace Loyalty.Api;

/// <summary>Reads a JSON number as an exact decimal. What a decimal cannot hold exactly is not read at all, never rounded.</summary>
public static class ExactDecimal
{
    /// <summary>Digits a number may have, before and after the point together.</summary>
    public const int MaxDigits = 28;

    /// <summary>What callers are told of a number that is not read.</summary>
    public const string Rule = "Must be a number of at most 28 digits, as 1234.56.";

    /// <param name="lexeme">The number as JSON writes it (RFC 8259): sign, digits, fraction, exponent.</param>
    public static bool TryRead(ReadOnlySpan<char> lexeme, out decimal value)
    {
        value = 0;
        var mark = lexeme.IndexOfAny('e', 'E');
        var mantissa = mark < 0 ? lexeme : lexeme[..mark];
        var exponent = 0;
        if (mark >= 0 && !TryReadExponent(lexeme[(mark + 1)..], out exponent))
            return false;

        var digits = mantissa.StartsWith('-') ? mantissa[1..] : mantissa;
        var point = digits.IndexOf('.');
        var whole = point < 0 ? digits : digits[..point];
        var fraction = point < 0 ? [] : digits[(point + 1)..];
        if (!IsWhole(whole) || (point >= 0 && !AreDigits(fraction)))
            return false;

        var decimals = fraction.Length - exponent;
        if (whole.Length + fraction.Length > MaxDigits || decimals > MaxDigits || whole.Length + exponent > MaxDigits)
            return false;
        return decimal.TryParse(lexeme, NumberStyles.Float, CultureInfo.InvariantCulture, out value);
    }

    private static bool TryReadExponent(ReadOnlySpan<char> text, out int exponent)
    {
        exponent = 0;
        var digits = text.Length > 0 && text[0] is '+' or '-' ? text[1..] : text;
        // Three digits are more than any number that can be read needs, and keep the sums above far from overflow.
        return AreDigits(digits) && digits.Length <= 3 && int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out exponent);
    }

    private static bool IsWhole(ReadOnlySpan<char> text) => AreDigits(text) && (text.Length == 1 || text[0] != '0');

    private static bool AreDigits(ReadOnlySpan<char> text) => text.Length > 0 && !text.ContainsAnyExceptInRange('0', '9');
}
