namespace Loyalty.Grains;

/// <summary>Tells who follows a stream that something was committed to one. What was is read; a signal that is lost costs time, nothing else.</summary>
public sealed class CommitSignal
{
    private readonly Pulse _any = new();
    private readonly Pulse _here = new();
    private long _raised;

    /// <summary>How often it was raised: where it has not changed since a stream was read to its end, nothing has come.</summary>
    public long Raised => Volatile.Read(ref _raised);

    /// <summary>Done at the next commit. Ask before reading, then wait: what is committed in between is not missed.</summary>
    public Task Next => _any.Next;

    /// <summary>The same of this process's commits alone.</summary>
    public Task NextHere => _here.Next;

    /// <summary>This process has committed. Cheap: nothing of who waits runs in the call.</summary>
    public void Raise()
    {
        Interlocked.Increment(ref _raised);
        _here.Raise();
        _any.Raise();
    }

    /// <summary>Another process has committed.</summary>
    public void RaiseFromElsewhere()
    {
        Interlocked.Increment(ref _raised);
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
