using Loyalty.Domain;

namespace Loyalty.Grains;

public sealed partial class LoyaltyAccountGrain
{
    /// <inheritdoc/>
    public async Task<Outcome<StatusView>> Enrol(EnrolMember command)
    {
        var account = await LoadAsync();
        if (_erased)
            return Refusals.MemberErased(_member);
        if (account.IsEnrolled)
            return await EarlierEnrolment(command) ?? Refusals.MemberExists(_member);

        // Kept before the account is opened, and the member's once it is: a number of somebody else's opens none.
        var numbers = command.Numbers is { Count: > 0 } asked ? await _context.Numbers.ReserveAsync(_member, asked) : default(Checked<IReadOnlyList<MemberNumber>>?);
        if (numbers is { Refusal: { } refused })
            return await EarlierEnrolment(command) ?? refused;
        _name = command.Profile.DisplayName;
        var enrolled = AccountDecisions.Enrol(command.Channel, Today, command.IdempotencyKey);
        var person = new Person(_member, command.Profile, EnrolmentFingerprint.Of(command)) { ChangedAt = _context.Clock.Now };
        _profileVersion = VersionOf(person);
        var outcome = await WriteAsync(account, [enrolled], person: person);
        if (outcome == AppendOutcome.Appended)
            return StatusViews.Of(account, _name, enrolled.Date, Versions);
        if (numbers is { } kept)
            await _context.Numbers.Store.ReleaseAsync(kept.Value);
        return outcome == AppendOutcome.KeyTaken
            ? Refusals.IdempotencyKeyReused
            : await EarlierEnrolment(command) ?? Refusals.MemberExists(_member);
    }

    /// <inheritdoc/>
    public Task<Outcome<PurchaseReceipt>> RecordPurchase(Purchase purchase) => CommandAsync(
        CommandKey.Of(purchase.TransactionId),
        purchase,
        static (grain, account, purchase) =>
            new((AccountDecisions.Record(account, purchase, grain.Today, grain.Versions, grain.Rates), null)),
        static (earlier, purchase) => earlier is PurchasePosted recorded && recorded.Posting.IsReportOf(purchase),
        static purchase => Refusals.TransactionIdReused(purchase.TransactionId));

    /// <inheritdoc/>
    public Task<Outcome<PurchaseReceipt>> ReversePurchase(ReversalRequest request) => CommandAsync(
        CommandKey.Of(request.ReversalId),
        request,
        static async (grain, account, request) =>
        {
            var ledger = await AccountHistory.LedgerAsync(grain.Journal, account.MemberId);
            var decided = AccountDecisions.Reverse(account, ledger, request, grain.Today, grain.Versions);
            return (decided, ledger.Find(request.TransactionId));
        },
        static (earlier, request) => earlier is SpendReversed reversed && request.IsRequestOf(reversed.Reversal),
        static request => Refusals.ReversalIdReused(request.ReversalId));

    /// <inheritdoc/>
    public Task<Outcome<PurchaseReceipt>> NotePurchaseEvent(PurchaseEvent happened, bool ownOnly) => CommandAsync(
        CommandKey.Of(happened.EventId),
        (happened, ownOnly),
        static async (grain, account, asked) =>
        {
            var ledger = await AccountHistory.LedgerAsync(grain.Journal, account.MemberId);
            var decided = AccountDecisions.Note(account, ledger, asked.happened, grain.Today, grain.Versions, asked.ownOnly);
            if (decided.Refusal is { } refusal)
                return (refusal, null);
            if (decided.Value is not { } noted)
                return null;
            // The receipt tells the purchase with what this changed.
            ledger.Apply(noted.Change);
            return (noted, ledger.Find(asked.happened.TransactionId));
        },
        static (earlier, asked) => ((earlier as CreditUpdated)?.Cause ?? (earlier as CreditReleased)?.Cause)?.IsReportOf(asked.happened) == true,
        static asked => Refusals.EventIdReused(asked.happened.EventId),
        static (grain, asked) => grain.Unmoved(asked.happened));

    /// <summary>The answer to an event that changes nothing: the purchase as it is.</summary>
    private async Task<Outcome<PurchaseReceipt>> Unmoved(PurchaseEvent happened)
    {
        var account = await CurrentAsync();
        var (version, at, ledger) = (0L, default(DateTimeOffset), new AccountLedger());
        await foreach (var recorded in AccountHistory.ReadAsync(Journal, _member))
        {
            AccountHistory.Apply(recorded, account: null, ledger);
            if (recorded.Event is PurchasePosted posted && posted.Posting.Purchase.TransactionId == happened.TransactionId)
                (version, at) = (recorded.Version, recorded.At);
        }

        var line = SpendViews.Purchase(ledger.Find(happened.TransactionId)!, version, at, Versions);
        Outcome<PurchaseReceipt> told = new PurchaseReceipt(line, Card(account), TierChange: null, account.Version, Alongside: []);
        return told.AsRepeat();
    }

    /// <inheritdoc/>
    public async Task Visit() => await CurrentAsync();

    /// <summary>Load, decide, append, evolve, publish, reply; or the first answer of the same command again.</summary>
    /// <param name="decide">What the command does, and the purchase that a reversal takes back; null where it changes nothing.</param>
    /// <param name="isSame">Whether an event that was written under the key is this very command.</param>
    /// <param name="reused">The refusal when it is another.</param>
    /// <param name="unmoved">The answer to a command that changes nothing; needed where <paramref name="decide"/> can find that.</param>
    private async Task<Outcome<PurchaseReceipt>> CommandAsync<TCommand>(
        CommandKey key,
        TCommand command,
        Func<LoyaltyAccountGrain, LoyaltyAccount, TCommand, ValueTask<(Checked<Decision> Decision, LedgerEntry? Entry)?>> decide,
        Func<AccountEvent, TCommand, bool> isSame,
        Func<TCommand, Refusal> reused,
        Func<LoyaltyAccountGrain, TCommand, Task<Outcome<PurchaseReceipt>>>? unmoved = null)
    {
        var accepted = _context.Clock.Timestamp;
        for (var conflicts = 0; conflicts < MaxConflicts; conflicts++)
        {
            var account = await LoadAsync();
            if (Absent(account) is { } absent)
                return absent;
            if (await decide(this, account, command) is not var (decision, entry))
                return await EarlierReceipt(key, command, isSame, reused) ?? await unmoved!(this, command);
            if (decision.Refusal is { } refusal)
                return await EarlierReceipt(key, command, isSame, reused) ?? refusal;

            var outcome = await WriteAsync(account, decision.Value.Events, entry, accepted: accepted);
            if (outcome == AppendOutcome.Appended)
                return Receipt(account, decision.Value.Change, entry);
            if (outcome == AppendOutcome.KeyTaken && await EarlierReceipt(key, command, isSame, reused) is { } earlier)
                return earlier;
        }

        throw new EngineBusyException($"Other writers were faster {MaxConflicts} times in a row.");
    }

    private PurchaseReceipt Receipt(LoyaltyAccount account, AccountEvent change, LedgerEntry? entry) =>
        StatusChanges.Receipt(StatusChanges.Of(account, _name, change, entry, Versions), change, Versions);

    /// <summary>The first answer to a command that was carried out before, or null when its key is free.</summary>
    private async Task<Outcome<PurchaseReceipt>?> EarlierReceipt<TCommand>(
        CommandKey key, TCommand command, Func<AccountEvent, TCommand, bool> isSame, Func<TCommand, Refusal> reused)
    {
        var found = await Journal.FindAsync([key]);
        if (found.Count == 0)
            return null;
        if (found[0].Member != _member || !isSame(found[0].Event, command))
            return reused(command);
        await foreach (var step in AccountHistory.ReplayAsync(Journal, _member))
        {
            if (step.Recorded.Version == found[0].Version)
                return ((Outcome<PurchaseReceipt>)Receipt(step.Account, step.Recorded.Event, step.Entry)).AsRepeat();
        }

        throw new InvalidOperationException($"{_member}: version {found[0].Version} is found by its key but not in the account.");
    }

    /// <summary>The first answer to an enrolment that was carried out before, or null when it was another.</summary>
    private async Task<Outcome<StatusView>?> EarlierEnrolment(EnrolMember command)
    {
        if (command.IdempotencyKey is not { } key)
            return null;
        var found = await Journal.FindAsync([CommandKey.OfEnrolment(key)]);
        if (found.Count == 0)
            return null;
        var person = await _context.Persons.FindAsync(_member);
        if (found[0].Member != _member || person?.EnrolmentFingerprint != EnrolmentFingerprint.Of(command))
            return Refusals.IdempotencyKeyReused;
        var account = new LoyaltyAccount(_member);
        account.Apply(found[0].Event, found[0].At);
        Outcome<StatusView> first = StatusViews.Of(account, command.Profile.DisplayName, found[0].Event.Date, Versions);
        return first.AsRepeat();
    }
}
