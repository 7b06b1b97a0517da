namespace Loyalty.Domain;

/// <summary>A posting of its own that takes back all or part of a purchase.</summary>
/// <param name="ReversalId">Chosen by the caller, unique in the programme.</param>
/// <param name="TransactionId">The purchase.</param>
/// <param name="Amount">What is taken back, in the purchase's currency.</param>
/// <param name="AmountGiven">Whether the caller named the amount; if not, it was all that was left.</param>
/// <param name="Reason">The caller's reason.</param>
public sealed record Reversal(ReversalId ReversalId, TransactionId TransactionId, Money Amount, bool AmountGiven, string Reason)
{
    /// <summary>Characters of a reason, at most.</summary>
    public const int MaxReasonLength = 200;
}

/// <summary>A reversal as asked for: the purchase's currency is not known yet.</summary>
/// <param name="Amount">In the purchase's currency, or null for all that is left.</param>
public sealed record ReversalRequest(ReversalId ReversalId, TransactionId TransactionId, decimal? Amount, string Reason)
{
    /// <summary>
    /// Whether a recorded reversal is the outcome of this very request. One that had no amount is also repeated by naming what it
    /// took back, as a purchase without a date is by naming the day it was posted.
    /// </summary>
    public bool IsRequestOf(Reversal recorded) =>
        recorded.TransactionId == TransactionId && recorded.Reason == Reason
        && (Amount is { } amount ? recorded.Amount.ToDecimal() == amount : !recorded.AmountGiven);
}
