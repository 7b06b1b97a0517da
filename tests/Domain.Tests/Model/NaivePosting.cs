namespace Loyalty.Domain.Tests;

/// <summary>A posting of the reference model, in decimals throughout; the engine reckons in integers.</summary>
internal sealed class NaivePosting
{
    public required string Id { get; init; }

    public required DateOnly PostedOn { get; init; }

    public required DateOnly LastDay { get; init; }

    /// <summary>In the purchase's currency.</summary>
    public required decimal Amount { get; init; }

    public required decimal Converted { get; init; }

    public required decimal Counted { get; init; }

    /// <summary>Decimals of the programme's currency.</summary>
    public required int Decimals { get; init; }

    public decimal Reversed { get; set; }

    public decimal Net => Less(Counted);

    public decimal NetConverted => Less(Converted);

    public bool CountsOn(DateOnly day) => PostedOn <= day && day <= LastDay;

    private decimal Less(decimal whole) =>
        Reversed == 0 ? whole : whole - Math.Round(whole * Reversed / Amount, Decimals, MidpointRounding.ToEven);

    /// <summary>The last day of a window by the words of the rules: the same day of the month, or that month's last day.</summary>
    public static DateOnly LastDayOf(DateOnly date, int months)
    {
        var (year, month) = (date.Year, date.Month);
        for (var i = 0; i < months; i++)
            (year, month) = month == 12 ? (year + 1, 1) : (year, month + 1);
        return new DateOnly(year, month, Math.Min(date.Day, DateTime.DaysInMonth(year, month)));
    }
}
