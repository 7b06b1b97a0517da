namespace Loyalty.Domain;

/// <summary>The one rounding of the engine: half to even, on exact integers.</summary>
public static class HalfEven
{
    /// <summary>value × numerator ÷ denominator, rounded once, half to even.</summary>
    /// <param name="value">Zero or more.</param>
    /// <param name="numerator">Zero or more.</param>
    /// <param name="denominator">More than zero.</param>
    /// <exception cref="OverflowException">The product leaves 127 bits or the result 63.</exception>
    public static long Scale(Int128 value, Int128 numerator, Int128 denominator)
    {
        // What fits 31 bits each, as nearly all that is bought, needs no division of 128 bits, which takes ten times as long.
        if (value <= int.MaxValue && numerator <= int.MaxValue && denominator <= int.MaxValue)
            return ScaleSmall((long)value * (long)numerator, (long)denominator);
        var (quotient, remainder) = Int128.DivRem(checked(value * numerator), denominator);
        var twice = remainder * 2;
        if (twice > denominator || (twice == denominator && Int128.IsOddInteger(quotient)))
            quotient++;
        return checked((long)quotient);
    }

    private static long ScaleSmall(long product, long denominator)
    {
        var (quotient, remainder) = Math.DivRem(product, denominator);
        var twice = remainder * 2;
        return twice > denominator || (twice == denominator && long.IsOddInteger(quotient)) ? quotient + 1 : quotient;
    }

    /// <summary>10 to the power of <paramref name="exponent"/>, 0 to 38.</summary>
    public static Int128 PowerOfTen(int exponent)
    {
        Int128 power = 1;
        for (var i = 0; i < exponent; i++)
            power = checked(power * 10);
        return power;
    }
}
