using System.Collections.Frozen;

namespace Loyalty.Domain;

/// <summary>The dated rates to the programme's currency. Immutable: adding rates gives a new table.</summary>
public sealed class ExchangeRates
{
    /// <summary>No rate but the programme currency's own, which is always 1.</summary>
    public static ExchangeRates None { get; } = new(FrozenDictionary<string, SortedList<DateOnly, decimal>>.Empty);

    private readonly FrozenDictionary<string, SortedList<DateOnly, decimal>> _byCurrency;

    private ExchangeRates(FrozenDictionary<string, SortedList<DateOnly, decimal>> byCurrency) => _byCurrency = byCurrency;

    /// <summary>This table with the rates of one day added; a rate already there for that day is replaced.</summary>
    public ExchangeRates With(DateOnly date, IEnumerable<KeyValuePair<string, decimal>> rates) =>
        With(rates.Select(rate => (date, rate.Key, rate.Value)));

    /// <summary>This table with many rates added at once.</summary>
    public ExchangeRates With(IEnumerable<(DateOnly Date, string Currency, decimal Rate)> rates)
    {
        var next = _byCurrency.ToDictionary(c => c.Key, c => new SortedList<DateOnly, decimal>(c.Value), StringComparer.Ordinal);
        foreach (var (date, currency, rate) in rates)
        {
            if (!next.TryGetValue(currency, out var dated))
                next[currency] = dated = [];
            dated[date] = rate;
        }

        return new ExchangeRates(next.ToFrozenDictionary(StringComparer.Ordinal));
    }

    /// <summary>The rate of the latest day on or before <paramref name="date"/>, or null when there is none.</summary>
    public ExchangeRate? On(DateOnly date, Currency currency, Currency programmeCurrency)
    {
        if (currency == programmeCurrency)
            return new ExchangeRate(1, date);
        if (!_byCurrency.TryGetValue(currency.Code, out var dated))
            return null;
        var index = LastOnOrBefore(dated.Keys, date);
        return index < 0 ? null : new ExchangeRate(dated.GetValueAtIndex(index), dated.GetKeyAtIndex(index));
    }

    /// <summary>Every day that has rates, newest first, with its rates by currency code.</summary>
    public IEnumerable<(DateOnly Date, IReadOnlyDictionary<string, decimal> Rates)> Days() =>
        _byCurrency
            .SelectMany(c => c.Value.Select(r => (Date: r.Key, Currency: c.Key, Rate: r.Value)))
            .GroupBy(r => r.Date)
            .OrderByDescending(day => day.Key)
            .Select(day => (day.Key, (IReadOnlyDictionary<string, decimal>)day.ToDictionary(r => r.Currency, r => r.Rate, StringComparer.Ordinal)));

    private static int LastOnOrBefore(IList<DateOnly> days, DateOnly date)
    {
        var (low, high) = (0, days.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (days[middle] <= date)
                low = middle + 1;
            else
                high = middle;
        }

        return low - 1;
    }
}
