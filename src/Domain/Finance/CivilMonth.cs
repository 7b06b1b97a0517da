using System.Globalization;

namespace Loyalty.Domain;

/// <summary>A month of the calendar, as <c>2026-11</c>.</summary>
public readonly record struct CivilMonth : IComparable<CivilMonth>
{
    private readonly int _index;

    private CivilMonth(int index) => _index = index;

    /// <param name="number">1 to 12.</param>
    public CivilMonth(int year, int number)
        : this((year * 12) + number - 1)
    {
    }

    public int Year => _index / 12;

    /// <summary>1 to 12.</summary>
    public int Number => (_index % 12) + 1;

    public DateOnly FirstDay => new(Year, Number, 1);

    public DateOnly LastDay => new(Year, Number, DateTime.DaysInMonth(Year, Number));

    public CivilMonth Next => new(_index + 1);

    public CivilMonth Previous => new(_index - 1);

    /// <summary>The month of a day.</summary>
    public static CivilMonth Of(DateOnly day) => new(day.Year, day.Month);

    /// <summary>Reads <c>2026-11</c>; null for anything else.</summary>
    public static CivilMonth? Parse(string? text) =>
        text?.Length == 7 && DateOnly.TryParseExact(text, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? Of(day) : null;

    public int CompareTo(CivilMonth other) => _index.CompareTo(other._index);

    public static bool operator <(CivilMonth a, CivilMonth b) => a._index < b._index;

    public static bool operator >(CivilMonth a, CivilMonth b) => a._index > b._index;

    public static bool operator <=(CivilMonth a, CivilMonth b) => a._index <= b._index;

    public static bool operator >=(CivilMonth a, CivilMonth b) => a._index >= b._index;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Year:0000}-{Number:00}");
}
