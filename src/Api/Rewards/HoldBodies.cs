using System.Text.Json;
using Loyalty.Domain;
using Loyalty.Grains;

namespace Loyalty.Api;

/// <summary>An amount that is to be held.</summary>
public sealed record HoldBody : IJsonShape<HoldWanted>
{
    public required string HoldId { get; init; }

    /// <summary>Whose lots; beside a code of a coupon, who uses it.</summary>
    public string? MemberId { get; init; }

    /// <summary>The code of a lot that nobody owns.</summary>
    public string? Code { get; init; }

    /// <summary>All of it or nothing.</summary>
    public decimal? Amount { get; init; }

    /// <summary>What there is, at most so much.</summary>
    public decimal? UpTo { get; init; }

    /// <summary>Left out where a certificate is held.</summary>
    public string? Currency { get; init; }

    /// <summary>Only of these lots; a coupon or certificate is held by naming it.</summary>
    public IReadOnlyList<string>? Lots { get; init; }

    public IReadOnlyList<BasketLineView>? Lines { get; init; }

    public required UseAs As { get; init; }

    /// <summary>code: it cannot be captured before the code sent to the member has come back.</summary>
    public string? Confirm { get; init; }

    /// <summary>How long it is open; 900 by default.</summary>
    public int? Seconds { get; init; }

    /// <summary>What is bought, for lots that are for some things only.</summary>
    public PurchaseType? Type { get; init; }

    /// <summary>Where, for lots that are for some places only.</summary>
    public string? Merchant { get; init; }

    public static HoldWanted? Read(JsonFields fields)
    {
        var id = fields.Parsed("holdId", Domain.HoldId.Parse);
        var member = fields.Text("memberId", text => Domain.MemberId.Parse(text).Refusal?.Detail);
        var code = fields.Text("code", CodeBody.MaxLength);
        if (!fields.Has("memberId") && !fields.Has("code"))
            fields.Refuse("memberId", "Is required, or a code.");
        var (amount, upTo) = (Positive(fields, "amount"), Positive(fields, "upTo"));
        if (amount is not null && upTo is not null)
            fields.Refuse("upTo", "Goes without an amount.");
        var currency = fields.Text("currency", word => Domain.Currency.TryFind(word, out _) ? null : Domain.Currency.FaultOf(word));
        var lots = LotFields.List(fields, "lots", text => LotId.Parse(text).Refusal?.Detail) ?? [];
        var lines = HoldFields.Lines(fields);
        if (currency is null && !fields.Has("currency") && (amount is not null || upTo is not null || lines.Count > 0))
            fields.Refuse("currency", "Is required.");
        var use = HoldFields.As(fields);
        var confirm = fields.Text("confirm", text => text == "code" ? null : "Must be code.");
        var seconds = HoldFields.Seconds(fields);
        var type = AmountFields.TypeOf(fields.Text("type", word => AmountFields.TypeOf(word) is null ? AmountFields.TypeRule : null));
        var merchant = fields.Text("merchant", Purchase.MaxTextLength);
        return fields.Faults.None
            ? new HoldWanted(code, new NewHold(
                id!.Value.Value, member, amount, upTo, currency, lots, lines, use!.Value, confirm is not null, seconds, type, merchant, null))
            : null;
    }

    internal static decimal? Positive(JsonFields fields, string name)
    {
        var amount = fields.Number(name);
        if (amount > 0 || amount is null)
            return amount;
        fields.Refuse(name, new Refusal("amount-not-valid", "Must be more than 0.", name));
        return null;
    }
}

/// <summary>A hold, and the code that it is of.</summary>
public sealed record HoldWanted(string? Code, NewHold Hold);

/// <summary>A capture of a hold.</summary>
public sealed record CaptureBody : IJsonShape<CaptureBody>
{
    public required string CaptureId { get; init; }

    /// <summary>Left out: all; the rest goes back.</summary>
    public decimal? Amount { get; init; }

    public static CaptureBody? Read(JsonFields fields)
    {
        var id = fields.Parsed("captureId", Domain.CaptureId.Parse);
        var amount = HoldBody.Positive(fields, "amount");
        return fields.Faults.None ? new CaptureBody { CaptureId = id!.Value.Value, Amount = amount } : null;
    }
}

/// <summary>A refund of a capture.</summary>
public sealed record RefundBody : IJsonShape<RefundBody>
{
    public required string RefundId { get; init; }

    /// <summary>Left out: all that is left.</summary>
    public decimal? Amount { get; init; }

    public required string Reason { get; init; }

    public static RefundBody? Read(JsonFields fields)
    {
        var id = fields.Parsed("refundId", Domain.RefundId.Parse);
        var amount = HoldBody.Positive(fields, "amount");
        var reason = fields.Text("reason", LotBody.MaxReasonLength, required: true);
        return fields.Faults.None ? new RefundBody { RefundId = id!.Value.Value, Amount = amount, Reason = reason! } : null;
    }
}

/// <summary>Reads what a hold says of a basket and its time.</summary>
internal static class HoldFields
{
    private const string AsRule = "Must be discount or payment.";

    private const int MaxVatDecimals = 4;

    public static UseAs? As(JsonFields fields) => AsOf(fields.Text("as", word => AsOf(word) is null ? AsRule : null, required: true));

    public static int Seconds(JsonFields fields) =>
        (int)(fields.Whole("seconds", 1, (long)HoldWish.MaxFor.TotalSeconds) ?? (long)HoldWish.DefaultFor.TotalSeconds);

    public static IReadOnlyList<BasketLineView> Lines(JsonFields fields)
    {
        var array = fields.Take("lines");
        if (array.ValueKind == JsonValueKind.Undefined)
            return [];
        var lines = new List<BasketLineView>();
        if (array.ValueKind != JsonValueKind.Array || array.GetArrayLength() is 0 or > HoldWish.MaxLines)
        {
            fields.Refuse("lines", $"Must be a list of 1 to {HoldWish.MaxLines} lines.");
            return lines;
        }

        foreach (var element in array.EnumerateArray())
        {
            var path = $"lines[{lines.Count}]";
            if (element.ValueKind != JsonValueKind.Object)
            {
                fields.Refuse(path, "Must be an object.");
                return lines;
            }

            var line = new JsonFields(element, fields.Faults, path + ".");
            var amount = line.Number("amount", required: true);
            if (amount < 0)
                line.Refuse("amount", "An amount cannot be negative.");
            var rate = line.Number("vatRate", required: true);
            if (rate is < 0 or > 100 || rate?.Scale > MaxVatDecimals)
                line.Refuse("vatRate", $"Must be 0 to 100, with at most {MaxVatDecimals} decimals.");
            line.Close();
            lines.Add(new BasketLineView(amount ?? 0, rate ?? 0));
        }

        return lines;
    }

    private static UseAs? AsOf(string? word) => word switch
    {
        "discount" => UseAs.Discount,
        "payment" => UseAs.Payment,
        _ => null,
    };
}
