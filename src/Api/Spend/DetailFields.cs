using System.Text.Json;
using Loyalty.Domain;

namespace Loyalty.Api;

/// <summary>Reads what a purchase may say of itself beside its amount.</summary>
public static class DetailFields
{
    /// <summary>The optional fields of a purchase that earning rules look at; null when none is there.</summary>
    public static PurchaseDetails? TakeDetails(this JsonFields fields, Currency? currency)
    {
        var components = currency is null ? SkipComponents(fields) : fields.TakeComponents(currency);
        string? Text(string name) => fields.Text(name, Purchase.MaxTextLength);
        var details = new PurchaseDetails
        {
            Components = components is null || currency is null ? default : Checked(fields, components, currency),
            Carrier = Text("carrier"),
            Flight = Text("flight"),
            ServiceDate = fields.Date("serviceDate"),
            Origin = Text("origin"),
            Destination = Text("destination"),
            FareClass = Text("fareClass"),
            Cabin = Text("cabin"),
            Product = Text("product"),
            ProductGroup = Text("productGroup"),
            Merchant = Text("merchant"),
            Country = Text("country"),
            Channel = Text("channel"),
            ReceiptNumber = Text("receiptNumber"),
            TicketNumber = Text("ticketNumber"),
            Company = Text("company"),
        };
        return details == Nothing ? null : details;
    }

    /// <summary>The optional field <c>components</c>, as it is written; null when it is not there.</summary>
    public static IReadOnlyList<(string? Code, decimal Amount)>? TakeComponents(this JsonFields fields, Currency? currency = null)
    {
        var array = fields.Take("components");
        if (array.ValueKind == JsonValueKind.Undefined)
            return null;
        var components = new List<(string?, decimal)>();
        if (array.ValueKind == JsonValueKind.Array && array.GetArrayLength() <= Component.MaxCount)
        {
            foreach (var element in array.EnumerateArray())
            {
                if (element.ValueKind != JsonValueKind.Object || element.EnumerateObject().Count() != 2
                    || !element.TryGetProperty("code", out var code) || JsonFields.TextOf(code) is not { } text || Texts.Fault(text, Purchase.MaxTextLength) is not null
                    || !element.TryGetProperty("amount", out var amount) || amount.ValueKind != JsonValueKind.Number
                    || !ExactDecimal.TryRead(amount.GetRawText(), out var number))
                {
                    components.Clear();
                    break;
                }

                components.Add((text, number));
            }
        }

        if (components.Count > 0)
            return components;
        fields.Refuse("components", new Refusal("components-not-valid", $"Must be a list of 1 to {Component.MaxCount} objects with code and amount."));
        return null;
    }

    private static readonly PurchaseDetails Nothing = new();

    private static ValueList<Component> Checked(JsonFields fields, IReadOnlyList<(string? Code, decimal Amount)> written, Currency currency)
    {
        var components = Component.From(written, currency);
        if (components.Refusal is not { } refusal)
            return components.Value;
        fields.Refuse("components", refusal);
        return default;
    }

    // Without a currency nothing can be said of amounts in it; that it is missing is told.
    private static IReadOnlyList<(string? Code, decimal Amount)>? SkipComponents(JsonFields fields)
    {
        fields.Take("components");
        return null;
    }
}

/// <summary>The optional fields of a purchase that earning rules look at, as the API document shows them.</summary>
public abstract record DetailsBody
{
    /// <summary>The parts of the price, summing to the amount.</summary>
    public IReadOnlyList<ComponentBody>? Components { get; init; }

    public string? Carrier { get; init; }

    /// <summary>A flight designator, such as LX14.</summary>
    public string? Flight { get; init; }

    public DateOnly? ServiceDate { get; init; }

    public string? Origin { get; init; }

    public string? Destination { get; init; }

    public string? FareClass { get; init; }

    public string? Cabin { get; init; }

    public string? Product { get; init; }

    public string? ProductGroup { get; init; }

    public string? Merchant { get; init; }

    public string? Country { get; init; }

    public string? Channel { get; init; }

    public string? ReceiptNumber { get; init; }

    /// <summary>13 digits.</summary>
    public string? TicketNumber { get; init; }

    public string? Company { get; init; }
}

/// <param name="Amount">In the purchase's currency.</param>
public sealed record ComponentBody(string Code, decimal Amount);
