using Loyalty.Domain;

namespace Loyalty.Grains;

/// <summary>Reads what the journal holds of one account, in bounded pages.</summary>
public static class AccountHistory
{
    /// <summary>Events read from the journal at a time.</summary>
    public const int PageSize = 1000;

    /// <summary>All events after a version, oldest first.</summary>
    /// <exception cref="JournalDamagedException">A row cannot be read, or a version is missing.</exception>
    public static IAsyncEnumerable<RecordedEvent> ReadAsync(IJournal journal, MemberId member, long afterVersion = 0) =>
        ReadAsync(journal, member, afterVersion, first: null);

    private static async IAsyncEnumerable<RecordedEvent> ReadAsync(
        IJournal journal, MemberId member, long afterVersion, IReadOnlyList<RecordedEvent>? first)
    {
        for (var page = first ?? await NextAsync(); ; page = await NextAsync())
        {
            foreach (var recorded in page)
            {
                if (recorded.Version != afterVersion + 1 || recorded.Member != member)
                {
                    throw new JournalDamagedException(
                        member.Value, afterVersion + 1, $"{member}: version {recorded.Version} of {recorded.Member} follows {afterVersion} in the journal.");
                }

                afterVersion = recorded.Version;
                yield return recorded;
            }

            if (page.Count < PageSize)
                yield break;
        }

        Task<IReadOnlyList<RecordedEvent>> NextAsync() => journal.ReadAccountAsync(member, afterVersion, PageSize);
    }

    /// <summary>The account as the journal has it now, from its snapshot where there is one, and the person, null where none is held.</summary>
    public static async Task<(LoyaltyAccount Account, Person? Person)> LoadAsync(AccountContext context, MemberId member)
    {
        var stored = await context.Accounts.LoadAsync(member, PageSize);
        var account = stored.Snapshot is { } snapshot ? LoyaltyAccount.From(snapshot) : new LoyaltyAccount(member);
        await foreach (var recorded in ReadAsync(context.Journal, member, account.Version, stored.Events))
            Apply(recorded, account);
        // Thresholds or grace may have changed since the last event was written.
        account.Reschedule(context.Versions);
        return (account, stored.Person);
    }

    /// <summary>Walks an account through its history, together with its ledger.</summary>
    public static async IAsyncEnumerable<HistoryStep> ReplayAsync(IJournal journal, MemberId member)
    {
        var account = new LoyaltyAccount(member);
        var ledger = new AccountLedger();
        await foreach (var recorded in ReadAsync(journal, member))
        {
            Apply(recorded, account, ledger);
            yield return new HistoryStep(recorded, account, ledger);
        }
    }

    /// <summary>The ledger of an account: all its postings and what was taken back of them.</summary>
    public static async Task<AccountLedger> LedgerAsync(IJournal journal, MemberId member)
    {
        var ledger = new AccountLedger();
        await foreach (var recorded in ReadAsync(journal, member))
            Apply(recorded, account: null, ledger);
        return ledger;
    }

    /// <summary>Takes a recorded event in.</summary>
    /// <exception cref="JournalDamagedException">It cannot follow what was taken in before.</exception>
    internal static void Apply(RecordedEvent recorded, LoyaltyAccount? account, AccountLedger? ledger = null) => Taking(recorded, () =>
    {
        account?.Apply(recorded.Event, recorded.At);
        ledger?.Apply(recorded.Event);
    });

    /// <inheritdoc cref="Apply"/>
    internal static void Taking(RecordedEvent recorded, Action take)
    {
        try
        {
            take();
        }
        catch (Exception fault) when (fault is InvalidOperationException or OverflowException or KeyNotFoundException or ArgumentException)
        {
            throw new JournalDamagedException(
                recorded.Member.Value, recorded.Version, $"{recorded.Member} version {recorded.Version} cannot follow: {fault.Message}", fault);
        }
    }
}

/// <summary>An event of the past with the account and the ledger right after it; both move on with the next step.</summary>
public readonly record struct HistoryStep(RecordedEvent Recorded, LoyaltyAccount Account, AccountLedger Ledger)
{
    /// <summary>The purchase that this event takes back from, or happened to.</summary>
    public LedgerEntry? Entry => Recorded.Event switch
    {
        SpendReversed reversed => Ledger.Find(reversed.Reversal.TransactionId),
        CreditUpdated updated => Ledger.Find(updated.Cause.TransactionId),
        CreditReleased { Cause: { } cause } => Ledger.Find(cause.TransactionId),
        _ => null,
    };

    /// <summary>The change as it was told then.</summary>
    public StatusChange Tell(string? name, ProgrammeVersions versions) =>
        StatusChanges.Of(Account, name, Recorded.Event, Entry, versions, Recorded.Sequence);
}
