using Loyalty.Domain;

namespace Loyalty.Grains;

/// <summary>
/// The append-only ledger of all accounts. (member, version) and every command key are unique; a global sequence orders all rows
/// and can be read without ever missing one that commits late.
/// </summary>
public interface IJournal
{
    /// <summary>
    /// Writes the events of one command, all or none, and answers once they are durable. Appends of many callers share a
    /// transaction; one that fails, fails alone.
    /// </summary>
    /// <exception cref="EngineBusyException">The queue is full, or the journal is closing: nothing was or will be written.</exception>
    /// <exception cref="JournalUnavailableException">The outcome is unknown.</exception>
    Task<AppendOutcome> AppendAsync(JournalAppend append);

    /// <summary>The events of an account after a version, oldest first, at most <paramref name="limit"/>.</summary>
    /// <exception cref="JournalDamagedException">A row of the page cannot be read.</exception>
    Task<IReadOnlyList<RecordedEvent>> ReadAccountAsync(MemberId member, long afterVersion, int limit);

    /// <summary>Members who have an event, in the ordinal order of their ids, each once, at most <paramref name="limit"/>.</summary>
    /// <param name="after">The last member of the page before, or null for the first page.</param>
    Task<IReadOnlyList<MemberId>> ReadMembersAsync(MemberId? after, int limit);

    /// <summary>All events after a sequence, in order, at most <paramref name="limit"/>.</summary>
    /// <exception cref="JournalDamagedException">A row of the page cannot be read.</exception>
    Task<IReadOnlyList<RecordedEvent>> ReadAllAsync(long afterSequence, int limit);

    /// <summary>
    /// The same for whoever reads on whatever is damaged: what cannot be read is named in the page and passed over.
    /// </summary>
    async Task<JournalPage> ReadPageAsync(long afterSequence, int limit)
    {
        var events = await ReadAllAsync(afterSequence, limit);
        return new JournalPage(events, [], events.Count == 0 ? afterSequence : events[^1].Sequence, events.Count >= limit);
    }

    /// <summary>The events that were written under these command keys; a key that is free has none.</summary>
    Task<IReadOnlyList<RecordedEvent>> FindAsync(IReadOnlyList<CommandKey> keys);

    /// <summary>
    /// Members with an event due after one day and not after another, in the order of the events; each once on a page, though
    /// perhaps again on a later one.
    /// </summary>
    Task<DuePage> ReadDueAsync(DueQuery query);

    /// <summary>The sequence of the last durable event, or 0.</summary>
    Task<long> LastSequenceAsync();

    /// <summary>Fails when the journal cannot be written or read now.</summary>
    /// <exception cref="JournalUnavailableException">It cannot.</exception>
    Task CheckAsync(CancellationToken cancellation);
}

/// <summary>What was due after each change, for who follows the journal and must know what a change replaced.</summary>
public interface IDueHistory
{
    /// <summary>
    /// The due days of rows by member and version, in the order asked; null where there is no such row, or nothing was due after it.
    /// </summary>
    /// <exception cref="JournalUnavailableException">They cannot be read now.</exception>
    Task<IReadOnlyList<DateOnly?>> DueAtAsync(IReadOnlyList<(MemberId Member, long Version)> rows);
}

/// <summary>What one command writes.</summary>
/// <param name="ExpectedVersion">The account's version before; the first event gets the next.</param>
/// <param name="Events">1 to <see cref="MaxEvents"/>, in order.</param>
/// <param name="At">The instant, to the microsecond; the same for all.</param>
/// <param name="Person">Written in the same transaction, for an enrolment.</param>
public sealed record JournalAppend(
    MemberId Member, long ExpectedVersion, IReadOnlyList<AccountEvent> Events, DateTimeOffset At, Person? Person = null)
{
    /// <summary>Events one append may carry.</summary>
    public const int MaxEvents = 1000;
}

/// <summary>An event as the journal holds it.</summary>
/// <param name="Sequence">Its place in the order of all events.</param>
/// <param name="Version">Its place in the order of the account's.</param>
/// <param name="At">The instant it was recorded, to the microsecond.</param>
public sealed record RecordedEvent(long Sequence, MemberId Member, long Version, DateTimeOffset At, AccountEvent Event)
{
    /// <summary>False for a row from before rows had a checksum; that of all others is right.</summary>
    public bool HasChecksum { get; init; } = true;
}

/// <summary>A caller's name for a command, unique in the programme within its kind.</summary>
public readonly record struct CommandKey
{
    private CommandKey(string value) => Value = value;

    /// <summary>A one-letter kind, a colon and the caller's name.</summary>
    public string Value { get; }

    public static CommandKey Of(TransactionId id) => new("t:" + id.Value);

    public static CommandKey Of(ReversalId id) => new("r:" + id.Value);

    public static CommandKey Of(EventId id) => new("v:" + id.Value);

    public static CommandKey OfEnrolment(string idempotencyKey) => new("e:" + idempotencyKey);

    /// <summary>The key an event was commanded under, or null.</summary>
    public static CommandKey? Of(AccountEvent change) => change switch
    {
        PurchasePosted recorded => Of(recorded.Posting.Purchase.TransactionId),
        SpendReversed reversed => Of(reversed.Reversal.ReversalId),
        CreditUpdated updated => Of(updated.Cause.EventId),
        CreditReleased { Cause: { } cause } => Of(cause.EventId),
        MemberEnrolled { IdempotencyKey: { } key } => OfEnrolment(key),
        _ => null,
    };
}

/// <summary>Which due members are asked for.</summary>
/// <param name="After">Events due on or before this day were swept before.</param>
/// <param name="Through">The last day to sweep.</param>
/// <param name="AfterSequence">Only events after this sequence; 0 for all.</param>
/// <param name="Cursor">As the page before gave it, or null.</param>
/// <param name="Limit">Members at most.</param>
public sealed record DueQuery(DateOnly After, DateOnly Through, long AfterSequence, string? Cursor, int Limit)
{
    /// <summary>Which part of the events is asked for; all by default.</summary>
    public DueShare Share { get; init; } = DueShare.All;
}

/// <summary>
/// A part of all events, so that several sweeps share the work. Each event is in exactly one of the parts; a member with several is
/// perhaps in several.
/// </summary>
/// <param name="Number">0 to <paramref name="Of"/> less 1.</param>
/// <param name="Of">How many parts there are.</param>
public readonly record struct DueShare(int Number, int Of)
{
    public static readonly DueShare All = new(0, 1);
}

/// <summary>Members that are due.</summary>
/// <param name="Next">Cursor of the next page, or null after the last.</param>
public sealed record DuePage(IReadOnlyList<MemberId> Members, string? Next);
