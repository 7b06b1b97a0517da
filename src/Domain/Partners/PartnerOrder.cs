namespace Loyalty.Domain;

/// <summary>What an order is for.</summary>
public enum PartnerOrderKind
{
    /// <summary>Points for a purchase.</summary>
    Earn,

    /// <summary>Something is paid with points.</summary>
    Burn,

    /// <summary>Points are exchanged for a voucher.</summary>
    ExchangeIn,
}

/// <summary>How far an order is.</summary>
public enum PartnerOrderState
{
    /// <summary>It waits for its day.</summary>
    Planned,

    /// <summary>It may be sent.</summary>
    Due,

    /// <summary>It is being sent, or tried again: what became of it is not known yet.</summary>
    Sending,

    /// <summary>The partner has credited it.</summary>
    Sent,

    /// <summary>The partner will not.</summary>
    Refused,

    /// <summary>Nobody but a person can find out what became of it.</summary>
    Unknown,

    /// <summary>It ended before it was sent.</summary>
    Cancelled,

    /// <summary>The member is to finish it at the partner.</summary>
    Redirect,

    /// <summary>The points are kept for it.</summary>
    Authorised,

    /// <summary>The points are being taken.</summary>
    Capturing,

    /// <summary>The points are taken.</summary>
    Captured,

    /// <summary>The points are being given back, or that is tried again.</summary>
    Voiding,

    /// <summary>The points are back.</summary>
    Voided,
}

/// <summary>States as the wire has them.</summary>
public static class PartnerOrderStates
{
    public static string Word(this PartnerOrderState state) => state.ToString().ToLowerInvariant();
}

/// <summary>What a partner is asked to do.</summary>
public enum PartnerStep
{
    Credit,
    Authorise,
    Capture,
    Void,
}

/// <summary>An order at a partner: credited points, or points that pay. It never holds a number or a PIN.</summary>
public sealed record PartnerOrder
{
    public required string OrderId { get; init; }

    public required string Partner { get; init; }

    /// <summary>Number of the partner's data that holds for it.</summary>
    public required int Terms { get; init; }

    public required PartnerOrderKind Kind { get; init; }

    /// <summary>Null for points of somebody who is no member.</summary>
    public MemberId? Member { get; init; }

    public required PartnerOrderState State { get; init; }

    /// <summary>Points: planned until they are sent, fixed from then on.</summary>
    public required long Points { get; init; }

    /// <summary>What the points pay, in minor units of <see cref="Currency"/>; null for an earn order.</summary>
    public long? Value { get; init; }

    public string? Currency { get; init; }

    /// <summary>The purchase that earns; null for the other kinds.</summary>
    public PartnerPurchase? Purchase { get; init; }

    /// <summary>The day it is due, once it is known.</summary>
    public DateOnly? DueOn { get; init; }

    /// <summary>What the partner was asked last.</summary>
    public PartnerStep Step { get; init; }

    /// <summary>The partner may have done the step, and nobody has said so.</summary>
    public bool IsInDoubt { get; init; }

    /// <summary>Attempts at the step.</summary>
    public int Attempts { get; init; }

    /// <summary>When an authorisation was last sent that nobody has acknowledged.</summary>
    public DateTimeOffset? SentAt { get; init; }

    /// <summary>When the engine has something to do with it; null: nothing.</summary>
    public DateTimeOffset? NextAt { get; init; }

    /// <summary>When an authorisation is over.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>Why, in a word of the engine's or the partner's.</summary>
    public string? Reason { get; init; }

    public string? PartnerReference { get; init; }

    /// <summary>The civil day it was sent or captured.</summary>
    public DateOnly? DoneOn { get; init; }

    /// <summary>Points that were sent and whose purchase was taken back since.</summary>
    public long Lost { get; init; }

    /// <summary>The civil day the last of them were.</summary>
    public DateOnly? LostOn { get; init; }

    /// <summary>The voucher that was given for it.</summary>
    public string? LotId { get; init; }

    /// <summary>The preview it was asked for with.</summary>
    public string? PreviewId { get; init; }

    /// <summary>Where the member finishes it.</summary>
    public string? RedirectUrl { get; init; }

    /// <summary>A keyed hash of what it was asked for with, to know a repetition; empty for the engine's own.</summary>
    public string Claim { get; init; } = "";

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>It changes no more, but by reversals of its purchase.</summary>
    public bool IsEnded => State is PartnerOrderState.Sent or PartnerOrderState.Refused or PartnerOrderState.Cancelled or PartnerOrderState.Captured or PartnerOrderState.Voided;
}
