namespace Loyalty.Domain.Tests;

/// <summary>A posting of the reference model, in decimals throughout; the engine reckons in integers.</summary>
internal sealed class NaivePosting
{
    public required string Id { get; init; }

    public required DateOnly PostedOn { get; init; }

    public required DateOnly LastDay { get; set; }

    /// <summary>In the purchase's currency.</summary>
    public required decimal Amount { get; init; }

    public required decimal Converted { get; init; }

    public required decimal Counted { get; init; }

    /// <summary>What of the amount may count, in the purchase's currency.</summary>
    public required decimal Eligible { get; init; }

    /// <summary>Decimals of the programme's currency.</summary>
    public required int Decimals { get; init; }

    public decimal Reversed { get; set; }

    public decimal EligibleReversed { get; set; }

    /// <summary>What is left of each component.</summary>
    public Dictionary<string, decimal> ComponentsLeft { get; init; } = [];

    /// <summary>Rule, period of its cap, and what it added.</summary>
    public IReadOnlyList<(string Rule, string? Period, decimal Amount)> Parts { get; init; } = [];

    public IReadOnlySet<string> NotEligible { get; init; } = new HashSet<string>();

    /// <summary>Why it waits, or null when it counts from its posting.</summary>
    public NaiveHold? Hold { get; init; }

    public bool Cancelled { get; set; }

    /// <summary>The day from which it counts; null while nobody knows.</summary>
    public DateOnly? CountsFrom => Cancelled ? null : Hold is null ? PostedOn : Hold.ReleasedOn ?? Hold.ReleaseDay;

    public bool IsWaiting => Hold is { ReleasedOn: null } && !Cancelled;

    public decimal Net => Cancelled ? 0 : Left(Counted);

    public decimal NetConverted =>
        Reversed == 0 ? Converted : Converted - Math.Round(Converted * Reversed / Amount, Decimals, MidpointRounding.ToEven);

    public bool CountsOn(DateOnly day) => CountsFrom <= day && day <= LastDay;

    public decimal Left(decimal whole) =>
        EligibleReversed == 0 ? whole : whole - Math.Round(whole * EligibleReversed / Eligible, Decimals, MidpointRounding.ToEven);

    /// <summary>The last day of a window by the words of the rules: the same day of the month, or that month's last day.</summary>
    public static DateOnly LastDayOf(DateOnly date, int months)
    {
        var (year, month) = (date.Year, date.Month);
        for (var i = 0; i < months; i++)
            (year, month) = month == 12 ? (year + 1, 1) : (year, month + 1);
        return new DateOnly(year, month, Math.Min(date.Day, DateTime.DaysInMonth(year, month)));
    }
}
