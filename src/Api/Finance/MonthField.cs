using Loyalty.Domain;

namespace Loyalty.Api;

/// <summary>Reads a month or a year of the calendar.</summary>
internal static class MonthField
{
    /// <summary>What callers are told of a month that cannot be read.</summary>
    public const string Rule = "Must be a month, as 2026-11.";

    /// <returns>Refused with <c>month-not-valid</c>.</returns>
    public static Checked<CivilMonth> Read(string? text) =>
        CivilMonth.Parse(text) is { } month ? month : NotValid(Rule);

    /// <returns>Refused with <c>year-not-valid</c>.</returns>
    public static Checked<int> ReadYear(string? text) => CivilMonth.Parse(text + "-01") is { } month
        ? month.Year
        : new Refusal("year-not-valid", "Must be a year, as 2026.", "year");

    public static Refusal NotValid(string detail) => new("month-not-valid", detail, "month");
}
