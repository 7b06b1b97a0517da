using System.Text.Json;
using Loyalty.Domain;
using Loyalty.Grains;

namespace Loyalty.Api;

/// <summary>Reads what a lot may be.</summary>
internal static class LotFields
{
    private const string KindRule = "Must be voucher, certificate or coupon.";

    public static LotKind? Kind(JsonFields fields) => KindOf(fields.Text("kind", word => KindOf(word) is null ? KindRule : null, required: true));

    public static DateOnly? Day(JsonFields fields, string name)
    {
        if (!fields.Has(name))
            fields.Refuse(name, "Is required.");
        return fields.Date(name);
    }

    /// <summary>Value and currency: of a voucher always, of a coupon where it takes an amount off.</summary>
    public static (decimal? Value, string? Currency) Value(JsonFields fields, LotKind? kind)
    {
        var value = fields.Number("value", required: kind == LotKind.Voucher);
        var currency = fields.Text("currency", word => Currency.TryFind(word, out _) ? null : Currency.FaultOf(word), required: kind == LotKind.Voucher || fields.Has("value"));
        if (kind == LotKind.Certificate && (value is not null || currency is not null))
            fields.Refuse(value is null ? "currency" : "value", "A certificate has none.");
        if (value is null && currency is not null && kind == LotKind.Coupon)
            fields.Refuse("currency", "Goes with a value.");
        if (value is null)
            return (null, currency);
        if (value <= 0)
            fields.Refuse("value", "Must be more than 0.");
        else if (currency is not null && Money.From(value.Value, Currency.Of(currency), "value").Refusal is { } refusal)
            fields.Refuse("value", refusal.Detail);
        return (value, currency);
    }

    public static decimal? Percent(JsonFields fields, LotKind? kind, bool hasValue)
    {
        var percent = fields.Number("percent", required: kind == LotKind.Coupon && !hasValue);
        if (percent is null)
            return null;
        if (kind != LotKind.Coupon || hasValue)
            fields.Refuse("percent", "Only a coupon has one, in place of a value.");
        else if (percent is <= 0 or > 100 || percent.Value.Scale > 2)
            fields.Refuse("percent", "Must be more than 0 and at most 100, with at most 2 decimals.");
        return percent;
    }

    /// <summary>How often: a number, or an object with a total and, perhaps, how often by one member.</summary>
    public static (int Uses, int? PerMember) Uses(JsonFields fields, LotKind? kind, string? owner)
    {
        var value = fields.Take("uses");
        if (value.ValueKind == JsonValueKind.Undefined)
            return (1, null);
        var total = value.ValueKind == JsonValueKind.Object ? Whole(value, "total") : WholeOf(value);
        var perMember = value.ValueKind == JsonValueKind.Object ? Whole(value, "perMember") : null;
        var isKnown = value.ValueKind != JsonValueKind.Object || value.EnumerateObject().All(one => one.Name is "total" or "perMember");
        var hasSound = value.ValueKind != JsonValueKind.Object || !value.TryGetProperty("perMember", out var each) || each.ValueKind == JsonValueKind.Null || perMember is not null;
        if (total is null || !isKnown || !hasSound)
            fields.Refuse("uses", $"Must have a total of 1 to {LotTerms.MaxUses} and, perhaps, perMember.");
        else if (total > 1 && (kind != LotKind.Coupon || owner is not null))
            fields.Refuse("uses", "Only a coupon without an owner is for many.");
        return (total ?? 1, perMember);
    }

    public static LotRestrictionsView? Restrictions(JsonFields fields) => fields.Inner("restrictions", inner =>
    {
        var types = List(inner, "types", word => AmountFields.TypeOf(word) is null ? AmountFields.TypeRule : null);
        var merchants = List(inner, "merchants", word => Texts.Fault(word, Purchase.MaxTextLength));
        var least = inner.Number("leastAmount");
        if (least < 0)
            inner.Refuse("leastAmount", "Cannot be negative.");
        var tiers = List(inner, "tiers", word => Texts.Fault(word, Purchase.MaxTextLength));
        return new LotRestrictionsView(types is null ? null : [.. types.Select(word => AmountFields.TypeOf(word)!.Value)], merchants, least, tiers);
    });

    /// <summary>A list of texts; null where it is not there, empty, or cannot be taken.</summary>
    public static IReadOnlyList<string>? List(JsonFields fields, string name, Func<string, string?> fault)
    {
        var array = fields.Take(name);
        if (array.ValueKind == JsonValueKind.Undefined)
            return null;
        if (array.ValueKind != JsonValueKind.Array || array.GetArrayLength() > LotRestrictions.MaxItems)
        {
            fields.Refuse(name, $"Must be a list of at most {LotRestrictions.MaxItems} texts.");
            return null;
        }

        var words = new List<string>();
        foreach (var item in array.EnumerateArray())
        {
            var word = JsonFields.TextOf(item);
            if ((word is null ? "Must be a list of texts." : fault(word)) is { } wrong)
            {
                fields.Refuse(name, wrong);
                return null;
            }

            words.Add(word!);
        }

        return words.Count == 0 ? null : words;
    }

    private static LotKind? KindOf(string? word) => word switch
    {
        "voucher" => LotKind.Voucher,
        "certificate" => LotKind.Certificate,
        "coupon" => LotKind.Coupon,
        _ => null,
    };

    private static int? Whole(JsonElement value, string name) => value.TryGetProperty(name, out var number) ? WholeOf(number) : null;

    private static int? WholeOf(JsonElement number) =>
        number.ValueKind == JsonValueKind.Number && number.TryGetInt32(out var whole) && whole is >= 1 and <= LotTerms.MaxUses ? whole : null;
}
