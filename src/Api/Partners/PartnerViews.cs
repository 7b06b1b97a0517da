using System.Text.Json;
using Loyalty.Domain;
using Loyalty.Grains;

namespace Loyalty.Api;

/// <summary>A partner.</summary>
/// <param name="Configured">The settings say how it is reached.</param>
/// <param name="Price">What points cost the programme; null also for who need not know.</param>
public sealed record PartnerView(
    string Partner,
    string Scheme,
    string Connector,
    bool Idempotent,
    bool CanAsk,
    bool Configured,
    PartnerPriceFile? Price,
    PartnerEarnFile? Earn,
    PartnerBurnFile? Burn,
    PartnerExchangeFile? ExchangeIn,
    IReadOnlyDictionary<string, long> Orders)
{
    public static PartnerView Of(PartnerRecord record, bool isConfigured, bool seesPrice, IReadOnlyDictionary<string, long> orders) => new(
        record.Partner,
        record.File.Scheme,
        record.File.Connector,
        record.File.Idempotent,
        record.File.CanAsk,
        isConfigured,
        seesPrice ? record.File.Price : null,
        record.File.Earn,
        record.File.Burn,
        record.File.ExchangeIn,
        orders);
}

/// <summary>What points are worth; it binds until an instant.</summary>
public sealed record PreviewView(string PreviewId, long Points, decimal Value, string Currency, DateTimeOffset BoundUntil)
{
    public static PreviewView Of(PartnerPreview preview) => new(
        preview.PreviewId, preview.Points, Money.ToDecimal(preview.Value, Domain.Currency.Of(preview.Currency)), preview.Currency, preview.BoundUntil);
}

/// <summary>Points that pay.</summary>
/// <param name="State">authorised, redirect, captured or voided.</param>
/// <param name="RedirectUrl">Where the member finishes it; null where nothing is to be finished.</param>
/// <param name="ExpiresAt">When an authorisation that is not captured is voided.</param>
/// <param name="LotId">The voucher of an exchange; null for all else.</param>
public sealed record AuthorisationView(
    string OrderId, PartnerOrderState State, long Points, decimal Value, string Currency, string? RedirectUrl, DateTimeOffset? ExpiresAt, string? LotId)
{
    public static AuthorisationView Of(PartnerOrder order) => new(
        order.OrderId, order.State, order.Points, Money.ToDecimal(order.Value!.Value, Domain.Currency.Of(order.Currency!)), order.Currency!, order.RedirectUrl, order.ExpiresAt, order.LotId);
}

/// <summary>An order at a partner. Numbers and PINs are not kept with it.</summary>
/// <param name="Value">What the points pay; null for an earn order.</param>
/// <param name="DueOn">The day it is sent; null before that is known.</param>
/// <param name="Step">What the partner was asked last: credit, authorise, capture or void.</param>
/// <param name="NextAttempt">When the engine does something about it; null: nothing.</param>
/// <param name="Reason">Why, in a word of the engine's or the partner's.</param>
/// <param name="DoneOn">The day it was sent or captured.</param>
/// <param name="Lost">Points that were sent and whose purchase was taken back since.</param>
public sealed record PartnerOrderView(
    string OrderId,
    string Partner,
    PartnerOrderKind Kind,
    PartnerOrderState State,
    string? MemberId,
    string? TransactionId,
    long Points,
    decimal? Value,
    string? Currency,
    DateOnly? DueOn,
    PartnerStep? Step,
    int Attempts,
    DateTimeOffset? NextAttempt,
    string? Reason,
    string? PartnerReference,
    DateOnly? DoneOn,
    long Lost,
    string? LotId,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt)
{
    public static PartnerOrderView Of(PartnerOrder order) => new(
        order.OrderId,
        order.Partner,
        order.Kind,
        order.State,
        order.Member?.Value,
        order.Purchase?.TransactionId.Value,
        order.Points,
        order.Value is { } value ? Money.ToDecimal(value, Domain.Currency.Of(order.Currency!)) : null,
        order.Currency,
        order.DueOn,
        order.Attempts > 0 ? order.Step : null,
        order.Attempts,
        order.NextAt,
        order.Reason,
        order.PartnerReference,
        order.DoneOn,
        order.Lost,
        order.LotId,
        order.CreatedAt,
        order.UpdatedAt);
}
