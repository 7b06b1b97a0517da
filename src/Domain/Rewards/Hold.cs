namespace Loyalty.Domain;

/// <summary>How a use goes with the tax of a basket.</summary>
public enum UseAs
{
    /// <summary>It lowers the taxed amount.</summary>
    Discount,

    /// <summary>It pays, and lowers nothing.</summary>
    Payment,
}

/// <summary>What has become of a hold.</summary>
public enum RewardHoldState
{
    /// <summary>It waits for the code that was sent to the member.</summary>
    Unconfirmed,

    Open,

    Captured,

    Voided,

    Expired,
}

/// <summary>A line of the basket that is paid.</summary>
/// <param name="Gross">In minor units.</param>
/// <param name="VatRate">In percent.</param>
public sealed record BasketLine(long Gross, decimal VatRate);

/// <summary>What a hold, a capture or a refund takes of a lot.</summary>
/// <param name="Units">As the lot counts.</param>
/// <param name="Amount">What it comes to, in minor units of the hold's currency: of a voucher the same number; 0 for a certificate.</param>
public sealed record LotPart(LotId Lot, long Units, long Amount);

/// <summary>What is to be held.</summary>
/// <param name="Amount">All of it or nothing, in minor units.</param>
/// <param name="UpTo">What there is, at most so much.</param>
/// <param name="Currency">Of the amounts and lines; null where a certificate is held.</param>
/// <param name="Lots">Only of these; empty for all.</param>
/// <param name="Confirm">It cannot be captured before a code that is sent to the member has come back.</param>
/// <param name="Member">Who uses it.</param>
/// <param name="Tier">The code of that member's effective tier.</param>
/// <param name="Source">By which key it came; null for people.</param>
public sealed record HoldWish(
    HoldId Id,
    long? Amount,
    long? UpTo,
    Currency? Currency,
    ValueList<LotId> Lots,
    ValueList<BasketLine> Lines,
    UseAs As,
    bool Confirm,
    TimeSpan For,
    PurchaseType? Type,
    string? Merchant,
    string? Member,
    string? Tier,
    string? Source)
{
    /// <summary>How long a hold is open by default.</summary>
    public static readonly TimeSpan DefaultFor = TimeSpan.FromMinutes(15);

    /// <summary>How long at most.</summary>
    public static readonly TimeSpan MaxFor = TimeSpan.FromDays(7);

    /// <summary>Lines and lots that one hold may name.</summary>
    public const int MaxLines = 500, MaxLots = 100;
}

/// <summary>A hold: an amount taken from lots, which ends exactly once.</summary>
/// <param name="ExpiresAt">Open means before it.</param>
/// <param name="Tries">Wrong codes so far.</param>
/// <param name="Sends">Codes sent so far.</param>
/// <param name="CodeHash">The keyed hash of the code that was sent last.</param>
/// <param name="CodeUntil">Until when that is good.</param>
public sealed record RewardHold(
    HoldId Id,
    long Amount,
    Currency? Currency,
    ValueList<LotPart> Parts,
    ValueList<BasketLine> Lines,
    UseAs As,
    DateTimeOffset OpenedAt,
    DateTimeOffset ExpiresAt,
    string? Member,
    string? Source,
    RewardHoldState State,
    int Tries = 0,
    int Sends = 0,
    string? CodeHash = null,
    DateTimeOffset? CodeUntil = null)
{
    /// <summary>Wrong codes after which a hold is voided.</summary>
    public const int MaxTries = 5;

    /// <summary>Codes that are sent for one hold, and to one member on a day.</summary>
    public const int MaxSends = 3, MaxSendsADay = 10;

    /// <summary>How long a code is good.</summary>
    public static readonly TimeSpan CodeFor = TimeSpan.FromMinutes(10);

    public bool IsOpen => State is RewardHoldState.Open or RewardHoldState.Unconfirmed;
}

/// <summary>What was captured of a hold.</summary>
/// <param name="Parts">What it took of each lot, in the order it was spent.</param>
/// <param name="Refunded">The same, of what has been refunded so far.</param>
public sealed record RewardCapture(CaptureId Id, HoldId Hold, long Amount, Currency? Currency, ValueList<LotPart> Parts, ValueList<LotPart> Refunded, long RefundedAmount, string? Source);
