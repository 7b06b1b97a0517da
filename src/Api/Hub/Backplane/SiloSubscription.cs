using System.Collections.Concurrent;
using System.Threading.Channels;
using Loyalty.Grains;
using Orleans.Runtime;

namespace Loyalty.Api;

/// <summary>
/// Queues hub messages for one remote silo and sends them in order, in batches, each call answered before the next. When the queue is
/// full the receiver is told that something was lost and catches up by version.
/// </summary>
public sealed class SiloSubscription : IAsyncDisposable
{
    /// <summary>Messages waiting for one silo.</summary>
    public const int MaxQueued = 8_192;

    /// <summary>Messages in one call.</summary>
    public const int MaxBatch = 200;

    private static readonly TimeSpan PauseAfterFault = TimeSpan.FromMilliseconds(200);

    private readonly Channel<HubMessage> _queue = Channel.CreateBounded<HubMessage>(new BoundedChannelOptions(MaxQueued) { SingleReader = true });
    private readonly CancellationTokenSource _closing = new();
    private readonly TimeProvider _time;
    private readonly Func<HubBatch, Task> _deliver;
    private readonly Task _pump;
    private readonly ConcurrentDictionary<string, long> _members = new(StringComparer.Ordinal);
    private long _all;
    private volatile bool _complete;
    private volatile bool _lost;
    private long _renewed;

    /// <param name="deliver">The call to the other silo.</param>
    public SiloSubscription(Func<HubBatch, Task> deliver, TimeProvider time)
    {
        _deliver = deliver;
        _time = time;
        _renewed = time.GetTimestamp();
        _pump = Task.Run(PumpAsync);
    }

    /// <summary>The time since the other silo was last heard of.</summary>
    public TimeSpan Silence => _time.GetElapsedTime(Volatile.Read(ref _renewed));

    /// <summary>Whether its clients watch the member.</summary>
    public bool Wants(string member) => Volatile.Read(ref _all) > 0 || _members.ContainsKey(member);

    public void Add(HubSubscription subscription)
    {
        foreach (var member in subscription.Members)
            _members.AddOrUpdate(member, subscription.Number, (_, number) => Math.Max(number, subscription.Number));
        if (subscription.All)
            Volatile.Write(ref _all, Math.Max(Volatile.Read(ref _all), subscription.Number));
        Renew();
    }

    /// <summary>Forgets what was subscribed to before and is not in here.</summary>
    public void Replace(HubSubscription subscription)
    {
        Add(subscription);
        foreach (var older in _members.Where(member => member.Value < subscription.Number))
            _members.TryRemove(older);
        if (Volatile.Read(ref _all) < subscription.Number)
            Volatile.Write(ref _all, 0);
        _complete = true;
    }

    /// <returns>Whether all that the other silo wants is known.</returns>
    public bool Renew()
    {
        Volatile.Write(ref _renewed, _time.GetTimestamp());
        return _complete;
    }

    /// <summary>Queues a message; never waits.</summary>
    public void Send(HubMessage message)
    {
        if (!_queue.Writer.TryWrite(message))
            _lost = true;
    }

    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await _closing.CancelAsync();
        await _pump;
        _closing.Dispose();
    }

    private async Task PumpAsync()
    {
        var batch = new List<HubMessage>(MaxBatch);
        try
        {
            while (await _queue.Reader.WaitToReadAsync(_closing.Token))
            {
                batch.Clear();
                while (batch.Count < MaxBatch && _queue.Reader.TryRead(out var message))
                    batch.Add(message);
                var lost = _lost;
                _lost = false;
                await DeliverAsync(new HubBatch([.. batch], lost));
            }
        }
        catch (OperationCanceledException)
        {
            // The other silo is gone; whoever watched there comes back to another and asks by version.
        }
    }

    // As long as it takes: the subscription ends when the silo is dead. What came twice is known by its version.
    private async Task DeliverAsync(HubBatch batch)
    {
        while (true)
        {
            try
            {
                await _deliver(batch);
                return;
            }
            catch (Exception fault) when (fault is OrleansException or TimeoutException)
            {
                await Task.Delay(PauseAfterFault, _time, _closing.Token);
            }
        }
    }
}
