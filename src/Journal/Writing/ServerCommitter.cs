using Loyalty.Grains;
using Microsoft.Extensions.Logging;

namespace Loyalty.Journal;

/// <summary>
/// Writes batches to a database server, which may have other writers. A batch is tried as it is, in one round trip; only when the
/// database refuses it, it is looked up why, and what cannot be written is left out.
/// </summary>
internal sealed partial class ServerCommitter<TConnection>(
    IServerDialect<TConnection> server, JournalLimits limits, TimeProvider time, ILogger log) : IBatchCommitter
    where TConnection : class, IDisposable
{
    /// <summary>Times a batch is looked up and tried anew because others keep taking versions or keys of it.</summary>
    private const int ConflictRounds = 4;

    private readonly VersionCache _heads = new();

    /// <summary>Kept from batch to batch, for its tables have their size then.</summary>
    private readonly BatchDecision _expected = new(append => append.ExpectedVersion, _ => false);

    private TConnection? _connection;

    /// <summary>There was no room for rows, and none have been written since.</summary>
    private bool _noRoom;

    /// <summary>A commit of the batch at hand may have happened without our hearing of it.</summary>
    private bool _mayBeWritten;

    public IReadOnlyList<(PendingWrite Write, Exception Reason)> Commit(IReadOnlyList<PendingWrite> batch)
    {
        _mayBeWritten = false;
        return CommitTogether(batch) is null ? [] : CommitOneByOne(batch);
    }

    public bool Tidy(bool idle) => false;

    public void Dispose() => Disconnect();

    // A batch that cannot be written as one holds something the server does not take, or is outrun by other writers.
    private List<(PendingWrite Write, Exception Reason)> CommitOneByOne(IReadOnlyList<PendingWrite> batch)
    {
        var failures = new List<(PendingWrite, Exception)>();
        foreach (var write in batch)
        {
            try
            {
                if (CommitTogether([write]) is { } reason)
                    failures.Add((write, server.Unavailable(reason)));
            }
            catch (JournalUnavailableException e)
            {
                failures.Add((write, e));
            }
        }

        return failures;
    }

    /// <returns>Null when all of it is decided and durable, or why it cannot be written as one.</returns>
    /// <exception cref="JournalUnavailableException">The server was not reached in time.</exception>
    private Exception? CommitTogether(IReadOnlyList<PendingWrite> batch)
    {
        var appends = batch.OfType<PendingAppend>().ToList();
        var statements = batch.OfType<PendingStatements>().SelectMany(write => write.Statements).ToList();
        var inspect = _mayBeWritten || !IsConsistent(appends);
        var conflicts = 0;
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var connection = _connection ??= server.ConnectToWrite();
                var fresh = inspect ? Decide(connection, appends) : appends;
                // A statement alone, as of a check, may change a row that has its room: it must not pass for rows that had none.
                var proof = _noRoom && fresh.Count == 0 ? server.SpaceProbe : [];
                var last = 0L;
                if (fresh.Count > 0 || statements.Count > 0)
                {
                    last = server.Commit(connection, fresh, [.. statements, .. proof], _heads);
                    _noRoom = false;
                }

                foreach (var append in fresh)
                {
                    append.Outcome = AppendOutcome.Appended.Through(last += append.Events.Count);
                    _heads.Note(append.Member, append.ExpectedVersion + append.Events.Count);
                }

                Reached();
                return null;
            }
            catch (Exception e) when (server.IsConflict(e))
            {
                if (++conflicts > ConflictRounds)
                    return e;
            }
            catch (Exception e) when (server.IsFinal(e))
            {
                // What the driver stumbled over may have left the connection in the middle of a message.
                Disconnect();
                return e;
            }
            catch (Exception e)
            {
                _mayBeWritten = true;
                _noRoom |= server.IsOutOfSpace(e);
                Disconnect();
                WaitOrGiveUp(e, attempt);
            }

            inspect = true;
        }
    }

    /// <summary>Whether the appends can all be written if each expects what the database holds.</summary>
    private bool IsConsistent(List<PendingAppend> appends)
    {
        _expected.Clear();
        return appends.TrueForAll(append => _expected.Decide(append) == AppendOutcome.Appended);
    }

    /// <summary>Decides the appends on what the database holds.</summary>
    /// <returns>Those that are still to be written.</returns>
    private List<PendingAppend> Decide(TConnection connection, List<PendingAppend> appends)
    {
        var held = server.Inspect(connection, appends);
        var decision = new BatchDecision(held.LastVersion, held.IsTaken);
        var fresh = new List<PendingAppend>();
        foreach (var append in appends)
        {
            if (_mayBeWritten && held.Holds(append))
            {
                append.Outcome = AppendOutcome.Appended.Through(held.LastSequence(append));
                continue;
            }

            append.Outcome = decision.Decide(append);
            if (append.Outcome == AppendOutcome.Appended)
                fresh.Add(append);
        }

        return fresh;
    }
}
