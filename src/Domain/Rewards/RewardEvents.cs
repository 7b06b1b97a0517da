namespace Loyalty.Domain;

/// <summary>What happened to an owner's lots.</summary>
/// <param name="At">When it happened, which is before it was recorded where nobody asked meanwhile.</param>
/// <param name="Day">The civil day of that.</param>
public abstract record RewardEvent(DateTimeOffset At, DateOnly Day);

/// <summary>A lot was issued.</summary>
public sealed record LotIssued(DateTimeOffset At, DateOnly Day, LotTerms Terms) : RewardEvent(At, Day);

/// <summary>What was available of a lot has expired.</summary>
public sealed record LotExpired(DateTimeOffset At, DateOnly Day, LotId Lot, long Units) : RewardEvent(At, Day);

/// <summary>What was available of a lot was taken back.</summary>
/// <param name="Reason"><see cref="ByHand"/> or <see cref="Erased"/>.</param>
public sealed record LotRevoked(DateTimeOffset At, DateOnly Day, LotId Lot, long Units, string Reason) : RewardEvent(At, Day)
{
    public const string ByHand = "revoked";

    public const string Erased = "erased";
}

/// <summary>A lot was taken into a member's account by its code: it left the code.</summary>
public sealed record LotLeft(DateTimeOffset At, DateOnly Day, LotId Lot, string To) : RewardEvent(At, Day);

/// <summary>The same, where it came; with what had been captured of it by its code.</summary>
public sealed record LotClaimed(DateTimeOffset At, DateOnly Day, Lot Lot, ValueList<RewardHold> Holds, ValueList<RewardCapture> Captures) : RewardEvent(At, Day);

/// <summary>An amount is held.</summary>
public sealed record HoldOpened(DateTimeOffset At, DateOnly Day, RewardHold Hold) : RewardEvent(At, Day);

/// <summary>Another code was sent.</summary>
public sealed record CodeSent(DateTimeOffset At, DateOnly Day, HoldId Hold, string CodeHash, DateTimeOffset CodeUntil) : RewardEvent(At, Day);

/// <summary>A code was wrong.</summary>
public sealed record CodeWrong(DateTimeOffset At, DateOnly Day, HoldId Hold) : RewardEvent(At, Day);

/// <summary>The code was right.</summary>
public sealed record HoldConfirmed(DateTimeOffset At, DateOnly Day, HoldId Hold) : RewardEvent(At, Day);

/// <summary>A hold was captured, whole or in part; the rest went back in that instant.</summary>
public sealed record HoldCaptured(
    DateTimeOffset At, DateOnly Day, HoldId Hold, CaptureId Capture, long Amount, ValueList<LotPart> Parts, string? Source) : RewardEvent(At, Day);

/// <summary>A hold ended without being used.</summary>
/// <param name="Command">Which call ended it, so that the same call sent again is known; null where none did.</param>
public sealed record HoldVoided(DateTimeOffset At, DateOnly Day, HoldId Hold, string? Command) : RewardEvent(At, Day);

/// <summary>The time of a hold was over.</summary>
public sealed record HoldExpired(DateTimeOffset At, DateOnly Day, HoldId Hold) : RewardEvent(At, Day);

/// <summary>Something captured was refunded.</summary>
public sealed record CaptureRefunded(
    DateTimeOffset At, DateOnly Day, CaptureId Capture, RefundId Refund, long Amount, ValueList<LotPart> Parts) : RewardEvent(At, Day);
