using Loyalty.Grains;
using Microsoft.Data.SqlClient;

namespace Loyalty.Journal;

/// <summary>
/// Whether the server can be reached. The driver tries to connect for the whole of its time-out, also where a port refuses at once; so once
/// a connection is lost, one connection is tried for everybody, and nobody waits long for it.
/// </summary>
/// <param name="connect">Opens a connection anew, and closes it.</param>
/// <param name="patience">How long a caller waits for the connection that is tried.</param>
internal sealed class SqlServerReachability(Action connect, TimeSpan patience)
{
    private readonly Lock _lock = new();
    private Task<Exception?>? _attempt;
    private volatile bool _lost;

    /// <summary>Notes a failure that may be the server's loss.</summary>
    public void Note(SqlException error) => _lost |= SqlServerErrors.IsLoss(error);

    /// <summary>Notes that a connection did not come in time.</summary>
    public void Lose() => _lost = true;

    /// <summary>Completes at once, unless the server was lost and no connection has been made since.</summary>
    /// <exception cref="JournalUnavailableException">It is still lost.</exception>
    public async Task WaitAsync()
    {
        if (!_lost)
            return;
        var attempt = Attempt();
        if (await Task.WhenAny(attempt, Task.Delay(patience)) != attempt)
            throw new JournalUnavailableException("SQL Server cannot be reached.");
        if (await attempt is { } reason)
            throw SqlServerErrors.Unavailable(reason);
    }

    private Task<Exception?> Attempt()
    {
        lock (_lock)
        {
            if (_attempt is null or { IsCompleted: true })
                _attempt = Task.Run(Try);
            return _attempt;
        }
    }

    private Exception? Try()
    {
        try
        {
            connect();
            _lost = false;
            return null;
        }
        catch (Exception e) when (e is SqlException or InvalidOperationException || SqlServerErrors.IsOfProgram(e))
        {
            return e;
        }
    }
}
