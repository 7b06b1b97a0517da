namespace Loyalty.Grains;

/// <summary>
/// Lets one turn in at a time, in the order of arrival. Costs nothing but a flag while nobody waits, because millions of these
/// live in memory. For the same reason it is its own lock: nobody outside this assembly can get hold of it.
/// </summary>
internal abstract class Mailbox
{
    /// <summary>Turns that may wait for one actor.</summary>
    public const int MaxWaiting = 1024;

    private Queue<TaskCompletionSource<bool>>? _waiting;
    private bool _busy;
    private bool _closed;

    /// <summary>Waits for the turn.</summary>
    /// <returns>False when the mailbox is closed: ask for a new one.</returns>
    /// <exception cref="EngineBusyException">Too many wait already.</exception>
    public ValueTask<bool> EnterAsync()
    {
        lock (this)
        {
            if (_closed)
                return new(false);
            if (!_busy)
            {
                _busy = true;
                return new(true);
            }

            _waiting ??= new();
            if (_waiting.Count >= MaxWaiting)
                throw new EngineBusyException($"{MaxWaiting} requests wait for this member already.");
            var turn = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Enqueue(turn);
            return new(turn.Task);
        }
    }

    /// <summary>Ends the turn; the next one begins.</summary>
    public void Leave()
    {
        TaskCompletionSource<bool>? next = null;
        lock (this)
        {
            if (_waiting is null || !_waiting.TryDequeue(out next))
            {
                _busy = false;
                _waiting = null;
            }
        }

        next?.SetResult(true);
    }

    /// <summary>Lets nobody in any more, from within a turn; those who wait are sent for a new one.</summary>
    public void Close()
    {
        Queue<TaskCompletionSource<bool>>? sentAway;
        lock (this)
        {
            _closed = true;
            sentAway = _waiting;
            _waiting = null;
        }

        foreach (var turn in sentAway ?? [])
            turn.SetResult(false);
    }

    /// <summary>Begins a turn only if nobody is in.</summary>
    public bool TryEnter()
    {
        lock (this)
        {
            if (_closed || _busy)
                return false;
            return _busy = true;
        }
    }
}
