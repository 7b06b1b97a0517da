using System.Collections.Frozen;
using System.Globalization;

namespace Loyalty.Domain;

/// <summary>The conditions of one rule, all of which must hold.</summary>
internal sealed class EarningConditions
{
    /// <summary>A rule that always holds.</summary>
    public static readonly EarningConditions Always = new();

    /// <summary>One bit a purchase type.</summary>
    public int Types { get; init; } = -1;

    /// <summary>The texts that must be, or must not be, in a list.</summary>
    public TextCondition[] Texts { get; init; } = [];

    public FlightRange[]? Flights { get; init; }

    /// <summary>One bit a weekday, Monday the lowest; null for any.</summary>
    public int? Weekdays { get; init; }

    public FrozenSet<string>? Tiers { get; init; }

    /// <summary>In minor units of the programme's currency.</summary>
    public long? AmountFrom { get; init; }

    public bool? FirstPurchase { get; init; }

    /// <summary>Whether they speak of a purchase's type: name it, or name none.</summary>
    public bool SpeakOf(PurchaseType type) => (Types & (1 << (int)type)) != 0;

    /// <summary>Whether they can hold for a purchase of a type, with details or without.</summary>
    public bool MayMatch(PurchaseType type, bool hasDetails) =>
        SpeakOf(type) && (hasDetails || (Flights is null && Array.TrueForAll(Texts, text => text.Of == TextOf.Partner)));

    /// <param name="date">The date whose weekday is asked.</param>
    public bool Match(in EarningFacts facts, DateOnly date)
    {
        if (!SpeakOf(facts.Purchase.Type) || facts.Converted < AmountFrom || (FirstPurchase is { } first && first != facts.IsFirst))
            return false;
        if (Weekdays is { } days && (days & (1 << (((int)date.DayOfWeek + 6) % 7))) == 0)
            return false;
        if (Tiers is { } tiers && !tiers.Contains(facts.Tier))
            return false;
        foreach (var text in Texts)
        {
            if (!text.Matches(facts))
                return false;
        }

        return Flights is null || AnyFlight(facts.Flight);
    }

    private bool AnyFlight(string? designator)
    {
        if (FlightDesignator.Parse(designator) is not { Refusal: null, Value.Value: var flight })
            return false;
        var digits = char.IsAsciiDigit(flight[^1]) ? flight.AsSpan(2) : flight.AsSpan(2, flight.Length - 3);
        var number = int.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);
        foreach (var range in Flights!)
        {
            if (flight.StartsWith(range.Carrier, StringComparison.Ordinal) && number >= range.From && number <= range.To)
                return true;
        }

        return false;
    }
}

/// <summary>Flight numbers of one carrier, both ends included.</summary>
internal readonly record struct FlightRange(string Carrier, int From, int To);

/// <summary>A text of a purchase that must be, or must not be, one of a list. A text that is missing is neither.</summary>
internal sealed record TextCondition(TextOf Of, FrozenSet<string> Values, bool Not)
{
    /// <summary>A flight as it is compared: LX0014 is LX14; what is no designator is itself.</summary>
    public static string? Designator(string? text) => FlightDesignator.Parse(text) is { Refusal: null, Value.Value: var flight } ? flight : text;

    public bool Matches(in EarningFacts facts) => Text(facts) is { } text && Values.Contains(text) != Not;

    private string? Text(in EarningFacts facts)
    {
        if (Of == TextOf.Partner)
            return facts.Purchase.Partner;
        return facts.Details is not { } said
            ? null
            : Of switch
            {
                TextOf.Product => said.Product,
                TextOf.ProductGroup => said.ProductGroup,
                TextOf.Merchant => said.Merchant,
                TextOf.Carrier => said.Carrier,
                TextOf.Flight => facts.Flight,
                TextOf.Route => facts.Route,
                TextOf.Origin => said.Origin,
                TextOf.Destination => said.Destination,
                TextOf.FareClass => said.FareClass,
                TextOf.Cabin => said.Cabin,
                TextOf.Country => said.Country,
                TextOf.Channel => said.Channel,
                _ => said.Company,
            };
    }
}

/// <summary>The texts that conditions may be about; named in the file in camel case.</summary>
internal enum TextOf
{
    Product,
    ProductGroup,
    Merchant,
    Partner,
    Carrier,
    Flight,
    Route,
    Origin,
    Destination,
    FareClass,
    Cabin,
    Country,
    Channel,
    Company,
}
