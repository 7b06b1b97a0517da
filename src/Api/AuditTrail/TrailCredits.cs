using Loyalty.Domain;
using Loyalty.Grains;

namespace Loyalty.Api;

/// <summary>What is recorded of spend: credits that somebody gives a reason for, and reversals. Both stand in the ledger first.</summary>
public static class TrailCredits
{
    /// <summary>Records a purchase that was credited by hand, when it is durable and before it is answered.</summary>
    public static async Task<Outcome<PurchaseReceipt>> CreditedAsync(
        this AuditRecorder trail, Task<Outcome<PurchaseReceipt>> credited, TrailSource source, MemberId member, Purchase purchase)
    {
        var outcome = await credited;
        if (outcome.Value is { } receipt)
        {
            await trail.RecordOnceAsync(outcome.IsRepeat, new TrailEntry(
                source, TrailActions.PurchaseCredited, member, purchase.TransactionId.Value, purchase.Reason, Detail(receipt.Version, outcome.IsRepeat)));
        }

        return outcome;
    }

    /// <summary>Records a reversal likewise.</summary>
    public static async Task<Outcome<PurchaseReceipt>> ReversedAsync(
        this AuditRecorder trail, Task<Outcome<PurchaseReceipt>> reversed, TrailSource source, MemberId member, ReversalRequest request)
    {
        var outcome = await reversed;
        if (outcome.Value is { } receipt)
        {
            await trail.RecordOnceAsync(outcome.IsRepeat, new TrailEntry(
                source, TrailActions.PurchaseReversed, member, request.ReversalId.Value, request.Reason, Detail(receipt.Version, outcome.IsRepeat)));
        }

        return outcome;
    }

    private static string Detail(long version, bool repeated) => AuditRecorder.Detail(("version", version), ("repeated", repeated ? true : null));
}
