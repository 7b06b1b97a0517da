using Loyalty.Domain;
using Microsoft.Extensions.Logging;

namespace Loyalty.Grains;

/// <summary>
/// The actor of one account. A runtime gives it one turn at a time; between turns it holds the state that the journal would give
/// back. Commands are in LoyaltyAccountGrain.Commands.cs, imports in .Import.cs, questions in .Questions.cs.
/// </summary>
public sealed partial class LoyaltyAccountGrain(MemberId member, AccountContext context) : ILoyaltyAccountGrain
{
    /// <summary>How often a command is decided anew when another writer was faster.</summary>
    public const int MaxConflicts = 10;

    /// <summary>Events after which a snapshot is worth its write.</summary>
    public const int SnapshotEvery = 200;

    private LoyaltyAccount? _account;
    private string? _name;
    private bool _erased;
    private long _snapshotVersion;
    private long _seenEpoch;

    private Programme Programme => context.Programme;

    private IJournal Journal => context.Journal;

    private ExchangeRates Rates => context.Rates.Current;

    private DateOnly Today => context.Clock.Today;

    /// <summary>What the actor holds now, for a look from outside between two turns; null when it has loaded no account.</summary>
    public AccountSnapshot? State => _account is { IsEnrolled: true } account ? account.ToSnapshot() : null;

    /// <summary>Called by the runtime before the actor goes: keeps a snapshot where that saves a long replay.</summary>
    public async Task DeactivateAsync()
    {
        if (_account is { } account && account.Version - _snapshotVersion >= SnapshotEvery / 4)
            await SaveSnapshotAsync(account);
    }

    /// <summary>Why nobody is served here, or null.</summary>
    private Refusal? Absent(LoyaltyAccount account) =>
        !account.IsEnrolled ? Refusals.UnknownMember(member) : _erased ? Refusals.MemberErased(member) : null;

    private async ValueTask<LoyaltyAccount> LoadAsync()
    {
        if (_account is { } live)
            return live;
        var (epoch, areGone) = (context.Others.Epoch, context.Others.AreGone);
        var account = await AccountHistory.LoadAsync(context, member);
        var person = account.IsEnrolled ? await context.Persons.FindAsync(member) : null;
        (_name, _erased) = (person?.Profile.DisplayName, person?.ErasedAt is not null);
        _snapshotVersion = account.Version;
        if (areGone)
            _seenEpoch = epoch;
        return _account = account;
    }

    /// <summary>The account, read anew if another actor of it may have been there and was.</summary>
    private async ValueTask<LoyaltyAccount> AloneAsync()
    {
        var account = await LoadAsync();
        var (epoch, areGone) = (context.Others.Epoch, context.Others.AreGone);
        if (_seenEpoch == epoch)
            return account;
        try
        {
            if ((await Journal.ReadAccountAsync(member, account.Version, limit: 1)).Count > 0)
            {
                _account = null;
                account = await LoadAsync();
            }

            if (areGone)
                _seenEpoch = epoch;
        }
        catch (JournalUnavailableException) when (_account is not null)
        {
            // It is answered from memory, as ever while the journal is away, and looked at the next time.
        }

        return account;
    }

    /// <summary>
    /// The account, advanced to today. Where that moves the tier it is recorded first; where the journal cannot take it now, the
    /// answer is right all the same, since every status is reckoned for its day.
    /// </summary>
    private async ValueTask<LoyaltyAccount> CurrentAsync()
    {
        var account = await AloneAsync();
        for (var conflicts = 0; conflicts < MaxConflicts; conflicts++)
        {
            var moved = AccountDecisions.Advance(account, Today, Programme);
            if (moved.IsEmpty)
                break;
            try
            {
                if (await WriteAsync(account, moved) == AppendOutcome.Appended)
                    break;
            }
            catch (Exception unwritable) when (unwritable is EngineBusyException or JournalUnavailableException)
            {
                return await LoadAsync();
            }

            account = await LoadAsync();
        }

        return account;
    }

    /// <summary>Append, evolve, publish. After a conflict or an unknown outcome the state is dropped and loaded anew.</summary>
    /// <param name="accepted">When a purchase or reversal was accepted, to measure its stages; null for all else.</param>
    private async Task<AppendOutcome> WriteAsync(
        LoyaltyAccount account, IReadOnlyList<AccountEvent> events, LedgerEntry? entry = null, Person? person = null, long? accepted = null)
    {
        var at = context.Clock.Now;
        try
        {
            var outcome = await Journal.AppendAsync(new JournalAppend(member, account.Version, events, at, person));
            if (outcome == AppendOutcome.VersionConflict)
                _account = null;
            if (outcome != AppendOutcome.Appended)
                return outcome;
            var durable = context.Clock.Timestamp;
            if (accepted is { } since)
                PurchaseStages.Durable(context.Clock.Since(since));
            await EvolveAsync(account, events, at, entry);
            if (accepted is not null)
                PurchaseStages.Applied(context.Clock.Since(durable));
            return outcome;
        }
        catch (Exception fault) when (fault is not EngineBusyException)
        {
            // Whatever it was, the state may have stopped halfway to what the journal has.
            _account = null;
            throw;
        }
    }

    private async ValueTask EvolveAsync(LoyaltyAccount account, IReadOnlyList<AccountEvent> events, DateTimeOffset at, LedgerEntry? entry)
    {
        var heard = context.Feed.HasListeners(member);
        foreach (var change in events)
        {
            account.Apply(change, at);
            if (heard)
                context.Feed.Publish(StatusChanges.Of(account, _name, change, entry, Programme));
        }

        if (account.Version - _snapshotVersion >= SnapshotEvery)
            await SaveSnapshotAsync(account);
    }

    private async ValueTask SaveSnapshotAsync(LoyaltyAccount account)
    {
        // Next time is soon enough: without the snapshot a restart is slower, nothing else.
        _snapshotVersion = account.Version;
        try
        {
            await context.Snapshots.SaveAsync(account.ToSnapshot());
        }
        catch (Exception missed) when (missed is EngineBusyException or JournalUnavailableException)
        {
        }
        catch (Exception fault)
        {
            // What it follows is durable and must be answered.
            context.Log.LogError(fault, "No snapshot of {Member} could be kept", member);
        }
    }
}
