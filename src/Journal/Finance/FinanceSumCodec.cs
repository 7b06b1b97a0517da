using System.Text.Json;
using Loyalty.Domain;

namespace Loyalty.Journal;

/// <summary>Held tiers and unearned days as lists of whole numbers.</summary>
internal static class FinanceSumCodec
{
    public static string Write(BenefitDays days) => JsonSerializer.Serialize(new Body(
        [.. days.Held.Moves.Select(m => new[] { m.Day.DayNumber, m.Level, m.Members })],
        [.. days.Unearned.Days.Select(u => new[] { u.Key.Month.Year, u.Key.Month.Number, u.Key.Version, u.Key.Held, u.Key.Replayed, u.Key.Year, u.Days })]));

    /// <exception cref="JsonException">It is not what was written.</exception>
    public static BenefitDays Read(string text)
    {
        var body = JsonSerializer.Deserialize<Body>(text) ?? throw new JsonException("null");
        var days = new BenefitDays();
        foreach (var m in body.Held)
            days.Held.Add(DateOnly.FromDayNumber((int)m[0]), (int)m[1], m[2]);
        foreach (var u in body.Unearned)
            days.Unearned.Add(new UnearnedKey(new CivilMonth((int)u[0], (int)u[1]), (int)u[2], (int)u[3], (int)u[4], (int)u[5]), u[6]);
        return days;
    }

    private sealed record Body(long[][] Held, long[][] Unearned);
}
