namespace Loyalty.Grains;

/// <summary>
/// How long whoever is behind the journal rests after a piece of work, so that purchases go first: in full while the journal is busy, less
/// while less is committed, and not at all while nothing is. A million events that were imported are taken in as fast as they can be read.
/// </summary>
/// <param name="factor">Rest for each while of work beside a busy journal.</param>
public sealed class FollowerRest(CommitSignal commits, TimeProvider time, int factor)
{
    /// <summary>Of <see cref="CommitSignal.Load"/> a second, from which on the journal is busy: some hundred purchases one by one, or two thousand together.</summary>
    public const int Busy = 2000;

    private long _load = commits.Load;
    private long _at = time.GetTimestamp();

    /// <summary>The rest after work that took so long. What was committed since it was asked for last decides.</summary>
    public TimeSpan After(TimeSpan work)
    {
        var (load, at) = (commits.Load, time.GetTimestamp());
        var seconds = time.GetElapsedTime(_at, at).TotalSeconds;
        var busy = seconds > 0 ? Math.Min(1, (load - _load) / seconds / Busy) : 1;
        (_load, _at) = (load, at);
        return factor * busy * work;
    }
}
