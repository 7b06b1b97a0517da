using Loyalty.Domain;

namespace Loyalty.Api;

/// <summary>Reads the fields that say what was bought and for how much.</summary>
public static class AmountFields
{
    /// <summary>The words for what was bought.</summary>
    public const string TypeRule = "Must be flight, ancillary or partner.";

    /// <summary>A purchase type by its exact word, or null.</summary>
    public static PurchaseType? TypeOf(string? word) => word switch
    {
        "flight" => PurchaseType.Flight,
        "ancillary" => PurchaseType.Ancillary,
        "partner" => PurchaseType.Partner,
        _ => null,
    };

    /// <summary>The required field <c>type</c>.</summary>
    public static PurchaseType? TakeType(this JsonFields fields)
    {
        var word = fields.Text("type", value => TypeOf(value) is null ? TypeRule : null, required: true);
        return TypeOf(word);
    }

    /// <summary>The required fields <c>amount</c> and <c>currency</c>.</summary>
    public static Money? TakeMoney(this JsonFields fields)
    {
        var amount = fields.Number("amount", required: true);
        var code = fields.Text("currency", value => Currency.TryFind(value, out _) ? null : Currency.FaultOf(value), required: true);
        if (amount < 0)
        {
            fields.Refuse("amount", "An amount cannot be negative.");
            return null;
        }

        if (amount is null || code is null)
            return null;
        var money = Money.From(amount.Value, Currency.Of(code));
        if (money.Refusal is null)
            return money.Value;
        fields.Refuse("amount", money.Refusal);
        return null;
    }
}
