using Loyalty.Grains;

namespace Loyalty.Silo;

/// <summary>How late this silo is with the sweep of the day.</summary>
internal sealed class SweepLateness(ProgrammeClock clock)
{
    private readonly DateTimeOffset _began = clock.Now;
    private volatile int _swept = DateOnly.MinValue.DayNumber;

    /// <summary>Seconds since the first day that is not swept yet began, or since the start where none has been swept since; 0 where today is.</summary>
    public double Seconds
    {
        get
        {
            var swept = DateOnly.FromDayNumber(_swept);
            if (swept >= clock.Today)
                return 0;
            var due = swept == DateOnly.MinValue ? _began : clock.StartOf(swept.AddDays(1));
            return Math.Max(0, (clock.Now - due).TotalSeconds);
        }
    }

    /// <summary>All that was due by a day has been visited.</summary>
    public void Swept(DateOnly day) => _swept = day.DayNumber;
}
