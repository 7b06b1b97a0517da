namespace Loyalty.Client;

/// <summary>Something of a member's vouchers, holds or orders at partners has changed: a hint to ask. It names a lot, a hold or an order.</summary>
public sealed record RewardChange
{
    /// <summary>The member's number.</summary>
    public required string MemberId { get; init; }

    /// <summary>The lot; null where another has changed.</summary>
    public string? LotId { get; init; }

    /// <summary>The hold; null where another has changed.</summary>
    public string? HoldId { get; init; }

    /// <summary>The order at a partner; null where another has changed.</summary>
    public string? OrderId { get; init; }

    /// <summary>lotChanged, holdOpened, holdConfirmed, holdEnded or orderChanged; there may be more.</summary>
    public required string Kind { get; init; }

    /// <summary>When it was recorded.</summary>
    public required DateTimeOffset At { get; init; }
}
