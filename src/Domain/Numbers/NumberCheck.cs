namespace Loyalty.Domain;

/// <summary>How the last digit of a number tells that it is not mistyped.</summary>
public enum NumberCheck
{
    /// <summary>It does not.</summary>
    None,

    /// <summary>A Luhn check digit (ISO/IEC 7812-1, annex B).</summary>
    Luhn,

    /// <summary>The number before it modulo 7.</summary>
    Mod7,
}

/// <summary>Reckons check digits.</summary>
public static class NumberChecks
{
    /// <summary>Whether a number has the check digit that it must have. One with other characters than digits has none.</summary>
    public static bool Holds(this NumberCheck check, string number)
    {
        if (check == NumberCheck.None)
            return true;
        if (number.Length < 2 || number.AsSpan().ContainsAnyExceptInRange('0', '9'))
            return false;
        var digits = number.AsSpan(0, number.Length - 1);
        return number[^1] - '0' == (check == NumberCheck.Luhn ? Luhn(digits) : Modulo7(digits));
    }

    /// <summary>From the right every other digit is doubled, the digits are summed, the check digit fills up to ten.</summary>
    public static int Luhn(ReadOnlySpan<char> digits)
    {
        var sum = 0;
        for (var i = 0; i < digits.Length; i++)
        {
            var digit = digits[^(i + 1)] - '0';
            var doubled = i % 2 == 0 ? digit * 2 : digit;
            sum += doubled > 9 ? doubled - 9 : doubled;
        }

        return (10 - (sum % 10)) % 10;
    }

    private static int Modulo7(ReadOnlySpan<char> digits)
    {
        var rest = 0;
        foreach (var digit in digits)
            rest = ((rest * 10) + digit - '0') % 7;
        return rest;
    }
}
