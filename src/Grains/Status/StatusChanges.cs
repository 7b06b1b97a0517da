using Loyalty.Domain;

namespace Loyalty.Grains;

/// <summary>Tells one change the same way whenever it is told: in the reply, in the push, and years later from the journal.</summary>
public static class StatusChanges
{
    /// <summary>The change that an account has just taken in.</summary>
    /// <param name="account">Right after the event.</param>
    /// <param name="entry">The purchase that a reversal or an event of it is about, with that in; null otherwise.</param>
    /// <param name="sequence">Where the event stands among all; 0 for a reply, which does not tell it.</param>
    public static StatusChange Of(
        LoyaltyAccount account, string? name, AccountEvent change, LedgerEntry? entry, ProgrammeVersions versions, long sequence = 0) => new(
        account.MemberId.Value,
        account.Version,
        change.Kind,
        account.LastUpdated,
        StatusViews.Of(account, name, change.Date, versions),
        TierViews.Of(change.TierChange, versions),
        Transaction(account, change, entry, versions),
        sequence);

    /// <summary>The reply to the command that made a change.</summary>
    public static PurchaseReceipt Receipt(StatusChange told, AccountEvent change, ProgrammeVersions versions) => new(
        told.Transaction!,
        told.Status,
        told.TierChange,
        told.Version,
        change is SpendReversed reversed ? SpendViews.Reversal(reversed, versions) : null,
        Alongside: []);

    private static TransactionView? Transaction(LoyaltyAccount account, AccountEvent change, LedgerEntry? entry, ProgrammeVersions versions) =>
        change switch
        {
            PurchasePosted posted => SpendViews.Purchase(posted.Posting, account.Version, account.LastUpdated, versions),
            SpendReversed reversed when entry is not null =>
                SpendViews.Reversal(entry, reversed, account.Version, account.LastUpdated, versions),
            CreditUpdated or CreditReleased { Cause: not null } when entry is not null =>
                SpendViews.Purchase(entry, account.Version, account.LastUpdated, versions),
            _ => null,
        };
}
