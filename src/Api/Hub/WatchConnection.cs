using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;
using Loyalty.Grains;
using Microsoft.AspNetCore.SignalR;

namespace Loyalty.Api;

/// <summary>What one client watches, and the one queue its pushes go through, in order.</summary>
[SuppressMessage("Design", "CA1001", Justification = "The token source has neither timer nor handle, and outlives its last push.")]
public sealed class WatchConnection
{
    /// <summary>Pushes waiting for one client. A client for which there are more is cut off.</summary>
    public const int MaxQueued = 4_096;

    /// <summary>Members one client may watch by name.</summary>
    public const int MaxWatches = 10_000;

    private readonly Channel<Queued> _queue = Channel.CreateBounded<Queued>(new BoundedChannelOptions(MaxQueued) { SingleReader = true });
    private readonly CancellationTokenSource _closing = new();
    private readonly Dictionary<string, MemberWatch> _watches = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();
    private readonly IClientProxy _client;
    private readonly Action _abort;
    private readonly WatchMetrics _metrics;
    private volatile bool _closed;
    private int _cut;

    /// <param name="abort">Cuts the client off.</param>
    public WatchConnection(IClientProxy client, Action abort, WatchMetrics metrics)
    {
        _client = client;
        _abort = abort;
        _metrics = metrics;
        Ended = PumpAsync();
    }

    /// <summary>The client is gone.</summary>
    public bool IsClosed => _closed;

    /// <summary>Done when the last push was sent or dropped.</summary>
    public Task Ended { get; }

    /// <summary>Whether the client watches a member by name.</summary>
    public bool Watches(string memberId)
    {
        lock (_gate)
            return _watches.ContainsKey(memberId);
    }

    /// <summary>Keeps a watch.</summary>
    /// <exception cref="HubException"><c>too-many-watches</c>.</exception>
    public void Add(MemberWatch watch)
    {
        lock (_gate)
        {
            if (_watches.Count >= MaxWatches)
                throw new HubException($"too-many-watches: A connection watches at most {MaxWatches} members.");
            _watches[watch.MemberId] = watch;
        }
    }

    /// <summary>Gives a watch up and ends it, if there is one.</summary>
    public MemberWatch? Remove(string memberId)
    {
        MemberWatch? watch;
        lock (_gate)
            _watches.Remove(memberId, out watch);
        watch?.End();
        return watch;
    }

    /// <summary>Queues a push; cuts the client off when the queue is full.</summary>
    public void Push(string method, object payload)
    {
        if (!_queue.Writer.TryWrite(new Queued(method, payload, _metrics.Now, null)))
            Cut(isSlow: true);
    }

    /// <summary>Done when everything queued before has been handed to the connection.</summary>
    /// <exception cref="OperationCanceledException">The client is gone.</exception>
    public async Task DrainedAsync()
    {
        var mark = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var gone = _closing.Token.Register(() => mark.TrySetCanceled());
        try
        {
            await _queue.Writer.WriteAsync(new Queued("", null, 0, mark), _closing.Token);
        }
        catch (ChannelClosedException closed)
        {
            throw new OperationCanceledException("The client is gone.", closed);
        }

        await mark.Task;
    }

    /// <summary>Ends the queue and gives back all watches, ended.</summary>
    public IReadOnlyList<MemberWatch> Close()
    {
        List<MemberWatch> watches;
        lock (_gate)
        {
            _closed = true;
            watches = [.. _watches.Values];
            _watches.Clear();
        }

        foreach (var watch in watches)
            watch.End();
        _queue.Writer.TryComplete();
        _closing.Cancel();
        return watches;
    }

    /// <summary>Cuts the client off, once; its going is told like any other.</summary>
    public void Cut() => Cut(isSlow: false);

    private void Cut(bool isSlow)
    {
        if (_closed || Interlocked.Exchange(ref _cut, 1) != 0)
            return;
        // Who is to come back for what was lost elsewhere is nobody to be warned of.
        if (isSlow)
            _metrics.Cut();
        _queue.Writer.TryComplete();
        // Off this thread, which may be an account's.
        _ = _closing.CancelAsync();
        _abort();
    }

    private async Task PumpAsync()
    {
        await Task.Yield();
        try
        {
            await foreach (var push in _queue.Reader.ReadAllAsync(_closing.Token))
            {
                if (push.Mark is { } mark)
                {
                    mark.TrySetResult();
                    continue;
                }

                await _client.SendCoreAsync(push.Method, [push.Payload], _closing.Token);
                _metrics.Pushed(push.At, push.Payload as StatusChange);
            }
        }
        catch (Exception) when (_closing.IsCancellationRequested)
        {
            // The client is gone; what it missed it asks for by version.
        }
        catch (Exception)
        {
            // A push that was not sent would be a gap that nobody sees.
            Cut();
        }
    }

    private readonly record struct Queued(string Method, object? Payload, long At, TaskCompletionSource? Mark);
}
