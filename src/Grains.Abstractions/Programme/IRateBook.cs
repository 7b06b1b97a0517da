using Loyalty.Domain;

namespace Loyalty.Grains;

/// <summary>The exchange rates in force. A rate set is durable, and in force, when the call answers.</summary>
public interface IRateBook
{
    /// <summary>All dated rates as of now.</summary>
    ExchangeRates Current { get; }

    /// <summary>Adds or replaces the rates of a day; purchases credited before keep theirs.</summary>
    /// <param name="rates">Checked before, by currency code.</param>
    Task PutAsync(DateOnly date, IReadOnlyDictionary<string, decimal> rates);
}
