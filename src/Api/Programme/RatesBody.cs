using System.Text.Json;
using Loyalty.Domain;

namespace Loyalty.Api;

/// <summary>
/// Rates to the programme's currency by currency code: the body of <c>PUT /v1/rates/{date}</c> and, by date, the file of
/// <c>Loyalty:Rates</c>.
/// </summary>
public sealed class RatesBody : Dictionary<string, decimal>, IJsonShape<RatesBody>
{
    public static RatesBody? Read(JsonFields fields)
    {
        var rates = new RatesBody();
        var own = fields.Services?.GetService<Programme>();
        foreach (var code in fields.Names())
        {
            // The field's name is a currency here, so that a code made of it would be another one for each currency.
            var value = fields.Take(code);
            if (!Currency.TryFind(code, out _))
                fields.Refuse(code, new Refusal("currency-not-valid", Currency.FaultOf(code)));
            else if (code == own?.Currency.Code)
                fields.Refuse(code, OwnCurrency(own));
            else if (value.ValueKind != JsonValueKind.Number || !ExactDecimal.TryRead(value.GetRawText(), out var rate))
                fields.Refuse(code, new Refusal("rate-not-valid", ExactDecimal.Rule));
            else if (ExchangeRate.Check(rate, code) is { } refusal)
                fields.Refuse(code, refusal);
            else
                rates[code] = rate;
        }

        return rates;
    }

    /// <summary>What a programme refuses of rates that are fine in themselves.</summary>
    public static Refusal? Fault(IReadOnlyDictionary<string, decimal> rates, Programme programme)
    {
        if (rates.Count == 0)
            return new Refusal("rates-not-valid", "There must be at least one rate.", "rates");
        return rates.ContainsKey(programme.Currency.Code) ? OwnCurrency(programme) : null;
    }

    private static Refusal OwnCurrency(Programme programme) =>
        new("rate-not-valid", $"{programme.Currency} is the programme's own currency: its rate is always 1.", programme.Currency.Code);
}
