namespace Loyalty.Grains;

/// <summary>
/// Counts the changes of the cluster's membership. Around one an account may be live twice for a moment; what is written then is decided
/// by the journal's versions, and this is for what is read. Alone a silo has one epoch that is settled from the start.
/// </summary>
/// <param name="time">Its stopwatch measures.</param>
public sealed class MembershipEpoch(TimeProvider time)
{
    /// <summary>How long after a change a second activation may live: until all silos have read the table and let go.</summary>
    public static readonly TimeSpan SettledAfter = TimeSpan.FromSeconds(30);

    private readonly Lock _gate = new();
    private long _current;
    private long? _began;

    /// <summary>Rises with each change. An account that has looked into the journal under one does not look again under the same.</summary>
    public long Current => Volatile.Read(ref _current);

    /// <summary>Whether a second activation from before the change is gone; until then accounts look each time.</summary>
    public bool IsSettled
    {
        get
        {
            lock (_gate)
                return _began is not { } began || time.GetElapsedTime(began) > SettledAfter;
        }
    }

    /// <summary>A silo has come or gone.</summary>
    public void Begin()
    {
        lock (_gate)
        {
            _began = time.GetTimestamp();
            Interlocked.Increment(ref _current);
        }
    }
}
