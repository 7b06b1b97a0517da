using System.Globalization;

namespace Loyalty.Domain;

/// <summary>An exact amount: whole minor units of one currency. Sums are checked and never wrap.</summary>
/// <param name="Minor">Minor units: 250000 is 2,500.00 in CHF and 250,000 in JPY.</param>
/// <param name="Currency">The currency of <paramref name="Minor"/>.</param>
public readonly record struct Money(long Minor, Currency Currency)
{
    /// <summary>The amount as a decimal with the currency's own count of decimals (2500.00).</summary>
    public decimal ToDecimal() => ToDecimal(Minor, Currency);

    /// <summary><paramref name="minor"/> as a decimal with the currency's own count of decimals.</summary>
    public static decimal ToDecimal(long minor, Currency currency)
    {
        var magnitude = minor < 0 ? (ulong)-(Int128)minor : (ulong)minor;
        return new decimal(unchecked((int)magnitude), unchecked((int)(magnitude >> 32)), 0, minor < 0, (byte)currency.MinorUnits);
    }

    /// <summary>
    /// Takes a decimal over exactly. More decimals than the currency has are refused, zeros or not (<c>1.000</c> CHF), never rounded:
    /// who writes them may mean a thousand, or another currency.
    /// </summary>
    /// <returns>Refused with <c>amount-not-valid</c> when negative, too fine or too large for 64 bits.</returns>
    public static Checked<Money> From(decimal amount, Currency currency, string field = "amount")
    {
        if (amount < 0)
            return new Refusal("amount-not-valid", "An amount cannot be negative.", field);
        var unit = new decimal(1, 0, 0, false, (byte)currency.MinorUnits);
        if (amount >= long.MaxValue * unit)
            return new Refusal("amount-not-valid", "The amount is too large.", field);
        if (amount.Scale > currency.MinorUnits)
        {
            return new Refusal(
                "amount-not-valid", $"An amount in {currency.Code} has at most {currency.MinorUnits} decimals, zeros or not; this one has {amount.Scale}.", field);
        }

        return new Money((long)(amount / unit), currency);
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{ToDecimal()} {Currency.Code}");
}
