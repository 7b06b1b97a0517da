namespace Loyalty.Domain;

/// <summary>What commands do to an account of rewards that stands at the instant of the command: <see cref="RewardDays"/> brings it there.</summary>
public static class RewardDecisions
{
    /// <summary>Open holds of one owner, and lots that have not ended; more are refused.</summary>
    public const int MaxOpenHolds = 20, MaxLots = 1000;

    /// <summary>Issues a lot to an owner.</summary>
    public static Checked<RewardEvent> Issue(RewardAccount account, LotTerms terms, DateTimeOffset now, DateOnly today)
    {
        if (terms.To < terms.From || terms.To < today)
            return new Refusal("to-not-valid", "Must be a day from the first one on, and not over.", "to");
        return account.Lots.Values.Count(lot => lot.Available + lot.Held > 0) >= MaxLots
            ? new Refusal("too-many-lots", $"An owner has at most {MaxLots} lots.", "owner")
            : new LotIssued(now, today, terms);
    }

    /// <summary>Takes back what is available of a lot.</summary>
    public static Checked<RewardEvent> Revoke(RewardAccount account, LotId id, DateTimeOffset now, DateOnly today) =>
        account.Lots.TryGetValue(id, out var lot) ? new LotRevoked(now, today, id, lot.Available, LotRevoked.ByHand) : UnknownLot(id);

    /// <summary>Makes an account nobody's: what is held goes back, and all lots are taken back.</summary>
    public static IReadOnlyList<RewardEvent> Erase(RewardAccount account, DateTimeOffset now, DateOnly today)
    {
        var events = new List<RewardEvent>();
        foreach (var hold in account.Open.OrderBy(id => id.Value, StringComparer.Ordinal))
            events.Add(new HoldVoided(now, today, hold, null));
        var freed = account.Apply(events);
        foreach (var lot in freed.InOrder().Where(lot => !lot.IsRevoked))
            events.Add(new LotRevoked(now, today, lot.Id, lot.Available, LotRevoked.Erased));
        return events;
    }

    /// <summary>Ends a hold without using it.</summary>
    /// <param name="command">See <see cref="HoldVoided"/>.</param>
    public static Checked<RewardEvent> Void(RewardAccount account, HoldId id, string command, DateTimeOffset now, DateOnly today)
    {
        var found = Find(account, id);
        return found.Refusal is { } refusal ? refusal : new HoldVoided(now, today, id, command);
    }

    /// <summary>Uses all or a part of what is held; the rest goes back.</summary>
    /// <param name="amount">In minor units; null for all.</param>
    public static Checked<RewardEvent> Capture(
        RewardAccount account, HoldId id, CaptureId capture, long? amount, string? source, DateTimeOffset now, DateOnly today)
    {
        var found = Find(account, id);
        if (found.Refusal is { } refusal)
            return refusal;
        var hold = found.Value;
        if (hold.State == RewardHoldState.Unconfirmed)
            return new Refusal("confirmation-required", "The member has not yet confirmed it by the code.", "holdId");
        if (amount > hold.Amount)
            return new Refusal("exceeds-hold", $"{Written(hold.Amount, hold.Currency)} is held.", "amount");
        if (amount <= 0)
            return new Refusal("amount-not-valid", "Must be more than 0.", "amount");
        var taken = amount ?? hold.Amount;
        return new HoldCaptured(now, today, id, capture, taken, ValueList.From(Take(account, hold.Parts, taken)), source);
    }

    /// <summary>Refunds all or a part of what was captured, the last that was spent first, as if less had been captured.</summary>
    /// <param name="amount">In minor units; null for all that is left.</param>
    public static Checked<RewardEvent> Refund(
        RewardAccount account, CaptureId id, RefundId refund, long? amount, DateTimeOffset now, DateOnly today)
    {
        if (!account.Captures.TryGetValue(id, out var capture))
            return UnknownCapture(id);
        var left = capture.Amount - capture.RefundedAmount;
        var isAll = capture.Parts.Sum(part => part.Units) == capture.Refunded.Sum(part => part.Units) && left == 0;
        if (amount > left || isAll)
            return new Refusal("exceeds-capture", $"{Written(left, capture.Currency)} is left of it.", "amount");
        if (amount <= 0 && capture.Amount > 0)
            return new Refusal("amount-not-valid", "Must be more than 0.", "amount");
        var back = amount ?? left;
        return new CaptureRefunded(now, today, id, refund, back, ValueList.From(GiveBack(account, capture, back)));
    }

    /// <summary>A code that came back from a member.</summary>
    /// <param name="isRight">It is the one that was sent last.</param>
    public static Checked<ValueList<RewardEvent>> Confirm(RewardAccount account, HoldId id, bool isRight, DateTimeOffset now, DateOnly today)
    {
        var found = Find(account, id);
        if (found.Refusal is { } refusal)
            return refusal;
        if (found.Value.State != RewardHoldState.Unconfirmed)
            return ValueList.Of<RewardEvent>([]);
        if (isRight && now < found.Value.CodeUntil)
            return ValueList.Of<RewardEvent>([new HoldConfirmed(now, today, id)]);
        var wrong = new CodeWrong(now, today, id);
        return found.Value.Tries + 1 < RewardHold.MaxTries ? ValueList.Of<RewardEvent>([wrong]) : ValueList.Of<RewardEvent>([wrong, new HoldVoided(now, today, id, null)]);
    }

    /// <summary>Sends another code.</summary>
    /// <param name="hash">The keyed hash of it.</param>
    public static Checked<RewardEvent> Send(RewardAccount account, HoldId id, string hash, DateTimeOffset now, DateOnly today)
    {
        var found = Find(account, id);
        if (found.Refusal is { } refusal)
            return refusal;
        if (found.Value.State != RewardHoldState.Unconfirmed)
            return new Refusal("already-confirmed", "It is confirmed, or needs no code.", "holdId");
        return found.Value.Sends >= RewardHold.MaxSends || account.SendsOn(today) >= RewardHold.MaxSendsADay
            ? TooManyCodes
            : new CodeSent(now, today, id, hash, now + RewardHold.CodeFor);
    }

    /// <summary>A code may not be sent any more.</summary>
    public static Refusal TooManyCodes { get; } =
        new("too-many-codes", $"At most {RewardHold.MaxSends} codes are sent for a hold, and {RewardHold.MaxSendsADay} to a member on a day.");

    public static Refusal UnknownLot(LotId id) => new("unknown-lot", $"There is no lot '{id}'.", "lotId");

    public static Refusal UnknownCapture(CaptureId id) => new("unknown-capture", $"There is no capture '{id}'.", "captureId");

    public static Refusal UnknownHold(HoldId id) => new("unknown-hold", $"There is no hold '{id}'.", "holdId");

    /// <summary>A hold that has ended otherwise.</summary>
    public static Refusal HoldEnded(RewardHold hold) =>
        new("hold-ended", $"The hold '{hold.Id}' was {hold.State.ToString().ToLowerInvariant()}.") { Became = hold.State.ToString().ToLowerInvariant() };

    private static Checked<RewardHold> Find(RewardAccount account, HoldId id)
    {
        if (!account.Holds.TryGetValue(id, out var hold))
            return UnknownHold(id);
        return hold.IsOpen ? hold : HoldEnded(hold);
    }

    /// <summary>What an amount takes of the parts of a hold, in their order.</summary>
    private static IEnumerable<LotPart> Take(RewardAccount account, ValueList<LotPart> parts, long amount)
    {
        foreach (var part in parts)
        {
            var taken = Math.Min(part.Amount, amount);
            amount -= taken;
            var units = account.Lots[part.Lot].Terms.Kind == LotKind.Voucher ? taken : part.Units;
            if (units > 0)
                yield return new LotPart(part.Lot, units, taken);
        }
    }

    // A use of a coupon comes back when all of it has: half a use is none.
    private static IEnumerable<LotPart> GiveBack(RewardAccount account, RewardCapture capture, long amount)
    {
        for (var i = capture.Parts.Count - 1; i >= 0; i--)
        {
            var part = capture.Parts[i];
            var before = capture.Refunded.Count > i ? capture.Refunded[i].Amount : 0;
            var back = Math.Min(part.Amount - before, amount);
            amount -= back;
            var isWhole = before + back == part.Amount;
            var units = account.Lots[part.Lot].Terms.Kind == LotKind.Voucher ? back : isWhole ? part.Units : 0;
            if (back > 0 || units > 0)
                yield return new LotPart(part.Lot, units, back);
        }
    }

    internal static string Written(long minor, Currency? currency) =>
        currency is null ? "All" : new Money(minor, currency).ToString();
}
