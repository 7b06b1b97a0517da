using Loyalty.Domain;

namespace Loyalty.Grains;

/// <summary>The reply to a purchase or a reversal.</summary>
/// <param name="Transaction">The posting, with what has been taken back of it.</param>
/// <param name="Status">The card right after; the tier and its benefits are active.</param>
/// <param name="TierChange">What this did to the tier, or null.</param>
/// <param name="Version">The account's version; push and journal row carry the same.</param>
/// <param name="Reversal">What was taken back, in the reply to a reversal.</param>
/// <param name="Alongside">The other rows of the same command.</param>
[GenerateSerializer, Immutable, Alias("loyalty.PurchaseReceipt")]
public sealed record PurchaseReceipt(
    TransactionView Transaction,
    StatusView Status,
    TierChangeView? TierChange,
    long Version,
    ReversalView? Reversal = null,
    IReadOnlyList<AlongsideView>? Alongside = null);

/// <summary>A purchase once credited, as clients read it.</summary>
/// <param name="Amount">In <paramref name="Currency"/>, as reported.</param>
/// <param name="ConvertedAmount">In the programme's currency.</param>
/// <param name="CountedAmount">What counted toward status when posted, in the programme's currency.</param>
/// <param name="Rate">Programme currency for one unit of <paramref name="Currency"/>.</param>
/// <param name="RateDate">The day the rate is of.</param>
/// <param name="BonusPercent">The partner bonus applied.</param>
/// <param name="LastDayCounted">The last day it counts.</param>
/// <param name="ReversedAmount">Taken back so far, in <paramref name="Currency"/>.</param>
/// <param name="NetCountedAmount">What counts after that, in the programme's currency.</param>
/// <param name="Kind">purchase, or reversal in a list of transactions.</param>
/// <param name="Version">The account's version of the posting.</param>
/// <param name="Reversal">For a reversal: what it took back; the other fields are those of its purchase.</param>
/// <param name="Reason">Why somebody credited it by hand, or null.</param>
/// <param name="State">counting, pending or cancelled.</param>
/// <param name="CountsFrom">The day from which it counts, or null while that is not known.</param>
/// <param name="ProgrammeVersion">The programme version it was reckoned by.</param>
/// <param name="Earning">How it earned; null: all of it, with the tier's bonus, at once.</param>
[GenerateSerializer, Immutable, Alias("loyalty.TransactionView")]
public sealed record TransactionView(
    string TransactionId,
    PurchaseType Type,
    decimal Amount,
    string Currency,
    decimal ConvertedAmount,
    decimal CountedAmount,
    decimal Rate,
    DateOnly RateDate,
    decimal BonusPercent,
    DateOnly Date,
    DateOnly PostedOn,
    DateOnly LastDayCounted,
    decimal ReversedAmount,
    decimal NetCountedAmount,
    string? BookingReference,
    string? Partner,
    TransactionKind Kind,
    long Version,
    DateTimeOffset At,
    ReversalView? Reversal,
    string? Reason = null,
    CreditState State = default,
    DateOnly? CountsFrom = null,
    int ProgrammeVersion = Domain.ProgrammeVersion.First,
    EarningView? Earning = null);

/// <summary>What a line of a transaction list is.</summary>
public enum TransactionKind
{
    Purchase,
    Reversal,
}

/// <param name="Amount">Taken back, in the purchase's currency.</param>
/// <param name="CountedAmount">By how much the counted amount fell, in the programme's currency.</param>
/// <param name="Components">What was taken back of each component that the caller named; null where none was.</param>
[GenerateSerializer, Immutable, Alias("loyalty.ReversalView")]
public sealed record ReversalView(
    string ReversalId,
    decimal Amount,
    decimal CountedAmount,
    string Reason,
    IReadOnlyList<ComponentView>? Components = null);

/// <param name="Amount">In the purchase's currency.</param>
[GenerateSerializer, Immutable, Alias("loyalty.ComponentView")]
public sealed record ComponentView(string Code, decimal Amount);

/// <summary>A basket: lines 1 to <see cref="MaxLines"/>.</summary>
/// <param name="Date">The purchase date, or null for today.</param>
[GenerateSerializer, Immutable, Alias("loyalty.QuoteRequest")]
public sealed record QuoteRequest(IReadOnlyList<QuoteLine> Lines, DateOnly? Date)
{
    /// <summary>Lines a basket may have.</summary>
    public const int MaxLines = 100;
}

/// <param name="Earning">How the line would earn; null: all of it, with the tier's bonus, at once.</param>
[GenerateSerializer, Immutable, Alias("loyalty.QuoteLine")]
public sealed record QuoteLine(PurchaseType Type, Money Amount, string? Partner = null, PurchaseDetails? Details = null);

/// <summary>What a basket would earn and what status it would bring. Amounts in the programme's currency but for the lines' own.</summary>
/// <param name="MemberId">Null for a passer-by, who is reckoned from the lowest tier.</param>
/// <param name="Status">The card as it would be; null for a passer-by.</param>
[GenerateSerializer, Immutable, Alias("loyalty.QuoteView")]
public sealed record QuoteView(
    string? MemberId,
    string Currency,
    IReadOnlyList<QuoteLineView> Lines,
    decimal ConvertedAmount,
    decimal CountedAmount,
    string CurrentTier,
    string TierAfter,
    decimal SpendAfter,
    decimal? ToNextTierAfter,
    TierChangeView? TierChange,
    StatusView? Status);

[GenerateSerializer, Immutable, Alias("loyalty.QuoteLineView")]
public sealed record QuoteLineView(
    PurchaseType Type, decimal Amount, string Currency, decimal ConvertedAmount, decimal CountedAmount, decimal Rate, decimal BonusPercent,
    EarningView? Earning = null);
