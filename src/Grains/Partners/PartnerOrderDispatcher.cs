using Loyalty.Domain;
using Microsoft.Extensions.Logging;

namespace Loyalty.Grains;

/// <summary>Works on whatever orders are due. Each silo has one; what one takes the others leave.</summary>
public sealed class PartnerOrderDispatcher(
    PartnerOrderBook orders, PartnerWorker worker, IFollowerStore followers, IJournal ledger, ProgrammeClock clock, TimeProvider time, ILogger<PartnerOrderDispatcher> log) : IDisposable
{
    /// <summary>Orders that are worked on at once, and read at once.</summary>
    public const int AtOnce = 32, Page = 200;

    /// <summary>An order whose work fails here is tried again after so long.</summary>
    private static readonly TimeSpan AfterFault = TimeSpan.FromMinutes(5);

    /// <summary>Longer than a partner that hangs takes.</summary>
    private static readonly TimeSpan CatchUpFor = TimeSpan.FromSeconds(15), LookAtCursorEvery = TimeSpan.FromMilliseconds(10);

    private const int RoundsOfCatchUp = 50;

    private readonly WorkSignal _wake = new();

    /// <summary>There may be something to do now.</summary>
    public void Wake() => _wake.Wake();

    /// <summary>Waits until there may be something to do.</summary>
    public Task<bool> WaitAsync(CancellationToken cancellation) => _wake.WaitAsync(cancellation);

    /// <summary>Works on what is due once the ledger has been followed, as far as that goes in a while: for who has moved the clock.</summary>
    public async Task CatchUpAsync()
    {
        if ((await orders.Store.LoadAsync()).Count == 0)
            return;
        using var patience = new CancellationTokenSource(CatchUpFor, time);
        try
        {
            var last = await ledger.LastSequenceAsync();
            while ((await followers.LoadAsync(PartnerFollower.KindName))?.Cursors.GetValueOrDefault(IEventStream.Ledger) < last)
                await Task.Delay(LookAtCursorEvery, time, patience.Token);
            await WorkAsync(RoundsOfCatchUp, patience.Token);
        }
        catch (OperationCanceledException)
        {
            // It goes on behind the answer.
        }
    }

    /// <summary>Works until nothing is due that can be done now, or for so many rounds.</summary>
    public async Task WorkAsync(int rounds, CancellationToken cancellation)
    {
        for (var round = 0; round < rounds; round++)
        {
            var due = await orders.Store.DueAsync(clock.Now, time.GetUtcNow(), Page);
            if (due.Count == 0)
                return;
            await Parallel.ForEachAsync(due, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation }, (one, stop) => TryAsync(one, stop));
        }
    }

    public void Dispose() => _wake.Dispose();

    private async Task PutOffAsync(HeldOrder one)
    {
        try
        {
            await orders.ChangeAsync(one.Order.OrderId, order => order.NextAt is null ? order : order with { NextAt = clock.Now + AfterFault });
        }
        catch (Exception away) when (away is EngineBusyException or JournalUnavailableException)
        {
            log.LogDebug("Order {Order} is put off later: {Reason}", one.Order.OrderId, away.Message);
        }
    }

    // One that cannot be worked on holds up no other.
    private async ValueTask TryAsync(HeldOrder one, CancellationToken cancellation)
    {
        try
        {
            await worker.WorkAsync(one, cancellation);
        }
        catch (Exception away) when (away is EngineBusyException or JournalUnavailableException)
        {
            log.LogDebug("Order {Order} is worked on later: {Reason}", one.Order.OrderId, away.Message);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            log.LogError(fault, "Order {Order} cannot be worked on now", one.Order.OrderId);
            await PutOffAsync(one);
        }
    }
}
