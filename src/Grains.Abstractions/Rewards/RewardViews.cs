using System.Text.Json.Serialization;
using Loyalty.Domain;

namespace Loyalty.Grains;

/// <summary>How a lot stands.</summary>
public enum LotState
{
    /// <summary>Something can be spent.</summary>
    Available,

    /// <summary>Its first day is to come.</summary>
    Upcoming,

    /// <summary>All that is left of it is held.</summary>
    Held,

    Used,

    Expired,

    Revoked,
}

/// <summary>A lot. Numbers of a voucher are amounts of its currency; those of a certificate or coupon are uses.</summary>
/// <param name="Value">A voucher's value as issued, or what a coupon takes off at each use.</param>
/// <param name="LastFour">The end of its code, where it had one.</param>
/// <param name="Source">Where it came from.</param>
/// <param name="MemberId">Whose it is; null while its code is unclaimed.</param>
/// <param name="Code">The code of one that nobody owns: in the first answer to its issue, and never again.</param>
[GenerateSerializer, Immutable, Alias("loyalty.LotView")]
public sealed record LotView(
    string LotId,
    LotKind Kind,
    LotState State,
    decimal? Value,
    string? Currency,
    decimal? Percent,
    string? Name,
    decimal Issued,
    decimal Available,
    decimal Held,
    decimal Used,
    decimal Expired,
    decimal Revoked,
    DateOnly From,
    DateOnly To,
    string? LastFour,
    string Source,
    int Uses,
    int? PerMember,
    LotRestrictionsView? Restrictions,
    string? MemberId,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Code = null);

/// <summary>What a hold, a capture or a refund takes of a lot.</summary>
/// <param name="Amount">Null for a certificate.</param>
[GenerateSerializer, Immutable, Alias("loyalty.LotPartView")]
public sealed record LotPartView(string LotId, decimal? Amount);

/// <summary>What a discount makes of a line.</summary>
/// <param name="Line">Its place in the basket, from 0.</param>
/// <param name="Off">What the discount takes off.</param>
/// <param name="Amount">What is left, tax included.</param>
[GenerateSerializer, Immutable, Alias("loyalty.SplitLineView")]
public sealed record SplitLineView(int Line, decimal Off, decimal Amount, decimal Vat, decimal Net);

/// <summary>A hold.</summary>
/// <param name="Amount">Null where a certificate is held.</param>
/// <param name="Split">The basket as it will print; null for a payment, and where no lines are named.</param>
/// <param name="ExpiresAt">Open means before it.</param>
[GenerateSerializer, Immutable, Alias("loyalty.RewardHoldView")]
public sealed record RewardHoldView(
    string HoldId,
    string? MemberId,
    decimal? Amount,
    string? Currency,
    RewardHoldState State,
    DateTimeOffset ExpiresAt,
    IReadOnlyList<LotPartView> Lots,
    IReadOnlyList<SplitLineView>? Split);

/// <summary>What was captured of a hold.</summary>
/// <param name="Split">The basket as it prints; see <see cref="RewardHoldView"/>.</param>
[GenerateSerializer, Immutable, Alias("loyalty.CaptureView")]
public sealed record CaptureView(
    string CaptureId,
    string HoldId,
    string? MemberId,
    decimal? Amount,
    string? Currency,
    IReadOnlyList<LotPartView> Lots,
    IReadOnlyList<SplitLineView>? Split,
    DateTimeOffset At);

/// <summary>What was refunded of a capture.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.RefundView")]
public sealed record RefundView(
    string RefundId, string CaptureId, string? MemberId, decimal? Amount, string? Currency, IReadOnlyList<LotPartView> Lots, DateTimeOffset At);

/// <summary>All of an owner's, for an export.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.RewardsExportView")]
public sealed record RewardsExportView(IReadOnlyList<LotView> Lots, IReadOnlyList<RewardHoldView> Holds, IReadOnlyList<CapturedView> Captures);

/// <summary>A capture with what was refunded of it.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.CapturedView")]
public sealed record CapturedView(
    string CaptureId, string HoldId, decimal? Amount, decimal? Refunded, string? Currency, IReadOnlyList<LotPartView> Lots);

/// <summary>Something of a member's rewards has changed: a hint to ask. The hub's <c>rewardChanged</c>.</summary>
/// <param name="Kind">lotChanged, holdOpened, holdConfirmed or holdEnded; orderChanged for an order.</param>
[GenerateSerializer, Immutable, Alias("loyalty.RewardChange")]
public sealed record RewardChange(
    string MemberId,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? LotId,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? HoldId,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? OrderId,
    string Kind,
    DateTimeOffset At) : HubMessage
{
    /// <inheritdoc/>
    public override string WatchedMember() => MemberId;
}
