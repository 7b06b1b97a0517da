using Loyalty.Domain;
using Loyalty.Grains;

namespace Loyalty.Journal;

/// <summary>What the dialects' journals share: everything that goes through the writer.</summary>
/// <param name="unreadable">Is told what cannot be read.</param>
/// <param name="checksumsAfter">Every row after this sequence has a checksum; one without it has lost it.</param>
internal abstract class SqlJournal(
    GroupCommitWriter writer, JournalLimits limits, UnreadableRows unreadable, long checksumsAfter = long.MaxValue) : IJournal, IDueHistory
{
    protected GroupCommitWriter Writer { get; } = writer;

    /// <summary>Whether no other process can be at it.</summary>
    public virtual bool IsOwn => false;

    /// <summary>Raised when events were committed.</summary>
    public CommitSignal Commits => Writer.Commits;

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

    /// <summary>Snapshot, rows after it and person of a member.</summary>
    /// <param name="limit">Rows at most.</param>
    /// <exception cref="JournalDamagedException">Something beside the rows cannot be read.</exception>
    public abstract Task<AccountRows> AccountRowsAsync(MemberId member, int limit);

    public async Task<IReadOnlyList<MemberId>> ReadMembersAsync(MemberId? after, int limit)
    {
        var (page, from, members) = (Page(limit), after?.Value ?? "", new List<MemberId>());
        while (members.Count < page)
        {
            var texts = await MembersAfterAsync(from, page - members.Count);
            foreach (var text in texts)
            {
                if (MemberId.Parse(text) is { Refusal: null } member)
                    members.Add(member.Value);
                else
                    Note(new UnreadableRow(text, null, 0, $"'{text}' is no member id."));
            }

            if (texts.Count == 0)
                break;
            from = texts[^1];
        }

        return members;
    }

    public async Task<IReadOnlyList<RecordedEvent>> ReadAllAsync(long afterSequence, int limit) =>
        Decoded(await StoredAfterAsync(afterSequence, Page(limit)));

    public async Task<JournalPage> ReadPageAsync(long afterSequence, int limit)
    {
        var page = Page(limit);
        var (events, faults, through) = (new List<RecordedEvent>(), new List<UnreadableRow>(), afterSequence);
        foreach (var row in await StoredAfterAsync(afterSequence, page))
        {
            faults.AddRange(UnreadableRows.Missing(through, row.Sequence).Select(Note));
            through = row.Sequence;
            try
            {
                events.Add(Decoded(row));
            }
            catch (JournalDamagedException damaged)
            {
                faults.Add(new UnreadableRow(damaged.Member, row.Sequence, damaged.Version, damaged.Message));
            }
        }

        return new JournalPage(events, faults, through, through > afterSequence && events.Count + faults.Count >= page);
    }

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

    /// <summary>Members who have a row, as they are stored, in order, at most <paramref name="limit"/>.</summary>
    protected abstract Task<IReadOnlyList<string>> MembersAfterAsync(string member, int limit);

    /// <summary>The stored rows after a sequence, in order, at most <paramref name="limit"/>.</summary>
    protected abstract Task<IReadOnlyList<StoredEvent>> StoredAfterAsync(long sequence, int limit);

    /// <summary>Rows, read. On the asker's thread, so that one unreadable row is one asker's.</summary>
    /// <exception cref="JournalDamagedException">One cannot be read.</exception>
    protected IReadOnlyList<RecordedEvent> Decoded(IEnumerable<StoredEvent> stored) => [.. stored.Select(Decoded)];

    /// <summary>The rows of one account after a version, read.</summary>
    /// <exception cref="JournalDamagedException">One cannot be read; it is told under the version that it should have.</exception>
    public IReadOnlyList<RecordedEvent> Decoded(MemberId member, long afterVersion, IReadOnlyList<StoredEvent> stored)
    {
        var events = new List<RecordedEvent>(stored.Count);
        foreach (var row in stored)
        {
            try
            {
                events.Add(Decoded(row));
            }
            catch (JournalDamagedException damaged)
            {
                throw new JournalDamagedException(member.Value, afterVersion + events.Count + 1, damaged.Message, damaged) { Sequence = row.Sequence };
            }
        }

        return events;
    }

    private RecordedEvent Decoded(StoredEvent row)
    {
        try
        {
            var recorded = EventCodec.Decode(row, checksumsAfter);
            unreadable.Remove(row.Member, row.Sequence);
            return recorded;
        }
        catch (JournalDamagedException damaged)
        {
            Note(new UnreadableRow(damaged.Member, row.Sequence, row.Version, damaged.Message));
            throw;
        }
    }

    private UnreadableRow Note(UnreadableRow row)
    {
        unreadable.Add(row);
        return row;
    }

    /// <summary>A caller's limit within the journal's own.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Less than 1.</exception>
    protected int Page(int limit)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        return Math.Min(limit, limits.PageRows);
    }
}
