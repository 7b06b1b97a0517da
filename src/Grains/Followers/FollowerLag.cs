namespace Loyalty.Grains;

/// <summary>How far a follower is behind. Written by the follower, read by whoever asks.</summary>
internal sealed class FollowerLag(ProgrammeClock clock)
{
    private long _events;
    private long _oldest;

    /// <summary>Events that are recorded and not done.</summary>
    public long Events => Volatile.Read(ref _events);

    /// <summary>Age of the first of them by the engine's clock; 0 where there is none.</summary>
    public double Seconds => Volatile.Read(ref _oldest) is > 0 and var oldest ? Math.Max(0, (clock.Now - new DateTimeOffset(oldest, TimeSpan.Zero)).TotalSeconds) : 0;

    /// <summary>These are the next ones.</summary>
    public void At(IReadOnlyList<FollowedEvent> events, bool isFull)
    {
        if (events.Count == 0)
            return;
        Volatile.Write(ref _oldest, events[0].At.UtcTicks);
        if (!isFull || Events < events.Count)
            Volatile.Write(ref _events, events.Count);
    }

    /// <summary>These are done.</summary>
    public void Done(int events, bool isFull)
    {
        if (!isFull)
            Behind(0);
        else
            Volatile.Write(ref _events, Math.Max(0, Events - events));
    }

    /// <summary>So many are not done.</summary>
    public void Behind(long events)
    {
        Volatile.Write(ref _events, events);
        if (events == 0)
            Volatile.Write(ref _oldest, 0);
        else if (Volatile.Read(ref _oldest) == 0)
            Volatile.Write(ref _oldest, clock.Now.UtcTicks);
    }
}
