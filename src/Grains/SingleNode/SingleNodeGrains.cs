using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Loyalty.Domain;

namespace Loyalty.Grains;

/// <summary>
/// The in-process runtime: one mailbox a live member, members in parallel, idle ones passivated, and a drain that lets everything
/// accepted come to its end.
/// </summary>
public sealed class SingleNodeGrains : IGrains, IRuntime, ILiveAccounts, IAsyncDisposable
{
    private readonly AccountContext _context;
    private readonly ConcurrentDictionary<MemberId, Activation> _live = new();
    private readonly Passivator _passivator;
    private readonly Meter _meter = new("Loyalty.Grains");
    private readonly Histogram<double> _waited;
    private readonly TimeProvider _time;
    private readonly TaskCompletionSource _drained = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _liveCount;
    private int _turns;
    private volatile bool _draining;

    /// <param name="time">Drives passivation, and measures.</param>
    public SingleNodeGrains(AccountContext context, SingleNodeOptions options, TimeProvider time)
    {
        _context = context;
        _time = time;
        _waited = _meter.CreateHistogram<double>(
            "loyalty.account.turn_wait", "s", "Time that requests waited for their account's turn; those that did not wait are not counted.");
        _passivator = new Passivator(_live, options, time, LetGoAsync, context.Log);
        _meter.CreateObservableGauge("loyalty_live_accounts", () => _liveCount, description: "Account actors in memory.");
        _meter.CreateObservableGauge("loyalty_account_turns", () => _turns, description: "Requests at or waiting for an account actor.");
    }

    /// <summary>Actors in memory now.</summary>
    public int LiveCount => _liveCount;

    /// <inheritdoc/>
    public ILoyaltyAccountGrain LoyaltyAccount(MemberId member) => new AccountReference(this, member);

    /// <inheritdoc/>
    public async Task<AccountSnapshot?> PeekAsync(MemberId member)
    {
        try
        {
            if (!_live.TryGetValue(member, out var activation) || !await activation.EnterAsync())
                return null;
            try
            {
                return activation.Grain.State;
            }
            finally
            {
                activation.Leave();
            }
        }
        catch (EngineBusyException)
        {
            return null;
        }
    }

    /// <summary>Passivates what is idle or above the bound; runs by itself, and when a test asks.</summary>
    public Task PassivateAsync() => _passivator.RoundAsync();

    /// <inheritdoc/>
    /// <remarks>Then keeps the snapshots worth keeping.</remarks>
    public async Task DrainAsync()
    {
        _draining = true;
        if (Volatile.Read(ref _turns) == 0)
            _drained.TrySetResult();
        await _drained.Task;
        // At once, so that the snapshots share their commits.
        await Parallel.ForEachAsync(
            _live.Values,
            new ParallelOptions { MaxDegreeOfParallelism = ExpirySweep.MaxConcurrency },
            async (activation, _) => await activation.Grain.DeactivateAsync());
    }

    public async ValueTask DisposeAsync()
    {
        await _passivator.DisposeAsync();
        _meter.Dispose();
    }

    /// <summary>Gives the actor of a member a turn.</summary>
    internal async Task<T> RunAsync<T, TArgument>(MemberId member, Func<ILoyaltyAccountGrain, TArgument, Task<T>> turn, TArgument argument)
    {
        Interlocked.Increment(ref _turns);
        try
        {
            if (_draining)
                throw new EngineBusyException("The engine is shutting down.");
            while (true)
            {
                var activation = _live.TryGetValue(member, out var live) ? live : Activate(member);
                var turnComes = activation.EnterAsync();
                if (!(turnComes.IsCompleted ? await turnComes : await WaitAsync(turnComes)))
                    continue;
                try
                {
                    activation.LastRound = _passivator.Round;
                    return await turn(activation.Grain, argument);
                }
                finally
                {
                    activation.Leave();
                }
            }
        }
        finally
        {
            if (Interlocked.Decrement(ref _turns) == 0 && _draining)
                _drained.TrySetResult();
        }
    }

    private async Task<bool> WaitAsync(ValueTask<bool> turnComes)
    {
        var began = _time.GetTimestamp();
        var isOurs = await turnComes;
        _waited.Record(_time.GetElapsedTime(began).TotalSeconds);
        return isOurs;
    }

    private Activation Activate(MemberId member)
    {
        var created = new Activation(member, _context);
        var activation = _live.GetOrAdd(member, created);
        if (ReferenceEquals(activation, created))
            _passivator.Added(Interlocked.Increment(ref _liveCount));
        return activation;
    }

    private async Task LetGoAsync(MemberId member, Activation activation)
    {
        if (!activation.TryEnter())
            return;
        try
        {
            await activation.Grain.DeactivateAsync();
        }
        finally
        {
            // Out of the table before the mailbox closes: whoever is sent away finds none, not the closed one again.
            if (_live.TryRemove(KeyValuePair.Create(member, activation)))
                Interlocked.Decrement(ref _liveCount);
            activation.Close();
        }
    }
}
