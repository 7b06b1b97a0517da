namespace Loyalty.Grains;

/// <summary>Tells who follows a stream that something was committed to one. What was is read; a signal that is lost costs time, nothing else.</summary>
public sealed class CommitSignal
{
    private readonly Pulse _any = new();
    private readonly Pulse _here = new();
    /// <summary>What a commit costs beside its events, in events.</summary>
    private const int Commit = 4;

    /// <summary>What another process's signal stands for, which comes once for all its commits of some milliseconds, in events.</summary>
    private const int Elsewhere = 20;

    private long _raised;
    private long _load;

    /// <summary>How often it was raised: where it has not changed since a stream was read to its end, nothing has come.</summary>
    public long Raised => Volatile.Read(ref _raised);

    /// <summary>What has been committed, in events: how fast it grows is how busy the journal is.</summary>
    public long Load => Volatile.Read(ref _load);

    /// <summary>Done at the next commit. Ask before reading, then wait: what is committed in between is not missed.</summary>
    public Task Next => _any.Next;

    /// <summary>The same of this process's commits alone.</summary>
    public Task NextHere => _here.Next;

    /// <summary>This process has committed. Cheap: nothing of who waits runs in the call.</summary>
    /// <param name="events">How many.</param>
    public void Raise(int events = 1)
    {
        Interlocked.Increment(ref _raised);
        Interlocked.Add(ref _load, Commit + events);
        _here.Raise();
        _any.Raise();
    }

    /// <summary>Another process has committed.</summary>
    public void RaiseFromElsewhere()
    {
        Interlocked.Increment(ref _raised);
        Interlocked.Add(ref _load, Elsewhere);
        _any.Raise();
    }

    private sealed class Pulse
    {
        private TaskCompletionSource? _next;

        public Task Next
        {
            get
            {
                while (true)
                {
                    if (Volatile.Read(ref _next) is { } waiting)
                        return waiting.Task;
                    Interlocked.CompareExchange(ref _next, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously), null);
                }
            }
        }

        public void Raise()
        {
            if (Volatile.Read(ref _next) is not null && Interlocked.Exchange(ref _next, null) is { } waiting)
                waiting.TrySetResult();
        }
    }
}
