using Loyalty.Domain;

namespace Loyalty.Grains;

/// <summary>The exchange rates in force, kept in memory and in the store.</summary>
public sealed class RateBook(IRateStore store) : IRateBook, IDisposable
{
    private readonly SemaphoreSlim _writing = new(1, 1);
    private volatile ExchangeRates _current = ExchangeRates.None;

    /// <inheritdoc/>
    public ExchangeRates Current => _current;

    /// <summary>Reads all rates from the store.</summary>
    public async Task LoadAsync() => _current = ExchangeRates.None.With(await store.LoadAsync());

    /// <inheritdoc/>
    public async Task PutAsync(DateOnly date, IReadOnlyDictionary<string, decimal> rates)
    {
        await _writing.WaitAsync();
        try
        {
            await store.SaveAsync(date, rates);
            _current = _current.With(date, rates);
        }
        finally
        {
            _writing.Release();
        }
    }

    public void Dispose() => _writing.Dispose();
}
