using System.Text.Json.Serialization;
using Loyalty.Domain;

namespace Loyalty.Journal;

/// <summary>Partners' data and orders as the tables hold them: compact, strict on reading.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(PartnerFile))]
[JsonSerializable(typeof(PartnerOrderBody))]
internal sealed partial class PartnerJson : JsonSerializerContext;

/// <summary>What an order's row holds beside its columns. Stored for good: what is added comes last and may be missing.</summary>
internal sealed record PartnerOrderBody(
    int Terms,
    long Points,
    long? Value,
    string? Currency,
    PartnerPurchaseBody? Purchase,
    DateOnly? DueOn,
    PartnerStep Step,
    bool IsInDoubt,
    int Attempts,
    DateTimeOffset? SentAt,
    DateTimeOffset? ExpiresAt,
    string? Reason,
    string? PartnerReference,
    DateOnly? DoneOn,
    long Lost,
    DateOnly? LostOn,
    string? LotId,
    string? PreviewId,
    string? RedirectUrl,
    string Claim,
    DateTimeOffset UpdatedAt)
{
    public static PartnerOrderBody Of(PartnerOrder order) => new(
        order.Terms,
        order.Points,
        order.Value,
        order.Currency,
        order.Purchase is { } purchase ? PartnerPurchaseBody.Of(purchase) : null,
        order.DueOn,
        order.Step,
        order.IsInDoubt,
        order.Attempts,
        order.SentAt,
        order.ExpiresAt,
        order.Reason,
        order.PartnerReference,
        order.DoneOn,
        order.Lost,
        order.LostOn,
        order.LotId,
        order.PreviewId,
        order.RedirectUrl,
        order.Claim,
        order.UpdatedAt);
}

/// <summary>The purchase of an order.</summary>
internal sealed record PartnerPurchaseBody(
    string TransactionId, DateOnly Date, DateOnly? ServiceDate, long Amount, long Converted, long Reversed, Dictionary<HoldDay, DateOnly> Events, long Version)
{
    public static PartnerPurchaseBody Of(PartnerPurchase purchase) => new(
        purchase.TransactionId.Value,
        purchase.Date,
        purchase.ServiceDate,
        purchase.Amount,
        purchase.Converted,
        purchase.Reversed,
        purchase.Events.ToDictionary(known => known.Day, known => known.Date),
        purchase.Version);

    public PartnerPurchase ToPurchase() => new()
    {
        TransactionId = new TransactionId(TransactionId),
        Date = Date,
        ServiceDate = ServiceDate,
        Amount = Amount,
        Converted = Converted,
        Reversed = Reversed,
        Events = ValueList.From(Events.Select(known => new PartnerEventDay(known.Key, known.Value))),
        Version = Version,
    };
}
