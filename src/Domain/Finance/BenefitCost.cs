namespace Loyalty.Domain;

/// <summary>What member-days cost.</summary>
public static class BenefitCost
{
    /// <summary>yearly × days ÷ days of the year, rounded once, half to even.</summary>
    /// <param name="yearly">Of a member and year, in whole units of the currency; zero or more.</param>
    /// <param name="days">Zero or more.</param>
    /// <returns>Minor units.</returns>
    public static long Of(decimal yearly, long days, int year, Currency currency)
    {
        var units = (Int128)(decimal.Truncate(yearly * Unit(yearly.Scale)));
        return HalfEven.Scale(
            units, days * HalfEven.PowerOfTen(currency.MinorUnits), HalfEven.PowerOfTen(yearly.Scale) * (DateTime.IsLeapYear(year) ? 366 : 365));
    }

    private static decimal Unit(int scale) => (decimal)HalfEven.PowerOfTen(scale);
}
