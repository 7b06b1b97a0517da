using Microsoft.Extensions.Logging;

namespace Loyalty.Journal;

// The connection, and how long its loss is borne.
internal sealed partial class ServerCommitter<TConnection>
{
    /// <summary>Times a batch is tried, whatever the clock says.</summary>
    private const int MaxAttempts = 64;

    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(50);

    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(2);

    private long? _failingSince;

    private void Reached()
    {
        if (_failingSince is { } since)
            log.LogInformation("{Server} is written again after {Elapsed}", server.Name, time.GetElapsedTime(since));
        _failingSince = null;
    }

    /// <summary>
    /// Waits before the next attempt, longer each time. Once the outage has lasted its bound, every batch has one attempt, so that
    /// callers hear of it at once.
    /// </summary>
    private void WaitOrGiveUp(Exception reason, int attempt)
    {
        if (_failingSince is null)
            log.LogWarning(reason, "{Server} cannot be written", server.Name);
        _failingSince ??= time.GetTimestamp();
        if (attempt >= MaxAttempts || time.GetElapsedTime(_failingSince.Value) >= limits.Outage)
            throw server.Unavailable(reason);
        var delay = FirstDelay * (1 << Math.Min(attempt - 1, 10));
        Thread.Sleep(delay < LongestDelay ? delay : LongestDelay);
    }

    private void Disconnect()
    {
        _connection?.Dispose();
        _connection = null;
        _heads.Clear();
    }
}
