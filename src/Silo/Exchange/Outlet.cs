using System.Collections.Concurrent;
using System.Threading.Channels;
using Orleans.Runtime;

namespace Loyalty.Silo;

/// <summary>
/// Hands to one other silo's hub what its clients watch: a bounded queue and one pump, a batch a call, each call answered before the
/// next, so that nothing overtakes. When the queue is full the other side is told that something was lost and reads it from the
/// accounts.
/// </summary>
internal sealed class Outlet : IAsyncDisposable
{
    /// <summary>News waiting for one silo.</summary>
    public const int MaxQueued = 8_192;

    /// <summary>News in one call.</summary>
    public const int MaxBatch = 200;

    private static readonly TimeSpan PauseAfterFault = TimeSpan.FromMilliseconds(200);

    private readonly Channel<Item> _queue = Channel.CreateBounded<Item>(new BoundedChannelOptions(MaxQueued) { SingleReader = true });
    private readonly CancellationTokenSource _closing = new();
    private readonly TimeProvider _time;
    private readonly Func<News, Task> _deliver;
    private readonly Task _pump;
    private readonly ConcurrentDictionary<string, long> _members = new(StringComparer.Ordinal);
    private long _all;
    private volatile bool _complete;
    private volatile bool _lost;
    private long _renewed;

    /// <param name="deliver">The call to the other silo.</param>
    public Outlet(Func<News, Task> deliver, TimeProvider time)
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

    public void Add(Interest interest)
    {
        foreach (var member in interest.Members)
            _members.AddOrUpdate(member, interest.Number, (_, number) => Math.Max(number, interest.Number));
        if (interest.All)
            Volatile.Write(ref _all, Math.Max(Volatile.Read(ref _all), interest.Number));
        Renew();
    }

    /// <summary>Forgets what was announced before and is not in here.</summary>
    public void Replace(Interest interest)
    {
        Add(interest);
        foreach (var older in _members.Where(member => member.Value < interest.Number))
            _members.TryRemove(older);
        if (Volatile.Read(ref _all) < interest.Number)
            Volatile.Write(ref _all, 0);
        _complete = true;
    }

    /// <returns>Whether all that the other silo wants is known.</returns>
    public bool Renew()
    {
        Volatile.Write(ref _renewed, _time.GetTimestamp());
        return _complete;
    }

    /// <summary>Queues news; never waits.</summary>
    public void Send(Item item)
    {
        if (!_queue.Writer.TryWrite(item))
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
        var batch = new List<Item>(MaxBatch);
        try
        {
            while (await _queue.Reader.WaitToReadAsync(_closing.Token))
            {
                batch.Clear();
                while (batch.Count < MaxBatch && _queue.Reader.TryRead(out var item))
                    batch.Add(item);
                var lost = _lost;
                _lost = false;
                await DeliverAsync(new News([.. batch], lost));
            }
        }
        catch (OperationCanceledException)
        {
            // The other silo is gone; whoever watched there comes back to another and asks by version.
        }
    }

    // As long as it takes: the outlet is closed when the silo is dead. What came twice is known by its version.
    private async Task DeliverAsync(News news)
    {
        while (true)
        {
            try
            {
                await _deliver(news);
                return;
            }
            catch (Exception fault) when (fault is OrleansException or TimeoutException)
            {
                await Task.Delay(PauseAfterFault, _time, _closing.Token);
            }
        }
    }
}
