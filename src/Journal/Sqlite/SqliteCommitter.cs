using Loyalty.Grains;
using Microsoft.Extensions.Logging;

namespace Loyalty.Journal;

/// <summary>
/// Writes batches to the file. This process alone has the file, so versions and keys are decided in memory and by two look-ups; a
/// batch appends to the end of one table. Full segments of the tail are moved to the stored indexes between the batches.
/// </summary>
internal sealed partial class SqliteCommitter : IBatchCommitter
{
    private readonly SqliteFile _file;
    private readonly SqliteCheckpoints _checkpoints;
    private readonly UnindexedTail _tail;
    private readonly JournalLimits _limits;
    private readonly ILogger _log;
    private readonly BatchDecision _decision;
    private readonly List<TailRow> _staged = [];
    private readonly TailLoader _loader;
    private readonly AnsweredNote _note;
    private SqliteSession _session;
    private long _changes;
    private bool _broken;

    public SqliteCommitter(SqliteFile file, UnindexedTail tail, TailLoader loader, JournalLimits limits, ILogger log)
    {
        _file = file;
        _loader = loader;
        _tail = tail;
        _limits = limits;
        _log = log;
        _decision = new BatchDecision(
            append => _tail.LastVersion(append.Member) ?? _session!.IndexedVersion(append.Member),
            key => _tail.HasKey(key) || _session!.IsIndexed(key));
        _session = Start();
        _note = AnsweredNote.Open(file.Path, new Answered(_tail.LastSequence, _changes));
        _checkpoints = new SqliteCheckpoints(file, _note, limits.LogPages, log);
    }

    public IReadOnlyList<(PendingWrite Write, Exception Reason)> Commit(IReadOnlyList<PendingWrite> batch)
    {
        try
        {
            Recover();
            IndexWhatIsOverdue();
            _checkpoints.Follow(_session, _tail.LastSequence);
            _decision.Clear();
            _staged.Clear();
            _session.Begin();
            foreach (var write in batch)
                Write(write);
            if (_staged.Count == 0)
                _session.CountChange();
            _session.Commit();
        }
        catch (Exception e)
        {
            Break(e);
            throw new JournalUnavailableException($"The journal cannot be written: {e.Message}", e);
        }

        _tail.Add(_staged);
        _changes += _staged.Count == 0 ? 1 : 0;
        NoteAnswered();
        return [];
    }

    public void Dispose()
    {
        _checkpoints.Dispose();
        if (!_broken)
            _checkpoints.KeepLeast(_session, _tail.LastSequence);
        _session.Dispose();
        _note.Dispose();
    }

    // Before anybody is answered. A disk that does not take these few bytes again and again is told; it must not turn away what is durable.
    private void NoteAnswered()
    {
        try
        {
            _note.Keep(_tail.LastSequence, _changes);
        }
        catch (IOException e)
        {
            _log.LogError(e, "What was answered could not be noted beside the journal");
        }
    }

    private void Write(PendingWrite write)
    {
        switch (write)
        {
            case PendingAppend append:
                append.Outcome = _decision.Decide(append);
                if (append.Outcome == AppendOutcome.Appended)
                    Insert(append);
                break;
            case PendingStatements { Statements: var statements }:
                foreach (var statement in statements)
                    _session.Run(statement);
                break;
        }
    }

    private void Insert(PendingAppend append)
    {
        var at = Instants.ToMicroseconds(append.At);
        var version = append.ExpectedVersion;
        foreach (var stored in append.Events)
        {
            var row = new TailRow(
                _tail.LastSequence + _staged.Count + 1, append.Member, ++version, stored.Key, stored.Due?.DayNumber);
            _session.Insert(row, stored, at);
            _staged.Add(row);
        }

        append.Outcome = AppendOutcome.Appended.Through(_tail.LastSequence + _staged.Count);
        if (append.Person is { } person)
            _session.Run(person.Upsert());
    }

    /// <summary>A new connection and the tail as the file has it.</summary>
    private SqliteSession Start()
    {
        var session = new SqliteSession(_file);
        try
        {
            _run = null;
            _loader.Load(_tail, session);
            _changes = session.Changes;
            return session;
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    // After a failure nobody knows for sure what the file has, so it is asked before anything else is written.
    private void Recover()
    {
        if (!_broken)
            return;
        _session.Dispose();
        _session = Start();
        _broken = false;
        _log.LogInformation("The journal is written again, after sequence {Sequence}", _tail.LastSequence);
    }

    private void Break(Exception reason)
    {
        _broken = true;
        _session.Rollback();
        _log.LogError(reason, "The journal cannot be written");
    }
}
