using System.Threading.Channels;

namespace Loyalty.Client;

/// <summary>What the hub link has for one watch, in order. A watch that is too slow for it learns that it has to ask.</summary>
internal sealed class Inbox(string memberId)
{
    /// <summary>Pushes that are kept for a slow watch; more are let go and asked for.</summary>
    public const int Capacity = 1_024;

    private readonly Channel<Signal> _signals = Channel.CreateBounded<Signal>(new BoundedChannelOptions(Capacity) { SingleReader = true });
    private int _missed;

    public string MemberId => memberId;

    public void Put(Signal signal)
    {
        if (!_signals.Writer.TryWrite(signal))
            Volatile.Write(ref _missed, 1);
    }

    /// <summary>The next one; <see cref="Signal.Ask"/> where some were let go, and after a time in which none came.</summary>
    public async Task<Signal> NextAsync(TimeSpan patience, CancellationToken cancellation)
    {
        if (_signals.Reader.TryRead(out var signal))
            return signal;
        if (Interlocked.Exchange(ref _missed, 0) == 1)
            return new Signal.Ask();
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        if (patience != Timeout.InfiniteTimeSpan)
            waiting.CancelAfter(patience);
        try
        {
            return await _signals.Reader.ReadAsync(waiting.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new Signal.Patience();
        }
    }
}

/// <summary>What a watch is told by its link.</summary>
internal abstract record Signal
{
    /// <summary>Ask where the member stands: there is a connection, or something may have been missed on it.</summary>
    public sealed record Ask : Signal;

    /// <summary>The connection is gone.</summary>
    public sealed record Lost : Signal;

    /// <summary>The engine does not let this client connect.</summary>
    public sealed record TurnedAway(int Status) : Signal;

    /// <summary>Nothing came for as long as the watch had patience.</summary>
    public sealed record Patience : Signal;

    public sealed record Changed(StatusChange Change) : Signal;

    public sealed record Refreshed(MemberStatus Status) : Signal;

    public sealed record Rewarded(RewardChange Change) : Signal;

    public sealed record Erased : Signal;
}
