namespace Loyalty.Domain;

/// <summary>Points for one unit of a currency, exact.</summary>
/// <param name="TenThousandths">The rate × 10,000.</param>
public readonly record struct PointRate(long TenThousandths, Currency Currency)
{
    /// <summary>Decimals a rate may have.</summary>
    public const int Decimals = 4;

    /// <summary>Points of one order, and of a unit, at most.</summary>
    public const long MaxPoints = 1_000_000_000, MaxPerUnit = 100_000;

    private const long Scale = 10_000;

    /// <summary>A rate as it is written; null where it is not above zero, too large or too fine.</summary>
    public static PointRate? Of(decimal perUnit, Currency currency) =>
        perUnit is > 0 and <= MaxPerUnit && decimal.Round(perUnit, Decimals) == perUnit ? new PointRate((long)(perUnit * Scale), currency) : null;

    /// <summary>Whole points that an amount gives.</summary>
    /// <param name="minor">In minor units of the currency, zero or more.</param>
    public long PointsOf(long minor) => checked((long)((Int128)minor * TenThousandths / Divisor));

    /// <summary>Points that pay an amount: the least that are worth as much.</summary>
    public long PointsFor(long minor) => checked((long)((((Int128)minor * TenThousandths) + Divisor - 1) / Divisor));

    /// <summary>What points are worth, in whole minor units.</summary>
    public long ValueOf(long points) => checked((long)((Int128)points * Divisor / TenThousandths));

    /// <summary>The least amount that gives so many points.</summary>
    public long AmountFor(long points) => checked((long)((((Int128)points * Divisor) + TenThousandths - 1) / TenThousandths));

    private Int128 Divisor => Scale * HalfEven.PowerOfTen(Currency.MinorUnits);
}
