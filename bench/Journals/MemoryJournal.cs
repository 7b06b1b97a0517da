using Loyalty.Domain;
using Loyalty.Grains;
using Loyalty.Journal;

namespace Loyalty.Bench;

/// <summary>
/// The floor: a journal that answers at once and keeps nothing on disk. Versions and keys are checked and events encoded as in any
/// other, so that what is left out is the storing alone.
/// </summary>
public sealed class MemoryJournal : IJournal
{
    private readonly MemoryLedger _ledger = new();

    /// <summary>The stores beside it.</summary>
    public MemoryStores Stores { get; } = new();

    public Task<AppendOutcome> AppendAsync(JournalAppend append)
    {
        var outcome = _ledger.Append(new PendingAppend(append));
        if (outcome == AppendOutcome.Appended && append.Person is { } person)
            Stores.Keep(person);
        return Task.FromResult(outcome);
    }

    public Task<IReadOnlyList<RecordedEvent>> ReadAccountAsync(MemberId member, long afterVersion, int limit) =>
        Task.FromResult(_ledger.ReadAccount(member.Value, afterVersion, limit));

    public Task<IReadOnlyList<RecordedEvent>> ReadAllAsync(long afterSequence, int limit) => Task.FromResult(_ledger.ReadAll(afterSequence, limit));

    public Task<IReadOnlyList<RecordedEvent>> FindAsync(IReadOnlyList<CommandKey> keys) => Task.FromResult(_ledger.Find(keys));

    public Task<IReadOnlyList<MemberId>> ReadMembersAsync(MemberId? after, int limit) => Task.FromResult(_ledger.ReadMembers(after, limit));

    public Task<DuePage> ReadDueAsync(DueQuery query) => Task.FromResult(_ledger.ReadDue(query, query.Limit));

    public Task<long> LastSequenceAsync() => Task.FromResult(_ledger.LastSequence);

    public Task CheckAsync(CancellationToken cancellation) =>
        cancellation.IsCancellationRequested ? Task.FromCanceled(cancellation) : Task.CompletedTask;
}
