namespace Loyalty.Api;

/// <summary>A clock that stands still until it is moved. Timers run on the system's.</summary>
public sealed class TestClock(DateTimeOffset start) : TimeProvider
{
    private long _ticks = start.UtcTicks;

    public override DateTimeOffset GetUtcNow() => new(Volatile.Read(ref _ticks), TimeSpan.Zero);

    /// <summary>Moves the clock; false, and nothing moves, when that would be backwards.</summary>
    public bool TryMoveTo(DateTimeOffset now)
    {
        var wanted = now.UtcTicks;
        while (true)
        {
            var current = Volatile.Read(ref _ticks);
            if (wanted < current)
                return false;
            if (Interlocked.CompareExchange(ref _ticks, wanted, current) == current)
                return true;
        }
    }
}
