using System.Text.Json;
using Loyalty.Domain;
using Loyalty.Grains;

namespace Loyalty.Api;

/// <summary>A partner's data.</summary>
public sealed record PartnerBody : IJsonShape<PartnerFile>
{
    public required string Scheme { get; init; }

    public required string Connector { get; init; }

    public bool? Idempotent { get; init; }

    public bool? CanAsk { get; init; }

    public PartnerPriceFile? Price { get; init; }

    public PartnerEarnFile? Earn { get; init; }

    public PartnerBurnFile? Burn { get; init; }

    public PartnerExchangeFile? ExchangeIn { get; init; }

    public static PartnerFile? Read(JsonFields fields)
    {
        var scheme = fields.Text("scheme", NumberLength, required: true);
        var connector = fields.Text("connector", NumberLength, required: true);
        var (idempotent, canAsk) = (fields.Flag("idempotent") ?? false, fields.Flag("canAsk") ?? true);
        var price = fields.Inner("price", inner => new PartnerPriceFile(inner.Number("per1000", required: true) ?? 0, Currency(inner)));
        var earn = fields.Inner("earn", ReadEarn);
        var burn = fields.Inner("burn", inner => new PartnerBurnFile(
            Rate(inner), Currency(inner), inner.Text("pin", PartnerTerms.MaxPattern), Whole(inner, "minutes") ?? PartnerBurn.DefaultMinutes));
        var exchange = fields.Inner("exchangeIn", inner => new PartnerExchangeFile(Rate(inner), Currency(inner), Whole(inner, "days") ?? PartnerExchange.DefaultDays));
        return fields.Faults.None
            ? new PartnerFile { Scheme = scheme!, Connector = connector!, Idempotent = idempotent, CanAsk = canAsk, Price = price, Earn = earn, Burn = burn, ExchangeIn = exchange }
            : null;
    }

    private const int NumberLength = 40;

    private static PartnerEarnFile ReadEarn(JsonFields inner)
    {
        var when = inner.Take("when");
        if (when.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Object))
            inner.Refuse("when", "Must be an object.");
        var until = inner.Inner("until", hold => new HoldUntilFile(Words(hold, "after"), Whole(hold, "days") ?? 0));
        return new PartnerEarnFile(
            Rate(inner),
            when.ValueKind == JsonValueKind.Object ? when.EnumerateObject().ToDictionary(one => one.Name, one => one.Value.Clone(), StringComparer.Ordinal) : null,
            inner.Flag("besides") ?? true,
            until);
    }

    private static List<string> Words(JsonFields fields, string name)
    {
        var value = fields.Take(name);
        if (value.ValueKind == JsonValueKind.Array && value.GetArrayLength() <= 10 && value.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String))
            return [.. value.EnumerateArray().Select(item => JsonFields.TextOf(item) ?? "")];
        fields.Refuse(name, "Must be a list of texts.");
        return [];
    }

    private static decimal Rate(JsonFields fields) => fields.Number("pointsPerUnit", required: true) ?? 0;

    private static string Currency(JsonFields fields) =>
        fields.Text("currency", code => Domain.Currency.TryFind(code, out _) ? null : Domain.Currency.FaultOf(code), required: true) ?? "";

    private static int? Whole(JsonFields fields, string name)
    {
        var number = fields.Number(name);
        if (number is null || (number == decimal.Truncate(number.Value) && number is >= 0 and <= 1_000_000))
            return (int?)number;
        fields.Refuse(name, "Must be a whole number.");
        return null;
    }
}

/// <summary>Asks what points are worth, or what an amount is in points.</summary>
public sealed record PreviewBody : IJsonShape<PreviewRequest>
{
    public required PartnerDirection Direction { get; init; }

    /// <summary>Points or an amount, one of them.</summary>
    public long? Points { get; init; }

    public decimal? Amount { get; init; }

    /// <summary>Of the amount; the partner's where it is left out.</summary>
    public string? Currency { get; init; }

    public static PreviewRequest? Read(JsonFields fields)
    {
        PartnerDirection? direction = fields.Text("direction", word => DirectionOf(word) is null ? "Must be earn, burn or exchangeIn." : null, required: true) is { } text ? DirectionOf(text) : null;
        var (points, amount) = PointFields.Read(fields, isNeeded: true);
        var currency = fields.Text("currency", code => Domain.Currency.TryFind(code, out _) ? null : Domain.Currency.FaultOf(code));
        return fields.Faults.None ? new PreviewRequest(direction!.Value, points, amount, currency) : null;
    }

    private static PartnerDirection? DirectionOf(string word) => word switch
    {
        "earn" => PartnerDirection.Earn,
        "burn" => PartnerDirection.Burn,
        "exchangeIn" => PartnerDirection.ExchangeIn,
        _ => null,
    };
}

/// <summary>Points that are to be authorised.</summary>
public sealed record AuthorisationBody : IJsonShape<AuthorisationRequest>
{
    /// <summary>Characters of a PIN and of a number, at most.</summary>
    public const int MaxPin = 40, MaxNumber = 60;

    public required string OrderId { get; init; }

    public string? MemberId { get; init; }

    /// <summary>With the partner; the member's own where it is left out.</summary>
    public string? Number { get; init; }

    public string? Pin { get; init; }

    /// <summary>Points or an amount, one of them; neither beside a preview.</summary>
    public long? Points { get; init; }

    public decimal? Amount { get; init; }

    public string? PreviewId { get; init; }

    public static AuthorisationRequest? Read(JsonFields fields)
    {
        var id = fields.CallerId("orderId");
        MemberId? member = fields.Has("memberId") && fields.Text("memberId", text => Domain.MemberId.Parse(text).Refusal?.Detail) is { } text ? Domain.MemberId.Of(text) : null;
        var number = fields.Text("number", MaxNumber, required: member is null);
        var pin = fields.Text("pin", value => value.Length is 0 or > MaxPin ? "This is no PIN." : null);
        var preview = fields.Text("previewId", CallerId.MaxLength);
        var (points, amount) = PointFields.Read(fields, isNeeded: preview is null);
        return fields.Faults.None ? new AuthorisationRequest(id!, member, number, pin, points, amount, preview) : null;
    }
}

/// <summary>What an operator has found out.</summary>
public sealed record ResolutionBody : IJsonShape<ResolutionBody>
{
    /// <summary>sent or notSent.</summary>
    public required string Outcome { get; init; }

    public required string Reason { get; init; }

    public static ResolutionBody? Read(JsonFields fields)
    {
        var outcome = fields.Text("outcome", word => word is "sent" or "notSent" ? null : "Must be sent or notSent.", required: true);
        var reason = fields.Text("reason", Purchase.MaxReasonLength, required: true);
        return fields.Faults.None ? new ResolutionBody { Outcome = outcome!, Reason = reason! } : null;
    }
}

/// <summary>Reads points and an amount, of which one is given.</summary>
internal static class PointFields
{
    public static (long? Points, decimal? Amount) Read(JsonFields fields, bool isNeeded)
    {
        var points = fields.Whole("points", 1, PointRate.MaxPoints);
        var amount = fields.Number("amount");
        if (amount <= 0)
            fields.Refuse("amount", "Must be above 0.");
        if (points is not null && amount is not null)
            fields.Refuse("amount", "Must not stand beside points.");
        if (isNeeded && !fields.Has("points") && !fields.Has("amount"))
            fields.Refuse("points", "Is required, or an amount.");
        return fields.Faults.None ? (points, amount) : (null, null);
    }
}
