using Loyalty.Domain;
using Loyalty.Grains;
using Orleans.Runtime;

namespace Loyalty.Silo;

/// <summary>The exchange rates of the cluster: a rate that is set is in force on every silo that answers when the call does.</summary>
internal sealed class ClusterRates(RateBook book, Peers peers, TimeProvider time, ILogger<ClusterRates> log) : IRateBook
{
    /// <summary>How long a silo may take to read them; one that takes longer reads them with its next look.</summary>
    private static readonly TimeSpan LoadWithin = TimeSpan.FromSeconds(3);

    /// <inheritdoc/>
    public ExchangeRates Current => book.Current;

    /// <inheritdoc/>
    public async Task PutAsync(DateOnly date, IReadOnlyDictionary<string, decimal> rates)
    {
        await book.PutAsync(date, rates);
        await Task.WhenAll(peers.Others.Select(LoadAsync));
    }

    private async Task LoadAsync(SiloAddress silo)
    {
        try
        {
            await peers.On(silo).LoadRates().WaitAsync(LoadWithin, time);
        }
        catch (Exception fault) when (fault is OrleansException or TimeoutException or JournalUnavailableException)
        {
            log.LogWarning("Silo {Silo} could not be told of new rates and reads them within {Every}: {Reason}", silo, RatesFollower.Every, fault.Message);
        }
    }
}

/// <summary>Reads the rates now and then, for what this silo could not be told.</summary>
internal sealed class RatesFollower(RateBook book, TimeProvider time, ILogger<RatesFollower> log) : BackgroundService
{
    public static readonly TimeSpan Every = TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(Every, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (stoppingToken.IsCancellationRequested)
                return;
            try
            {
                await book.LoadAsync();
            }
            catch (Exception fault) when (fault is JournalUnavailableException)
            {
                log.LogDebug("The rates stay as they are: {Reason}", fault.Message);
            }
        }
    }
}
