using System.Collections.Frozen;
using System.Text.Json;

namespace Loyalty.Domain;

/// <summary>Reads the <c>when</c> of a rule.</summary>
internal static class EarningConditionCheck
{
    public static Checked<EarningConditions> Check(IReadOnlyDictionary<string, JsonElement>? when, string path, RuleContext context)
    {
        if (when is null or { Count: 0 })
            return EarningConditions.Always;
        var (types, texts) = (-1, new List<TextCondition>());
        FlightRange[]? flights = null;
        int? weekdays = null;
        FrozenSet<string>? tiers = null;
        long? amountFrom = null;
        bool? first = null;
        foreach (var (key, value) in when)
        {
            var field = $"{path}.{key}";
            Refusal? fault = null;
            switch (key)
            {
                case "type":
                    (types, fault) = Types(value, field, context);
                    break;
                case "flights":
                    (flights, fault) = Flights(value, field);
                    break;
                case "weekdays":
                    (weekdays, fault) = Weekdays(value, field);
                    break;
                case "tiers":
                    (tiers, fault) = Tiers(value, field, context);
                    break;
                case "amountFrom":
                    (amountFrom, fault) = Amount(value, field, context);
                    break;
                case "firstPurchase":
                    first = value.ValueKind is JsonValueKind.True ? true : value.ValueKind is JsonValueKind.False ? false : null;
                    fault = first is null ? EarningCheck.Fault(field, "is neither true nor false") : null;
                    break;
                case "segment":
                    return EarningCheck.Fault(field, "names no segment: there are none yet");
                default:
                    if (!Enum.TryParse<TextOf>(key, ignoreCase: true, out var text) || JsonNamingPolicy.CamelCase.ConvertName(text.ToString()) != key)
                        return EarningCheck.Fault(field, "is no condition");
                    (var list, fault) = Values(value, field, context);
                    if (fault is null)
                        texts.Add(new TextCondition(text, text == TextOf.Flight ? Designators(list.Values) : list.Values, list.Not));
                    break;
            }

            if (fault is not null)
                return fault;
        }

        return new EarningConditions
        {
            Types = types,
            Texts = [.. texts],
            Flights = flights,
            Weekdays = weekdays,
            Tiers = tiers,
            AmountFrom = amountFrom,
            FirstPurchase = first,
        };
    }

    private static FrozenSet<string> Designators(FrozenSet<string> flights) =>
        flights.Select(flight => TextCondition.Designator(flight)!).ToFrozenSet(StringComparer.Ordinal);

    private static ((FrozenSet<string> Values, bool Not) List, Refusal? Fault) Values(JsonElement value, string field, RuleContext context)
    {
        if (value.ValueKind == JsonValueKind.Array)
        {
            if (value.GetArrayLength() is 0 or > EarningCheck.MaxValues || value.EnumerateArray().Any(item => item.ValueKind != JsonValueKind.String))
                return (default, EarningCheck.Fault(field, "is not a list of texts"));
            return ((value.EnumerateArray().Select(item => item.GetString()!).ToFrozenSet(StringComparer.Ordinal), false), null);
        }

        if (value.ValueKind != JsonValueKind.Object || value.EnumerateObject().ToList() is not [{ Name: "inList" or "notInList", Value.ValueKind: JsonValueKind.String } named])
            return (default, EarningCheck.Fault(field, "is neither a list of texts nor {\"inList\"} or {\"notInList\"}"));
        var name = named.Value.GetString()!;
        return context.Rules.Lists?.TryGetValue(name, out var values) == true
            ? ((values.ToFrozenSet(StringComparer.Ordinal), named.Name == "notInList"), null)
            : (default, EarningCheck.Fault($"{field}.{named.Name}", $"'{name}' is no list of this version"));
    }

    private static (int, Refusal?) Types(JsonElement value, string field, RuleContext context)
    {
        var (list, fault) = Values(value, field, context);
        if (fault is not null)
            return (0, fault);
        var types = 0;
        foreach (var word in list.Values)
        {
            if (!Enum.TryParse<PurchaseType>(word, ignoreCase: true, out var type) || JsonNamingPolicy.CamelCase.ConvertName(type.ToString()) != word)
                return (0, EarningCheck.Fault(field, $"'{word}' is none of flight, ancillary, partner"));
            types |= 1 << (int)type;
        }

        return (list.Not ? ~types : types, null);
    }

    private static (FlightRange[]?, Refusal?) Flights(JsonElement value, string field)
    {
        var ranges = new List<FlightRange>();
        if (value.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in value.EnumerateArray())
            {
                if (item.ValueKind == JsonValueKind.Object && item.EnumerateObject().Count() == 3
                    && item.TryGetProperty("carrier", out var carrier) && carrier.ValueKind == JsonValueKind.String
                    && item.TryGetProperty("from", out var from) && from.ValueKind == JsonValueKind.Number && from.TryGetInt32(out var low)
                    && item.TryGetProperty("to", out var to) && to.ValueKind == JsonValueKind.Number && to.TryGetInt32(out var high)
                    && low <= high && FlightDesignator.Parse($"{carrier.GetString()}1").Refusal is null && carrier.GetString()!.Length == 2)
                {
                    ranges.Add(new FlightRange(carrier.GetString()!, low, high));
                    continue;
                }

                ranges.Clear();
                break;
            }
        }

        return ranges.Count == 0
            ? (null, EarningCheck.Fault(field, "is not a list of {\"carrier\", \"from\", \"to\"}"))
            : ([.. ranges], null);
    }

    private static (int?, Refusal?) Weekdays(JsonElement value, string field)
    {
        var days = 0;
        if (value.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in value.EnumerateArray())
            {
                if (item.ValueKind != JsonValueKind.Number || !item.TryGetInt32(out var day) || day is < 1 or > 7)
                    return (null, EarningCheck.Fault(field, "is not a list of 1 (Monday) to 7"));
                days |= 1 << (day - 1);
            }
        }

        return days == 0 ? (null, EarningCheck.Fault(field, "is not a list of 1 (Monday) to 7")) : (days, null);
    }

    private static (FrozenSet<string>?, Refusal?) Tiers(JsonElement value, string field, RuleContext context)
    {
        var (list, fault) = Values(value, field, context);
        if (fault is not null)
            return (null, fault);
        var codes = context.TierCodes;
        if (list.Values.FirstOrDefault(code => !codes.Contains(code)) is { } unknown)
            return (null, EarningCheck.Fault(field, $"'{unknown}' is the code of no tier"));
        return (list.Not ? codes.Where(code => !list.Values.Contains(code)).ToFrozenSet(StringComparer.Ordinal) : list.Values, null);
    }

    private static (long?, Refusal?) Amount(JsonElement value, string field, RuleContext context)
    {
        if (value.ValueKind != JsonValueKind.Number || !value.TryGetDecimal(out var amount))
            return (null, EarningCheck.Fault(field, "is not a number"));
        var money = Money.From(amount, context.Currency);
        return money.Refusal is { } refusal
            ? (null, EarningCheck.Fault(field, $"is not valid: {refusal.Detail.TrimEnd('.')}"))
            : (money.Value.Minor, null);
    }
}
