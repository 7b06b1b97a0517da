namespace Loyalty.Domain;

/// <summary>A posting of its own that takes back all or part of a purchase.</summary>
/// <param name="ReversalId">Chosen by the caller, unique in the programme.</param>
/// <param name="TransactionId">The purchase.</param>
/// <param name="Amount">What is taken back, in the purchase's currency.</param>
/// <param name="AmountGiven">Whether the caller named the amount; if not, it was all that was left.</param>
/// <param name="Reason">The caller's reason.</param>
/// <param name="Source">The name of the key it came by, where keys are asked for.</param>
/// <param name="Components">What is taken back of each component the caller named; empty when none was.</param>
public sealed record Reversal(
    ReversalId ReversalId,
    TransactionId TransactionId,
    Money Amount,
    bool AmountGiven,
    string Reason,
    string? Source = null,
    ValueList<Component> Components = default)
{
    /// <summary>Characters of a reason, at most.</summary>
    public const int MaxReasonLength = 200;

    /// <summary>The reason of one that a history brought.</summary>
    public const string ImportReason = "Taken back in the imported history.";
}

/// <summary>A reversal as asked for: the purchase's currency is not known yet.</summary>
/// <param name="Amount">In the purchase's currency, or null for all that is left.</param>
/// <param name="Source">The name of the key it comes by, where keys are asked for.</param>
/// <param name="OwnOnly">Only a purchase of the same source may be taken back; any other is as if it were not there.</param>
/// <param name="Components">Codes and amounts of the components to take back, in the purchase's currency; null for none.</param>
public sealed record ReversalRequest(
    ReversalId ReversalId,
    TransactionId TransactionId,
    decimal? Amount,
    string Reason,
    string? Source = null,
    bool OwnOnly = false,
    IReadOnlyList<(string? Code, decimal Amount)>? Components = null)
{
    /// <summary>Whether a purchase is one that this request may take back.</summary>
    public bool Reaches(Purchase purchase) => !OwnOnly || (Source is not null && purchase.Source == Source);

    /// <summary>
    /// Whether a recorded reversal is the outcome of this very request. One that had no amount is also repeated by naming what it
    /// took back, as a purchase without a date is by naming the day it was posted.
    /// </summary>
    public bool IsRequestOf(Reversal recorded) =>
        recorded.TransactionId == TransactionId && recorded.Reason == Reason && (!OwnOnly || recorded.Source == Source)
        && (Amount is { } amount ? recorded.Amount.ToDecimal() == amount : !recorded.AmountGiven)
        && NamesThoseOf(recorded);

    // In whatever order they are named.
    private bool NamesThoseOf(Reversal recorded)
    {
        if ((Components?.Count ?? 0) != recorded.Components.Count)
            return false;
        foreach (var (code, minor) in recorded.Components)
        {
            if (!Components!.Contains((code, Money.ToDecimal(minor, recorded.Amount.Currency))))
                return false;
        }

        return true;
    }
}
