namespace Loyalty.Api;

/// <summary>How often something may be done: steadily so many times a second, and at once as many as <paramref name="Burst"/>.</summary>
/// <param name="PerSecond">0 for without bound.</param>
/// <param name="Burst">At least 1.</param>
public readonly record struct Rate(double PerSecond, int Burst)
{
    /// <summary>Takes one, if there is one.</summary>
    /// <param name="due">Keeps the rate: the instant at which all is there again. One number, so that it costs no lock and no allocation.</param>
    /// <param name="now">A reading of the stopwatch.</param>
    /// <param name="frequency">Readings of a second.</param>
    /// <returns>How long to wait for the next one; null when one was taken.</returns>
    public TimeSpan? Take(ref long due, long now, long frequency)
    {
        if (PerSecond <= 0)
            return null;
        var each = (long)(frequency / PerSecond);
        while (true)
        {
            var before = Volatile.Read(ref due);
            var after = Math.Max(before, now) + each;
            if (after - now > each * Burst)
                return TimeSpan.FromSeconds((after - now - (each * Burst)) / (double)frequency);
            if (Interlocked.CompareExchange(ref due, after, before) == before)
                return null;
        }
    }

    /// <summary>Takes one whether there is one or not; what is owed has to be waited for.</summary>
    public void Owe(ref long due, long now, long frequency)
    {
        if (PerSecond <= 0)
            return;
        var each = (long)(frequency / PerSecond);
        long before, after;
        do
        {
            before = Volatile.Read(ref due);
            // Never past the end of time, whatever is owed.
            after = Math.Max(before, now);
            after = after > long.MaxValue - (each * (Burst + 1L)) ? after : after + each;
        }
        while (Interlocked.CompareExchange(ref due, after, before) != before);
    }

    /// <summary>How long to wait until one could be taken; null when one is there.</summary>
    public TimeSpan? Wait(long due, long now, long frequency)
    {
        if (PerSecond <= 0)
            return null;
        var each = (long)(frequency / PerSecond);
        var over = Math.Max(due, now) + each - now - (each * Burst);
        return over > 0 ? TimeSpan.FromSeconds(over / (double)frequency) : null;
    }

    /// <summary>How many could be taken at once.</summary>
    public int Left(long due, long now, long frequency)
    {
        var each = (long)(frequency / PerSecond);
        return (int)Math.Clamp(Burst - ((Math.Max(due, now) - now + each - 1) / Math.Max(1, each)), 0, Burst);
    }
}
