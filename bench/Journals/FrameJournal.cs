using Loyalty.Domain;
using Loyalty.Grains;
using Loyalty.Journal;
using Microsoft.Extensions.Logging.Abstractions;

namespace Loyalty.Bench;

/// <summary>
/// The limit: a journal that does the least that durability asks. The engine's own queue gathers the batches; a batch is one write
/// to a preallocated file and one fdatasync. Reads come from memory, which is filled from the file when it is opened.
/// </summary>
public sealed class FrameJournal : IJournal, ISnapshotStore, IPersonStore, IRateStore, IEngineFacts, IAsyncDisposable
{
    private readonly MemoryLedger _ledger = new();
    private readonly MemoryStores _stores = new();
    private readonly GroupCommitWriter _writer;
    private volatile bool _closed;

    /// <summary>Opens the file, or makes it.</summary>
    /// <param name="room">Bytes that are filled with zeros ahead of use.</param>
    /// <exception cref="JournalRefusedException">The file is not one that can be read.</exception>
    public FrameJournal(string path, JournalLimits? limits = null, int room = FrameFile.Room)
    {
        var file = new FrameFile(path, frame => FrameCodec.Apply(frame, _ledger, _stores), room);
        _writer = new GroupCommitWriter(
            new FrameCommitter(file, _ledger), limits ?? JournalLimits.Default, TimeProvider.System, NullLogger.Instance);
    }

    // Not async, so that a full queue is told at once, as by any other journal.
    public Task<AppendOutcome> AppendAsync(JournalAppend append)
    {
        var pending = new PendingAppend(append);
        _writer.Enqueue(pending);
        return append.Person is { } person ? WithPersonAsync(pending.Answer, person) : pending.Answer;
    }

    public Task<IReadOnlyList<RecordedEvent>> ReadAccountAsync(MemberId member, long afterVersion, int limit) =>
        ReadAsync(() => _ledger.ReadAccount(member.Value, afterVersion, limit));

    public Task<IReadOnlyList<RecordedEvent>> ReadAllAsync(long afterSequence, int limit) => ReadAsync(() => _ledger.ReadAll(afterSequence, limit));

    public Task<IReadOnlyList<RecordedEvent>> FindAsync(IReadOnlyList<CommandKey> keys) => ReadAsync(() => _ledger.Find(keys));

    public Task<IReadOnlyList<MemberId>> ReadMembersAsync(MemberId? after, int limit) => ReadAsync(() => _ledger.ReadMembers(after, limit));

    public Task<DuePage> ReadDueAsync(DueQuery query) => ReadAsync(() => _ledger.ReadDue(query, query.Limit));

    public Task<long> LastSequenceAsync() => ReadAsync(() => _ledger.LastSequence);

    public Task CheckAsync(CancellationToken cancellation) =>
        cancellation.IsCancellationRequested ? Task.FromCanceled(cancellation) : ReadAsync(() => _ledger.LastSequence);

    public Task<AccountSnapshot?> LoadAsync(MemberId member) => _stores.LoadAsync(member);

    public async Task SaveAsync(AccountSnapshot snapshot)
    {
        await WriteAsync(FrameCodec.Encode(snapshot));
        _stores.Keep(snapshot);
    }

    public Task<Person?> FindAsync(MemberId member) => _stores.FindAsync(member);

    public async Task SaveAsync(Person person)
    {
        await WriteAsync(FrameCodec.Encode(PersonRow.Of(person)));
        _stores.Keep(person);
    }

    public Task SaveConsentAsync(MemberId member, Consent consent) => throw new NotSupportedException();

    public Task<IReadOnlyList<MemberId>> ReadHeldMembersAsync(MemberId? after, int limit) => throw new NotSupportedException();

    public Task<IReadOnlyList<(DateOnly Date, string Currency, decimal Rate)>> LoadAsync() => _stores.LoadAsync();

    public async Task SaveAsync(DateOnly date, IReadOnlyDictionary<string, decimal> rates)
    {
        await WriteAsync(FrameCodec.Encode(date, rates));
        _stores.Keep(date, rates);
    }

    public Task<string?> ReadAsync(string name) => _stores.ReadAsync(name);

    public async Task WriteAsync(string name, string value)
    {
        await WriteAsync(FrameCodec.Encode(name, value));
        _stores.Keep(name, value);
    }

    public async ValueTask DisposeAsync()
    {
        if (_closed)
            return;
        _closed = true;
        await _writer.DisposeAsync();
    }

    private async Task<AppendOutcome> WithPersonAsync(Task<AppendOutcome> answer, Person person)
    {
        var outcome = await answer;
        if (outcome == AppendOutcome.Appended)
            _stores.Keep(person);
        return outcome;
    }

    private Task WriteAsync(byte[] payload)
    {
        var pending = new PendingFrame(payload);
        _writer.Enqueue(pending);
        return pending.Answer;
    }

    private Task<T> ReadAsync<T>(Func<T> read) =>
        _closed ? Task.FromException<T>(new JournalUnavailableException("The journal is closed.")) : Task.FromResult(read());
}
