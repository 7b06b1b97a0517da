namespace Loyalty.Domain;

/// <summary>What one unit of a currency was worth in the programme's currency from a day on.</summary>
/// <param name="Value">Programme currency for one unit of the purchase's currency; more than zero.</param>
/// <param name="Date">The day the rate holds from.</param>
public readonly record struct ExchangeRate(decimal Value, DateOnly Date)
{
    /// <summary>Significant digits a rate may have: more would not fit the exact 127-bit product.</summary>
    public const int MaxDigits = 18;

    /// <summary>Decimals a rate may have.</summary>
    public const int MaxDecimals = 18;

    /// <summary>Checks that a number can serve as a rate.</summary>
    public static Refusal? Check(decimal value, string field)
    {
        if (value <= 0)
            return new Refusal("rate-not-valid", "A rate is more than zero.", field);
        var (mantissa, scale) = Parts(value);
        return mantissa >= HalfEven.PowerOfTen(MaxDigits) || scale > MaxDecimals
            ? new Refusal("rate-not-valid", $"A rate has at most {MaxDigits} digits, of which at most {MaxDecimals} decimals.", field)
            : null;
    }

    /// <summary>The amount in <paramref name="target"/>, rounded once, half to even, to its minor units.</summary>
    /// <exception cref="OverflowException">The result does not fit 63 bits.</exception>
    public Money Convert(Money amount, Currency target)
    {
        if (Value == 1 && amount.Currency.MinorUnits == target.MinorUnits)
            return new Money(amount.Minor, target);
        var (mantissa, scale) = Parts(Value);
        var shift = target.MinorUnits - amount.Currency.MinorUnits - scale;
        return new Money(
            HalfEven.Scale(amount.Minor, mantissa * HalfEven.PowerOfTen(Math.Max(shift, 0)), HalfEven.PowerOfTen(Math.Max(-shift, 0))),
            target);
    }

    /// <summary>value = mantissa ÷ 10^scale, with no trailing zero in the mantissa.</summary>
    private static (Int128 Mantissa, int Scale) Parts(decimal value)
    {
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(value, bits);
        // The three words are 96 bits without a sign; a set high bit is no overflow.
        var mantissa = unchecked((Int128)new UInt128((uint)bits[2], ((ulong)(uint)bits[1] << 32) | (uint)bits[0]));
        var scale = (bits[3] >> 16) & 0xFF;
        while (scale > 0 && mantissa % 10 == 0)
        {
            mantissa /= 10;
            scale--;
        }

        return (mantissa, scale);
    }
}
