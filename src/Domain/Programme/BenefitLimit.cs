namespace Loyalty.Domain;

/// <summary>How often a benefit may be used.</summary>
/// <param name="Per"><c>day</c>, <c>month</c> or <c>year</c> of the calendar.</param>
public sealed record BenefitLimit(string Per, int Times)
{
    /// <summary>The words that <see cref="Per"/> may be.</summary>
    public static IReadOnlyList<string> Periods { get; } = ["day", "month", "year"];

    /// <summary>The days that are counted together with a day.</summary>
    public (DateOnly First, DateOnly Last) Around(DateOnly day) => Per switch
    {
        "day" => (day, day),
        "month" => (CivilMonth.Of(day).FirstDay, CivilMonth.Of(day).LastDay),
        _ => (new DateOnly(day.Year, 1, 1), new DateOnly(day.Year, 12, 31)),
    };
}
