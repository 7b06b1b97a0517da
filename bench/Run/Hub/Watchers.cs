namespace Loyalty.Bench;

/// <summary>A client for each of the first so many members.</summary>
internal sealed class Watchers : IAsyncDisposable
{
    /// <summary>Members that are watched.</summary>
    public const int Count = 1_000;

    private static readonly TimeSpan PingEvery = TimeSpan.FromSeconds(10), DeliveryDeadline = TimeSpan.FromSeconds(60);

    private readonly Watcher[] _all;
    private readonly CancellationTokenSource _closing = new();
    private readonly Task _pinging;

    private Watchers(Watcher[] all)
    {
        _all = all;
        _pinging = PingAsync();
    }

    public static async Task<Watchers> ConnectAsync(Uri engine, Action<ReadOnlySpan<byte>>? received = null)
    {
        var all = new Watcher[Count];
        await Parallel.ForEachAsync(
            Enumerable.Range(0, Count),
            new ParallelOptions { MaxDegreeOfParallelism = 32 },
            async (number, _) => all[number] = await Watcher.ConnectAsync(engine, $"BENCH{number:D7}", received));
        return new Watchers(all);
    }

    /// <summary>Waits until as many pushes have come as there were purchases, and checks that none is missing or twice.</summary>
    /// <param name="purchases">Asked anew each time, for the last of a load are stored after its end.</param>
    /// <exception cref="InvalidRunException">Some never came, or came out of order.</exception>
    public async Task<long> AllDeliveredAsync(Func<Task<long>> purchases)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var (wanted, delivered) = (await purchases(), _all.Sum(watcher => watcher.Deliveries));
            if (_all.Sum(watcher => watcher.OutOfOrder) is > 0 and var wrong)
                throw new InvalidRunException($"{wrong} pushes came out of order.");
            if (delivered == wanted)
                return delivered;
            if (TimeProvider.System.GetElapsedTime(started) > DeliveryDeadline)
                throw new InvalidRunException($"{delivered} pushes came of {wanted} purchases.");
            await Task.Delay(100);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        await _pinging;
        foreach (var watcher in _all)
            await watcher.DisposeAsync();
        _closing.Dispose();
    }

    private async Task PingAsync()
    {
        using var timer = new PeriodicTimer(PingEvery);
        try
        {
            while (await timer.WaitForNextTickAsync(_closing.Token))
                await Task.WhenAll(_all.Select(watcher => watcher.PingAsync()));
        }
        catch (Exception closed) when (closed is OperationCanceledException or System.Net.WebSockets.WebSocketException)
        {
            // The run is over, or the engine has cut a client, which is seen by what is missing.
        }
    }
}
