using Loyalty.Domain;
using Microsoft.Extensions.Logging;
using Orleans.Runtime;

namespace Loyalty.Grains;

/// <summary>The exchange rates of a cluster: a rate that is set is in force on every silo that answers when the call does.</summary>
public sealed class SharedRateBook(RateBook book, OtherSilos others, RateReloadClient reload, TimeProvider time, ILogger<SharedRateBook> log) : IRateBook
{
    /// <summary>How often a silo reads the rates unasked, for what it could not be told.</summary>
    public static readonly TimeSpan ReadEvery = TimeSpan.FromSeconds(30);

    /// <summary>How long a silo may take to read them; one that takes longer reads them with its next look.</summary>
    private static readonly TimeSpan LoadWithin = TimeSpan.FromSeconds(3);

    /// <inheritdoc/>
    public ExchangeRates Current => book.Current;

    /// <inheritdoc/>
    public async Task PutAsync(DateOnly date, IReadOnlyDictionary<string, decimal> rates)
    {
        await book.PutAsync(date, rates);
        await Task.WhenAll(others.Present.Select(LoadAsync));
    }

    private async Task LoadAsync(SiloAddress silo)
    {
        try
        {
            await reload.On(silo).LoadRates().WaitAsync(LoadWithin, time);
        }
        catch (Exception fault) when (fault is OrleansException or TimeoutException or JournalUnavailableException)
        {
            log.LogWarning("Silo {Silo} could not be told of new rates and reads them within {Every}: {Reason}", silo, ReadEvery, fault.Message);
        }
    }
}
