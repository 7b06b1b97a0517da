using Loyalty.Domain;

namespace Loyalty.Grains;

/// <summary>Now and today, in the programme's zone. The only place below the host that asks what time it is.</summary>
public sealed class ProgrammeClock(Programme programme, TimeProvider time)
{
    /// <summary>
    /// Key of the service that gives the programme's time to whoever needs it as a <see cref="TimeProvider"/>: a test clock where one is
    /// set. Without the key is the machine's, by which Orleans, timers and stopwatches go.
    /// </summary>
    public const string TimeKey = "programme";

    /// <summary>
    /// The instant now, to the millisecond: as fine as clients read it, so that a status asked for as known at the instant of a
    /// change knows that change.
    /// </summary>
    public DateTimeOffset Now
    {
        get
        {
            var now = time.GetUtcNow();
            return now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMillisecond));
        }
    }

    /// <summary>The civil date now in the programme's zone.</summary>
    public DateOnly Today => programme.DayOf(Now);

    /// <summary>The first instant of a civil day in the programme's zone.</summary>
    public DateTimeOffset StartOf(DateOnly day) => programme.StartOf(day);

    /// <summary>A reading of the stopwatch, to be given to <see cref="Since"/>.</summary>
    public long Timestamp => time.GetTimestamp();

    /// <summary>The time that has passed since a reading.</summary>
    public TimeSpan Since(long timestamp) => time.GetElapsedTime(timestamp);
}
