using System.Globalization;

namespace Loyalty.Domain.Tests;

/// <summary>Which civil day it is in the programme's zone, whatever the clocks there do.</summary>
public partial class ProgrammeTests
{
    [Theory]
    // Midnight in Zurich is 23:00 UTC in winter and 22:00 UTC in summer.
    [InlineData("Europe/Zurich", "2026-01-14T22:59:59.9999999Z", "2026-01-14")]
    [InlineData("Europe/Zurich", "2026-01-14T23:00:00Z", "2026-01-15")]
    [InlineData("Europe/Zurich", "2026-07-14T21:59:59.9999999Z", "2026-07-14")]
    [InlineData("Europe/Zurich", "2026-07-14T22:00:00Z", "2026-07-15")]
    // The clocks change on 2026-03-29 and 2026-10-25; the days have 23 and 25 hours.
    [InlineData("Europe/Zurich", "2026-03-28T23:00:00Z", "2026-03-29")]
    [InlineData("Europe/Zurich", "2026-03-29T21:59:59Z", "2026-03-29")]
    [InlineData("Europe/Zurich", "2026-03-29T22:00:00Z", "2026-03-30")]
    [InlineData("Europe/Zurich", "2026-10-24T22:00:00Z", "2026-10-25")]
    [InlineData("Europe/Zurich", "2026-10-25T22:59:59Z", "2026-10-25")]
    [InlineData("Europe/Zurich", "2026-10-25T23:00:00Z", "2026-10-26")]
    [InlineData("Europe/Zurich", "2026-01-15T00:30:00+02:00", "2026-01-14")]
    [InlineData("Asia/Tokyo", "2026-01-14T15:00:00Z", "2026-01-15")]
    [InlineData("America/Los_Angeles", "2026-01-15T07:59:59Z", "2026-01-14")]
    [InlineData("Pacific/Kiritimati", "2026-01-14T10:00:00Z", "2026-01-15")]
    [InlineData("Asia/Kathmandu", "2026-01-14T18:15:00Z", "2026-01-15")]
    public void An_instant_belongs_to_the_civil_day_of_the_zone(string zone, string instant, string day) =>
        Assert.Equal(Make.Day(day), In(zone).DayOf(Instant(instant)));

    [Theory]
    [InlineData("Europe/Zurich")]
    [InlineData("Pacific/Kiritimati")]
    [InlineData("Pacific/Pago_Pago")]
    public void The_ends_of_the_calendar_are_days_too(string zone)
    {
        var programme = In(zone);
        Assert.InRange(programme.DayOf(DateTimeOffset.MinValue), DateOnly.MinValue, DateOnly.MinValue);
        Assert.InRange(programme.DayOf(DateTimeOffset.MaxValue), DateOnly.MaxValue.AddDays(-1), DateOnly.MaxValue);
        foreach (var day in (DateOnly[])[DateOnly.MinValue, DateOnly.MinValue.AddDays(1), DateOnly.MaxValue.AddDays(-1), DateOnly.MaxValue])
            Assert.InRange(Math.Abs(programme.DayOf(programme.StartOf(day)).DayNumber - day.DayNumber), 0, 1);
    }

    [Theory]
    [InlineData("Europe/Zurich", "2026-01-15", "2026-01-14T23:00:00Z")]
    [InlineData("Europe/Zurich", "2026-03-29", "2026-03-28T23:00:00Z")]
    [InlineData("Europe/Zurich", "2026-03-30", "2026-03-29T22:00:00Z")]
    [InlineData("Europe/Zurich", "2026-10-25", "2026-10-24T22:00:00Z")]
    [InlineData("Europe/Zurich", "2026-10-26", "2026-10-25T23:00:00Z")]
    // Havana: 00:00 does not exist on 2026-03-08 (the day starts at 01:00) and comes twice on 2026-11-01 (the first one counts).
    [InlineData("America/Havana", "2026-03-08", "2026-03-08T05:00:00Z")]
    [InlineData("America/Havana", "2026-11-01", "2026-11-01T04:00:00Z")]
    [InlineData("America/Havana", "2026-11-02", "2026-11-02T05:00:00Z")]
    // Beirut: clocks go on at 00:00 on the last Sunday of March, and back at 00:00 to 23:00 of the day before in October.
    [InlineData("Asia/Beirut", "2026-03-29", "2026-03-28T22:00:00Z")]
    [InlineData("Asia/Beirut", "2026-10-25", "2026-10-24T22:00:00Z")]
    [InlineData("UTC", "2026-03-29", "2026-03-29T00:00:00Z")]
    public void A_day_starts_at_the_first_instant_that_belongs_to_it(string zone, string day, string start)
    {
        var programme = In(zone);
        var started = programme.StartOf(Make.Day(day));
        Assert.Equal((Instant(start), TimeSpan.Zero), (started, started.Offset));
        Assert.Equal(Make.Day(day), programme.DayOf(started));
        Assert.Equal(Make.Day(day).AddDays(-1), programme.DayOf(started.AddTicks(-1)));
    }

    [Fact]
    public void Every_day_of_every_zone_starts_at_its_own_first_instant()
    {
        foreach (var zone in TimeZoneInfo.GetSystemTimeZones().Select(z => z.Id).Where(id => id.Contains('/', StringComparison.Ordinal)))
        {
            var programme = In(zone);
            for (var day = Make.Day("2020-01-01"); day < Make.Day("2027-01-01"); day = day.AddDays(1))
            {
                var start = programme.StartOf(day);
                Assert.True(programme.DayOf(start) == day, $"{zone} {day:yyyy-MM-dd}");
                Assert.True(programme.DayOf(start.AddTicks(-1)) == day.AddDays(-1), $"{zone} before {day:yyyy-MM-dd}");
            }
        }
    }

    [Fact]
    public void Changing_clocks_change_no_window_and_no_review()
    {
        var tiers = new List<string>();
        foreach (var zone in new[] { "Europe/Zurich", "America/Havana", "Asia/Tokyo" })
        {
            var live = new LiveMember(Make.Ladder([0, 1000], zone: zone)).Enrolled("2026-03-28");
            live.Buys("2026-03-29", 1000);
            live.Looked(Make.Day("2027-12-31"));
            tiers.Add(string.Join(' ', live.Moves.Select(m => $"{m.Kind} {m.Date:yyyy-MM-dd}")));
        }

        Assert.All(tiers, moves => Assert.Equal("Upgraded 2026-03-29 AtRisk 2027-03-30 Dropped 2027-04-29", moves));
    }

    private static Programme In(string zone) => Make.Ladder([0, 1000], zone: zone);

    private static DateTimeOffset Instant(string iso) => DateTimeOffset.Parse(iso, CultureInfo.InvariantCulture);
}
