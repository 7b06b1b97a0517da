using System.Diagnostics;
using System.Globalization;

namespace Loyalty.Contracts;

// Starting, killing and clearing away.
public sealed partial class PostgresServer
{
    /// <summary>How long a start after a crash may take; the children of the killed server must be gone first.</summary>
    private static readonly TimeSpan StartDeadline = TimeSpan.FromSeconds(60);

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
                    "pg_ctl", "start", "-D", Data, "-w", "-t", "60", "-s", "-l", LogFile, "-o",
                    $"-p {_port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={_folder} -c max_connections=200");
                return;
            }
            catch (InvalidOperationException) when (Stopwatch.GetElapsedTime(started) < StartDeadline)
            {
                // A backend of the killed server still lives.
            }
        }
    }

    /// <summary>Stops the server and deletes its data, of which nothing is wanted any more.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            await _binaries.RunAsync("pg_ctl", "stop", "-D", Data, "-m", "immediate", "-w", "-s");
        }
        catch (InvalidOperationException)
        {
            // It does not run.
        }

        if (_hasDisks)
            TakeDisksAway();
        if (Directory.Exists(_folder))
            Directory.Delete(_folder, recursive: true);
    }

    // Test hosts are ended in many ways, few of them polite, so a shell of its own waits for our end and clears away.
    private void ClearAwayAfterUs()
    {
        const string Script =
            """
            exec </dev/null >/dev/null 2>&1
            while kill -0 "$1"; do sleep 1; done
            kill -9 "$(head -n 1 "$2/data/postmaster.pid")"
            umount --lazy "$2/data" "$2/wal"
            for attempt in 1 2 3 4 5 6 7 8 9; do rm -rf "$2" && exit; sleep 1; done
            """;
        using var shell = Process.Start(new ProcessStartInfo("sh", ["-c", Script, "sh", $"{Environment.ProcessId}", _folder])
        {
            WorkingDirectory = "/",
        });
    }

    private int PostmasterId() => int.Parse(
        File.ReadLines(PostmasterFile).First(), NumberStyles.None, CultureInfo.InvariantCulture);
}
