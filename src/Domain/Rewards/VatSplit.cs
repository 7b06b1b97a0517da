namespace Loyalty.Domain;

/// <summary>What a discount makes of a line.</summary>
/// <param name="Line">The line's place in the basket, from 0.</param>
/// <param name="Off">What it takes off, in minor units, as all here.</param>
/// <param name="Amount">What is left, tax included.</param>
/// <param name="Vat">The tax in it.</param>
/// <param name="Net">The rest.</param>
public sealed record SplitLine(int Line, long Off, long Amount, long Vat, long Net);

/// <summary>Splits a discount over the lines of a basket, so that the taxes printed are right to the minor unit.</summary>
public static class VatSplit
{
    private const int PercentDecimals = 4;

    /// <summary>
    /// By gross amount in whole minor units; what is left goes to the largest remainders, then in the order of the lines. Tax is
    /// gross × rate ÷ (100 + rate), rounded once, half to even.
    /// </summary>
    /// <param name="off">0 to the sum of the lines.</param>
    public static ValueList<SplitLine> Of(IReadOnlyList<BasketLine> lines, long off)
    {
        var sum = lines.Aggregate((Int128)0, (total, line) => total + line.Gross);
        if (off < 0 || off > sum)
            throw new ArgumentOutOfRangeException(nameof(off), off, "A discount is 0 to the sum of the lines.");
        var shares = lines.Select((line, i) => sum == 0 ? (Place: i, Off: (Int128)0, Remainder: (Int128)0)
            : (Place: i, Off: (Int128)off * line.Gross / sum, Remainder: (Int128)off * line.Gross % sum)).ToArray();
        var left = (int)(off - shares.Aggregate((Int128)0, (total, share) => total + share.Off));
        foreach (var share in shares.OrderByDescending(share => share.Remainder).ThenBy(share => share.Place).Take(left).ToList())
            shares[share.Place].Off++;
        return ValueList.From(lines.Select((line, i) => Taxed(line, i, (long)shares[i].Off)));
    }

    private static SplitLine Taxed(BasketLine line, int place, long off)
    {
        var amount = line.Gross - off;
        var scale = (long)HalfEven.PowerOfTen(PercentDecimals);
        var rate = (long)(line.VatRate * scale);
        var vat = HalfEven.Scale(amount, rate, (100 * scale) + rate);
        return new SplitLine(place, off, amount, vat, amount - vat);
    }
}
