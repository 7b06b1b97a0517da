using Loyalty.Domain;
using Microsoft.Extensions.Logging;
using Orleans.Placement;

namespace Loyalty.Grains;

/// <summary>
/// The grain of one account. Orleans gives it one turn at a time; between turns it holds the state that the journal would give back.
/// Should Orleans ever run two activations of one account, the journal's versions decide between them. Commands are in
/// LoyaltyAccountGrain.Commands.cs, those of the person in .Person.cs, imports in .Import.cs, questions in .Questions.cs.
/// </summary>
/// <remarks>
/// Placed at random: accounts are many, small and alike, so that chance spreads them evenly, asks nobody and does not pour all newcomers
/// onto a silo that has just joined.
/// </remarks>
[GrainType("account")]
[RandomPlacement]
public sealed partial class LoyaltyAccountGrain : ILoyaltyAccountGrain, IGrainBase
{
    /// <summary>How often a command is decided anew when another writer was faster.</summary>
    public const int MaxConflicts = 10;

    /// <summary>Events after which a snapshot is worth its write.</summary>
    public const int SnapshotEvery = 200;

    private readonly MemberId _member;
    private readonly AccountContext _context;
    private readonly ActiveAccounts? _active;
    private LoyaltyAccount? _account;
    private string? _name;
    private long _profileVersion;
    private bool _erased;
    private long _snapshotVersion;
    private long _seenEpoch;

    /// <summary>Made by Orleans, by the member id that is its key.</summary>
    public LoyaltyAccountGrain(IGrainContext grainContext, AccountContext context, ActiveAccounts active)
        : this(MemberId.Of(grainContext.GrainId.Key.ToString()!), context)
    {
        GrainContext = grainContext;
        _active = active;
    }

    /// <summary>An activation that no runtime knows of, as one that the directory has lost.</summary>
    internal LoyaltyAccountGrain(MemberId member, AccountContext context)
    {
        _member = member;
        _context = context;
        GrainContext = null!;
    }

    /// <inheritdoc/>
    public IGrainContext GrainContext { get; }

    internal MemberId Member => _member;

    private ProgrammeVersions Versions => _context.Versions;

    private IJournal Journal => _context.Journal;

    private ExchangeRates Rates => _context.Rates.Current;

    private DateOnly Today => _context.Clock.Today;

    /// <inheritdoc/>
    public Task OnActivateAsync(CancellationToken token)
    {
        _active?.Add(this);
        return Task.CompletedTask;
    }

    /// <summary>Keeps a snapshot where that saves a long replay.</summary>
    public async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken token)
    {
        _active?.Remove(this);
        if (_account is { } account && account.Version - _snapshotVersion >= SnapshotEvery / 4)
            await SaveSnapshotAsync(account);
    }

    /// <inheritdoc/>
    public Task<AccountSnapshot?> Peek() => Task.FromResult(_account is { IsEnrolled: true } account ? account.ToSnapshot() : null);

    /// <summary>Why nobody is served here, or null.</summary>
    private Refusal? Absent(LoyaltyAccount account) =>
        !account.IsEnrolled ? Refusals.UnknownMember(_member) : _erased ? Refusals.MemberErased(_member) : null;

    // Instants are kept to the microsecond.
    private static long VersionOf(Person? person) => (person?.ChangedAt?.UtcTicks ?? 0) / TimeSpan.TicksPerMicrosecond;

    private async ValueTask<LoyaltyAccount> LoadAsync()
    {
        if (_account is { } live)
            return live;
        var (epoch, isSettled) = (_context.Membership.Current, _context.Membership.IsSettled);
        var (account, person) = await AccountHistory.LoadAsync(_context, _member);
        // A person may be held of a number that nobody is enrolled under.
        if (!account.IsEnrolled)
            person = null;
        (_name, _profileVersion, _erased) = (person?.Profile.DisplayName, VersionOf(person), person?.ErasedAt is not null);
        _snapshotVersion = account.Version;
        if (isSettled)
            _seenEpoch = epoch;
        return _account = account;
    }

    /// <summary>The account, read anew if another activation of it may have been there and was.</summary>
    private async ValueTask<LoyaltyAccount> AloneAsync()
    {
        var account = await LoadAsync();
        var (epoch, isSettled) = (_context.Membership.Current, _context.Membership.IsSettled);
        if (_seenEpoch == epoch)
            return account;
        try
        {
            if ((await Journal.ReadAccountAsync(_member, account.Version, limit: 1)).Count > 0)
            {
                _account = null;
                account = await LoadAsync();
            }

            if (isSettled)
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
            var moved = AccountDecisions.Advance(account, Today, Versions);
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
        if (_context.Programmes.IsTooOld(_context.Clock))
            throw new EngineBusyException("The programme versions have not been read since before this day began.");
        var at = _context.Clock.Now;
        try
        {
            var outcome = await Journal.AppendAsync(new JournalAppend(_member, account.Version, events, at, person));
            if (outcome == AppendOutcome.VersionConflict)
                _account = null;
            if (outcome != AppendOutcome.Appended)
                return outcome;
            var durable = _context.Clock.Timestamp;
            if (accepted is { } since)
                PurchaseStages.Durable(_context.Clock.Since(since));
            await EvolveAsync(account, events, at, entry, outcome.LastSequence - events.Count);
            if (accepted is not null)
                PurchaseStages.Applied(_context.Clock.Since(durable));
            return outcome;
        }
        catch (Exception fault) when (fault is not EngineBusyException)
        {
            // Whatever it was, the state may have stopped halfway to what the journal has.
            _account = null;
            throw;
        }
    }

    private async ValueTask EvolveAsync(LoyaltyAccount account, IReadOnlyList<AccountEvent> events, DateTimeOffset at, LedgerEntry? entry, long sequence)
    {
        var heard = _context.Hub.Wants(_member);
        foreach (var change in events)
        {
            account.Apply(change, at);
            sequence++;
            if (heard)
                _context.Hub.Publish(StatusChanges.Of(account, _name, change, entry, Versions, sequence));
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
            await _context.Snapshots.SaveAsync(account.ToSnapshot());
        }
        catch (Exception missed) when (missed is EngineBusyException or JournalUnavailableException)
        {
        }
        catch (Exception fault)
        {
            // What it follows is durable and must be answered.
            _context.Log.LogError(fault, "No snapshot of {Member} could be kept", _member);
        }
    }
}
