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
    private SqliteSession _session;
    private bool _broken;

    public SqliteCommitter(SqliteFile file, UnindexedTail tail, JournalLimits limits, ILogger log)
    {
        _file = file;
        _checkpoints = new SqliteCheckpoints(file, limits.LogPages, log);
        _tail = tail;
        _limits = limits;
        _log = log;
        _decision = new BatchDecision(
            append => _tail.LastVersion(append.Member) ?? _session!.IndexedVersion(append.Member),
            key => _tail.HasKey(key) || _session!.IsIndexed(key));
        _session = Start();
    }

    public IReadOnlyList<(PendingWrite Write, Exception Reason)> Commit(IReadOnlyList<PendingWrite> batch)
    {
        try
        {
            Recover();
            IndexWhatIsOverdue();
            _checkpoints.Follow(_session);
            _decision.Clear();
            _staged.Clear();
            _session.Begin();
            foreach (var write in batch)
                Write(write);
            _session.Commit();
        }
        catch (Exception e)
        {
            Break(e);
            throw new JournalUnavailableException($"The journal cannot be written: {e.Message}", e);
        }

        _tail.Add(_staged);
        return [];
    }

    public void Dispose()
    {
        _checkpoints.Dispose();
        _session.Dispose();
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
            var through = session.IndexedThrough;
            _tail.Reset(through, session.RowsAfter(through));
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
