using System.Diagnostics;
using System.Globalization;

namespace Loyalty.Contracts;

// Starting, killing and clearing away.
public sealed partial class PostgresServer
{
    /// <summary>How long a start after a crash may take; the children of the killed server must be gone first.</summary>
    private static readonly TimeSpan StartDeadline = TimeSpan.FromSeconds(60);

    private readonly Lock _life = new();
    private bool _removed;

    /// <summary>Ends the server as a loss of power would: kill -9, nothing is flushed or said.</summary>
    public void Kill()
    {
        using var postmaster = Process.GetProcessById(PostmasterId());
        postmaster.Kill();
        postmaster.WaitForExit();
    }

    /// <summary>Starts the server on its data again.</summary>
    public async Task StartAgainAsync()
    {
        var started = Stopwatch.GetTimestamp();
        while (true)
        {
            try
            {
                await _binaries.RunAsync(
                    "pg_ctl", "start", "-D", Data, "-w", "-t", "60", "-s", "-l", Path.Combine(_folder, "log"), "-o",
                    $"-p {_port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={_folder} -c max_connections=200");
                return;
            }
            catch (InvalidOperationException) when (Stopwatch.GetElapsedTime(started) < StartDeadline)
            {
                // A backend of the killed server still lives.
            }
        }
    }

    public ValueTask DisposeAsync()
    {
        Remove();
        return ValueTask.CompletedTask;
    }

    // Nothing of the data is wanted any more, so the server need not be asked politely; but its children must be gone before the
    // folder can go.
    private void Remove()
    {
        lock (_life)
        {
            if (_removed)
                return;
            _removed = true;
            try
            {
                _binaries.RunAsync("pg_ctl", "stop", "-D", Data, "-m", "immediate", "-w", "-s").GetAwaiter().GetResult();
            }
            catch (InvalidOperationException)
            {
                // It does not run.
            }

            try
            {
                Directory.Delete(_folder, recursive: true);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // A backend still writes, or the folder is not ours; it lies among temporary files.
            }
        }
    }

    private int PostmasterId() => int.Parse(
        File.ReadLines(Path.Combine(Data, "postmaster.pid")).First(), NumberStyles.None, CultureInfo.InvariantCulture);
}
