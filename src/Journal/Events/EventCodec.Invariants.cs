using System.Text;
using Loyalty.Domain;

namespace Loyalty.Journal;

// Checked before an event is written and again after one is read, so that neither a defect nor a damaged row goes unseen.
internal static partial class EventCodec
{
    /// <summary>What no event may show, or null when it is sound.</summary>
    private static string? Fault(AccountEvent change) => change switch
    {
        { Tier: "" } => "a tier has a code.",
        MemberEnrolled { TierChange: not null } => "an enrolment moves no tier.",
        MemberEnrolled { Channel: "" } => "an enrolment has a channel.",
        MemberEnrolled { IdempotencyKey: { } key } when !IsText(key) => "an idempotency key is text without control characters.",
        PurchasePosted recorded => Fault(recorded.Posting) ?? Fault(recorded.TierChange) ?? Fault(recorded.Relevelled),
        CreditReleased released => Fault(released.Cause) ?? Fault(released.TierChange) ?? Fault(released.Relevelled)
            ?? (released.Credits.IsEmpty || released.Credits.Any(c => c.Counted < 0) ? "a release is of credits, none negative." : null),
        CreditCancelled ended => Fault(ended.Relevelled)
            ?? (ended.Credits.IsEmpty || ended.Credits.Any(c => c.Amount < 0) ? "what ends is credits, none negative." : null),
        CreditUpdated updated => Fault(updated.Cause) ?? Fault(updated.Relevelled),
        SpendReversed reversed => Fault(reversed) ?? Fault(reversed.Standing) ?? Fault(reversed.TierChange),
        TierMoved moved => Fault(moved.TierChange),
        _ => null,
    };

    // Half a surrogate pair shows as the replacement character; databases would not give it back as it was.
    private static bool IsText(string key) =>
        key.Length > 0 && !key.EnumerateRunes().Any(rune => rune == Rune.ReplacementChar || Rune.IsControl(rune));

    private static string? Fault(Posting posting)
    {
        if (!CallerId.IsValid(posting.Purchase.TransactionId.Value))
            return "the transaction id is not valid.";
        if (posting.Purchase.Amount is not { Minor: >= 0, Currency: not null } || posting.Converted < 0 || posting.Counted < 0)
            return "an amount is negative or has no currency.";
        if (posting.Earned is { } earned && (earned.Eligible < 0 || earned.Base < 0 || earned.Parts.Any(part => part.Amount < 0)))
            return "what was earned is negative.";
        return posting.Rate.Value > 0 && posting.BonusPercent >= 0 ? null : "the rate or the bonus is not valid.";
    }

    private static string? Fault(SpendReversed reversed)
    {
        if (!CallerId.IsValid(reversed.Reversal.ReversalId.Value) || !CallerId.IsValid(reversed.Reversal.TransactionId.Value))
            return "the reversal id or the transaction id is not valid.";
        return reversed.Reversal.Amount is { Minor: >= 0, Currency: not null } && reversed.CountedTaken >= 0
            ? null
            : "an amount is negative or has no currency.";
    }

    private static string? Fault(TierChange? change) => change is null ? null : Fault(change.From) ?? Fault(change.To);

    private static string? Fault(PurchaseEvent? happened) =>
        happened is null || (CallerId.IsValid(happened.EventId.Value) && CallerId.IsValid(happened.TransactionId.Value))
            ? null
            : "the event id or the transaction id is not valid.";

    private static string? Fault(TierStanding? standing) => standing is null ? null :
        standing.Level >= 0 && !standing.HeldSince.IsDefault && standing.HeldSince.Length == standing.Level + 1
            ? null
            : "a standing names a day for each level held.";
}
