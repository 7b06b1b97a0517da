using Loyalty.Domain;

namespace Loyalty.Grains;

/// <summary>Tells one change the same way whenever it is told: in the reply, in the push, and years later from the journal.</summary>
public static class StatusChanges
{
    /// <summary>The change that an account has just taken in.</summary>
    /// <param name="account">Right after the event.</param>
    /// <param name="entry">The purchase that a reversal takes back, with the reversal in; null otherwise.</param>
    public static StatusChange Of(LoyaltyAccount account, string? name, AccountEvent change, LedgerEntry? entry, Programme programme) => new(
        account.MemberId.Value,
        account.Version,
        change.Kind,
        account.LastUpdated,
        StatusViews.Of(account, name, change.Date, programme),
        TierViews.Of(change.TierChange, programme),
        Transaction(account, change, entry, programme));

    /// <summary>The reply to the command that made a change.</summary>
    public static PurchaseReceipt Receipt(StatusChange told, AccountEvent change, Programme programme) => new(
        told.Transaction!,
        told.Status,
        told.TierChange,
        told.Version,
        change is SpendReversed reversed ? SpendViews.Reversal(reversed, programme) : null);

    private static TransactionView? Transaction(LoyaltyAccount account, AccountEvent change, LedgerEntry? entry, Programme programme) =>
        change switch
        {
            SpendRecorded recorded =>
                SpendViews.Purchase(recorded.Posting, 0, account.Version, account.LastUpdated, programme),
            SpendReversed reversed when entry is not null =>
                SpendViews.Reversal(entry.Posting, entry.Reversed, reversed, account.Version, account.LastUpdated, programme),
            _ => null,
        };
}
