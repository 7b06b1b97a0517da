namespace Loyalty.Grains;

/// <summary>A clock that can be moved, and only forward. For trying out what a year brings.</summary>
/// <param name="runsWith">The clock whose time passes here too; null for one that stands until it is moved.</param>
public sealed class TestClock(DateTimeOffset start, TimeProvider? runsWith = null) : TimeProvider
{
    private readonly long _began = runsWith?.GetTimestamp() ?? 0;
    private long _ticks = start.UtcTicks;

    public override DateTimeOffset GetUtcNow() => new(Volatile.Read(ref _ticks) + Passed, TimeSpan.Zero);

    private long Passed => runsWith is null ? 0 : runsWith.GetElapsedTime(_began).Ticks;

    /// <summary>Moves the clock.</summary>
    /// <returns>False when <paramref name="now"/> is before the clock's instant; it then stays.</returns>
    public bool TryMoveTo(DateTimeOffset now)
    {
        var to = now.UtcTicks - Passed;
        while (Volatile.Read(ref _ticks) is var before && before <= to)
        {
            if (Interlocked.CompareExchange(ref _ticks, to, before) == before)
                return true;
        }

        return false;
    }
}
