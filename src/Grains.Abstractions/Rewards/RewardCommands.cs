using Loyalty.Domain;

namespace Loyalty.Grains;

/// <summary>A lot that is to be issued.</summary>
/// <param name="Value">A voucher's value, or what a coupon takes off at each use.</param>
/// <param name="Uses">How often; 1 but for a coupon for many.</param>
/// <param name="Source">Where it comes from, such as <c>operator</c> or <c>partner:miles-and-more</c>.</param>
/// <param name="Reason">Why; tells one request from another, and is not kept.</param>
/// <param name="Code">The code of a lot that nobody owns; made by whoever sends the command, so that one that is sent again has the same. Null for all others.</param>
[GenerateSerializer, Immutable, Alias("loyalty.NewLot")]
public sealed record NewLot(
    string LotId,
    LotKind Kind,
    decimal? Value,
    string? Currency,
    decimal? Percent,
    string? Name,
    DateOnly From,
    DateOnly To,
    LotRestrictionsView? Restrictions,
    int Uses,
    int? PerMember,
    string Source,
    string? Reason,
    string? Code = null);

/// <summary>What a lot may be used for; what is null or empty allows all.</summary>
/// <param name="Types">flight, ancillary or partner.</param>
/// <param name="LeastAmount">What the basket comes to at least.</param>
/// <param name="Tiers">Codes of the effective tier.</param>
[GenerateSerializer, Immutable, Alias("loyalty.LotRestrictionsView")]
public sealed record LotRestrictionsView(
    IReadOnlyList<PurchaseType>? Types, IReadOnlyList<string>? Merchants, decimal? LeastAmount, IReadOnlyList<string>? Tiers);

/// <summary>A hold that is wished.</summary>
/// <param name="MemberId">Who uses it; the owner where it is none's code.</param>
/// <param name="Confirm">It needs the code sent to the member's phone.</param>
/// <param name="Source">The name of the key it came by; null for people.</param>
[GenerateSerializer, Immutable, Alias("loyalty.NewHold")]
public sealed record NewHold(
    string HoldId,
    string? MemberId,
    decimal? Amount,
    decimal? UpTo,
    string? Currency,
    IReadOnlyList<string> Lots,
    IReadOnlyList<BasketLineView> Lines,
    UseAs As,
    bool Confirm,
    int Seconds,
    PurchaseType? Type,
    string? Merchant,
    string? Source);

/// <summary>A line of a basket.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.BasketLineView")]
public sealed record BasketLineView(decimal Amount, decimal VatRate);

/// <summary>A capture that is wished.</summary>
/// <param name="Amount">Null for all.</param>
[GenerateSerializer, Immutable, Alias("loyalty.NewCapture")]
public sealed record NewCapture(string CaptureId, string HoldId, decimal? Amount, string? Source);

/// <summary>A refund that is wished.</summary>
/// <param name="Amount">Null for all that is left.</param>
/// <param name="OwnOnly">Only of a capture of the same source.</param>
[GenerateSerializer, Immutable, Alias("loyalty.NewRefund")]
public sealed record NewRefund(string RefundId, string CaptureId, decimal? Amount, string? Reason, string? Source, bool OwnOnly);
