namespace Loyalty.Domain.Tests;

public sealed class QuietHoursTests
{
    // In Zurich: by day, at the edges, in the evening, at night, and in the night in which the clocks go forward.
    [Theory]
    [InlineData("2026-11-21T07:00:00Z", "2026-11-21T07:00:00Z")]
    [InlineData("2026-11-21T19:59:59Z", "2026-11-21T19:59:59Z")]
    [InlineData("2026-11-21T20:00:00Z", "2026-11-22T07:00:00Z")]
    [InlineData("2026-11-21T06:59:59Z", "2026-11-21T07:00:00Z")]
    [InlineData("2026-11-20T23:00:00Z", "2026-11-21T07:00:00Z")]
    [InlineData("2027-03-27T23:30:00Z", "2027-03-28T06:00:00Z")]
    public void What_comes_at_night_waits_for_the_morning(string at, string told) => Assert.Equal(
        DateTimeOffset.Parse(told, System.Globalization.CultureInfo.InvariantCulture),
        QuietHours.After(DateTimeOffset.Parse(at, System.Globalization.CultureInfo.InvariantCulture), Make.Default));
}
