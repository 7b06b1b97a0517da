namespace Loyalty.Grains;

/// <summary>A clock that stands until it is moved, and only forward. For trying out what a year brings.</summary>
public sealed class TestClock(DateTimeOffset start) : TimeProvider
{
    private long _ticks = start.UtcTicks;

    public override DateTimeOffset GetUtcNow() => new(Volatile.Read(ref _ticks), TimeSpan.Zero);

    /// <summary>Moves the clock.</summary>
    /// <returns>False when <paramref name="now"/> is before the clock's instant; it then stays.</returns>
    public bool TryMoveTo(DateTimeOffset now)
    {
        while (Volatile.Read(ref _ticks) is var before && before <= now.UtcTicks)
        {
            if (Interlocked.CompareExchange(ref _ticks, now.UtcTicks, before) == before)
                return true;
        }

        return false;
    }
}
