using Loyalty.Domain;
using Loyalty.Grains;

namespace Loyalty.Silo.Tests;

public class SweepLatenessTests
{
    private readonly TestClock _time = new(new DateTimeOffset(2026, 11, 21, 10, 0, 0, TimeSpan.Zero));
    private readonly SweepLateness _lateness;

    public SweepLatenessTests() => _lateness = new SweepLateness(new ProgrammeClock(BuiltInProgramme.Value, _time));

    [Fact]
    public void Until_the_first_sweep_it_counts_from_the_start()
    {
        Assert.Equal(0, _lateness.Seconds);
        _time.TryMoveTo(_time.GetUtcNow().AddMinutes(5));
        Assert.Equal(300, _lateness.Seconds);
    }

    [Fact]
    public void It_counts_from_the_first_instant_of_the_first_day_that_is_not_swept()
    {
        _lateness.Swept(new DateOnly(2026, 11, 21));
        Assert.Equal(0, _lateness.Seconds);
        // 22 November in Zurich begins at 23:00 UTC of the 21st.
        _time.TryMoveTo(new DateTimeOffset(2026, 11, 21, 23, 0, 10, TimeSpan.Zero));
        Assert.Equal(10, _lateness.Seconds);
        _time.TryMoveTo(new DateTimeOffset(2026, 11, 23, 23, 0, 0, TimeSpan.Zero));
        Assert.Equal(2 * 86_400, _lateness.Seconds);
        _lateness.Swept(new DateOnly(2026, 11, 24));
        Assert.Equal(0, _lateness.Seconds);
    }
}
