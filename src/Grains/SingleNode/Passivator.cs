using System.Collections.Concurrent;
using Loyalty.Domain;
using Microsoft.Extensions.Logging;

namespace Loyalty.Grains;

/// <summary>Lets idle actors go, round by round, and the longest unused when there are too many.</summary>
internal sealed class Passivator : IAsyncDisposable
{
    private readonly ConcurrentDictionary<MemberId, Activation> _live;
    private readonly SingleNodeOptions _options;
    private readonly Func<MemberId, Activation, Task> _letGo;
    private readonly ILogger _log;
    private readonly SemaphoreSlim _wake = new(0, 1);
    private readonly SemaphoreSlim _oneRound = new(1, 1);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _loop;
    private int _round;

    public Passivator(
        ConcurrentDictionary<MemberId, Activation> live,
        SingleNodeOptions options,
        TimeProvider time,
        Func<MemberId, Activation, Task> letGo,
        ILogger log)
    {
        _live = live;
        _options = options;
        _letGo = letGo;
        _log = log;
        _loop = LoopAsync(time);
    }

    /// <summary>The current round; an actor used now is as young as can be.</summary>
    public int Round => Volatile.Read(ref _round);

    /// <summary>An actor came in; above the bound a round begins at once.</summary>
    public void Added(int liveCount)
    {
        if (liveCount > _options.MaxLive && _wake.CurrentCount == 0)
        {
            try
            {
                _wake.Release();
            }
            catch (SemaphoreFullException)
            {
                // Another thread has just woken it.
            }
        }
    }

    /// <summary>One round: lets go what was unused for all rounds to idle, then the oldest above the bound.</summary>
    public async Task RoundAsync()
    {
        await _oneRound.WaitAsync();
        try
        {
            var round = Interlocked.Increment(ref _round);
            var byAge = _live.Select(a => (a.Key, a.Value, Age: round - a.Value.LastRound)).ToList();
            // A tenth below the bound, so that the next newcomer does not start the next round.
            var surplus = byAge.Count > _options.MaxLive ? byAge.Count - (_options.MaxLive - (_options.MaxLive / 10)) : 0;
            if (surplus > 0)
                byAge.Sort((a, b) => b.Age.CompareTo(a.Age));
            for (var i = 0; i < byAge.Count; i++)
            {
                if (i < surplus || byAge[i].Age > SingleNodeOptions.RoundsToIdle)
                    await TryLetGoAsync(byAge[i].Key, byAge[i].Value);
            }
        }
        finally
        {
            _oneRound.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        // A container disposes what it knows under two names twice.
        if (_stop.IsCancellationRequested)
            return;
        await _stop.CancelAsync();
        await _loop;
        _stop.Dispose();
        _wake.Dispose();
        _oneRound.Dispose();
    }

    // One that will not go must not keep the others: memory is bounded by this alone.
    private async Task TryLetGoAsync(MemberId member, Activation activation)
    {
        try
        {
            await _letGo(member, activation);
        }
        catch (Exception fault)
        {
            _log.LogError(fault, "The account of {Member} could not be let go in order", member);
        }
    }

    private async Task LoopAsync(TimeProvider time)
    {
        var pause = _options.IdleAfter / SingleNodeOptions.RoundsToIdle;
        try
        {
            while (true)
            {
                // Either the time is up or there are too many.
                using var either = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
                await Task.WhenAny(Task.Delay(pause, time, either.Token), _wake.WaitAsync(either.Token));
                await either.CancelAsync();
                _stop.Token.ThrowIfCancellationRequested();
                await TryRoundAsync();
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
        }
    }

    private async Task TryRoundAsync()
    {
        try
        {
            await RoundAsync();
        }
        catch (Exception fault)
        {
            _log.LogError(fault, "A round of passivation failed; the next one goes on");
        }
    }
}
