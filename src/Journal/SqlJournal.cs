using Loyalty.Domain;
using Loyalty.Grains;

namespace Loyalty.Journal;

/// <summary>What the dialects' journals share: everything that goes through the writer.</summary>
internal abstract class SqlJournal(GroupCommitWriter writer, JournalLimits limits) : IJournal, IDueHistory
{
    protected GroupCommitWriter Writer { get; } = writer;

    public Task<AppendOutcome> AppendAsync(JournalAppend append)
    {
        var pending = new PendingAppend(append);
        Writer.Enqueue(pending);
        return pending.Answer;
    }

    /// <summary>Runs statements beside the journal; see <see cref="ISqlTables"/>.</summary>
    public Task WriteAsync(IReadOnlyList<SqlStatement> statements)
    {
        var pending = new PendingStatements(statements);
        Writer.Enqueue(pending);
        return pending.Answer;
    }

    public abstract Task<IReadOnlyList<RecordedEvent>> ReadAccountAsync(MemberId member, long afterVersion, int limit);

    public abstract Task<IReadOnlyList<MemberId>> ReadMembersAsync(MemberId? after, int limit);

    public abstract Task<IReadOnlyList<RecordedEvent>> ReadAllAsync(long afterSequence, int limit);

    public abstract Task<IReadOnlyList<RecordedEvent>> FindAsync(IReadOnlyList<CommandKey> keys);

    public abstract Task<DuePage> ReadDueAsync(DueQuery query);

    public abstract Task<long> LastSequenceAsync();

    /// <summary>Members whose number begins so, in order.</summary>
    public abstract Task<IReadOnlyList<string>> MembersAsync(string prefix, int limit);

    /// <summary>The due days of rows by member and version; null where there is no such row, or nothing is due.</summary>
    public abstract Task<IReadOnlyList<DateOnly?>> DueAtAsync(IReadOnlyList<(MemberId Member, long Version)> rows);

    // A write goes the whole way through the queue to the disk. It must change something: SQLite sees it when a row is given the
    // values it has, and writes nothing, however full the disk is.
    public async Task CheckAsync(CancellationToken cancellation)
    {
        try
        {
            await WriteAsync([SqlFacts.Keep("last-check", Guid.NewGuid().ToString("N"))]).WaitAsync(cancellation);
        }
        catch (EngineBusyException e)
        {
            throw new JournalUnavailableException(e.Message, e);
        }

        await LastSequenceAsync().WaitAsync(cancellation);
    }

    /// <summary>Member ids as they are stored, read.</summary>
    /// <exception cref="JournalDamagedException">One is no member id.</exception>
    protected static IReadOnlyList<MemberId> Members(IEnumerable<string> stored) => [.. stored.Select(text =>
        MemberId.Parse(text) is { Refusal: null } member ? member.Value : throw new JournalDamagedException(text, 0, $"'{text}' is no member id."))];

    /// <summary>Rows, read. On the asker's thread, so that one unreadable row is one asker's.</summary>
    /// <exception cref="JournalDamagedException">One cannot be read.</exception>
    protected static IReadOnlyList<RecordedEvent> Decoded(IEnumerable<StoredEvent> stored) => [.. stored.Select(row => EventCodec.Decode(row))];

    /// <summary>A caller's limit within the journal's own.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Less than 1.</exception>
    protected int Page(int limit)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        return Math.Min(limit, limits.PageRows);
    }
}
