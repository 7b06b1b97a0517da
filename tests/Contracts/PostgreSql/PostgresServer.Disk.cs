using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace Loyalty.Contracts;

// Disks that can be full.
public sealed partial class PostgresServer
{
    private const int SmallDiskMiB = 96;

    // No file of the log is longer.
    private const long WalSegmentBytes = 1 << 20;

    // Room for what the server has to say of it, whose file may not grow either.
    private const long LeastLimit = 64 << 10;

    private bool _hasDisks;

    /// <summary>Starts a server whose data and whose log are on a small disk each, where this machine lets us mount one.</summary>
    /// <remarks>
    /// Where it does not, as in a container without the right to, the files of the server's processes may not grow instead: then
    /// the write fails as well, though the kernel names another reason.
    /// </remarks>
    public static Task<PostgresServer> StartOnSmallDisksAsync() => StartAsync(onSmallDisks: true);

    /// <summary>What the server has logged.</summary>
    public string Log
    {
        get
        {
            using var log = new StreamReader(new FileStream(LogFile, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
            return log.ReadToEnd();
        }
    }

    /// <summary>Takes all room from the data, or from the log.</summary>
    public async Task FillAsync(bool log)
    {
        if (!_hasDisks)
            await LimitFilesAsync(log ? LeastLimit + new FileInfo(LogFile).Length : Math.Max(WalSegmentBytes, LargestFile()));
        else
            Fill(Path.Combine(log ? Wal : Data, "ballast"));
    }

    /// <summary>Gives the room back; starts the server, as its operator would, if it has ended for the lack of it.</summary>
    public async Task MakeRoomAsync()
    {
        File.Delete(Path.Combine(Data, "ballast"));
        File.Delete(Path.Combine(Wal, "ballast"));
        if (!_hasDisks && Runs)
            await LimitFilesAsync(null);
        await Eventually.IsTrue(
            async () =>
            {
                if (!Runs)
                    await StartAgainAsync();
                return await AnswersAsync();
            },
            "PostgreSQL answers again");
    }

    private bool Runs => File.Exists(PostmasterFile) && Directory.Exists($"/proc/{PostmasterId()}");

    private async Task<bool> AnswersAsync()
    {
        try
        {
            return await ExecuteAsync("postgres", "SELECT 1") == 1;
        }
        catch (NpgsqlException)
        {
            return false;
        }
    }

    private string Wal => Path.Combine(_folder, "wal");

    private string LogFile => Path.Combine(_folder, "log");

    private string PostmasterFile => Path.Combine(Data, "postmaster.pid");

    private void MakeDisks()
    {
        _hasDisks = TryMount(Data) && TryMount(Wal);
        _binaries.MakeFolder(Data);
        _binaries.MakeFolder(Wal);
    }

    // What is still open in there goes with its process.
    private void TakeDisksAway()
    {
        foreach (var disk in (string[])[Data, Wal])
            Quietly("umount", ["--lazy", disk]);
    }

    private static bool TryMount(string folder)
    {
        Directory.CreateDirectory(folder);
        return Quietly("mount", ["-t", "tmpfs", "-o", $"size={SmallDiskMiB}m", "tmpfs", folder]);
    }

    private static void Fill(string path)
    {
        using var ballast = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        var block = new byte[4_096];
        try
        {
            for (var written = 0L; written <= SmallDiskMiB << 20; written += block.Length)
                ballast.Write(block);
        }
        catch (IOException)
        {
            return;
        }

        throw new InvalidOperationException("The small disk took more than its size.");
    }

    private long LargestFile() => Directory.EnumerateFiles(Path.Combine(Data, "base"), "*", SearchOption.AllDirectories).Max(file => new FileInfo(file).Length);

    // The postmaster first: what it starts from now on has its limit.
    private async Task LimitFilesAsync(long? bytes)
    {
        var limit = bytes?.ToString(CultureInfo.InvariantCulture) ?? "unlimited";
        var postmaster = PostmasterId().ToString(CultureInfo.InvariantCulture);
        await _binaries.RunAsync("/usr/bin/prlimit", "--pid", postmaster, $"--fsize={limit}:");
        foreach (var child in (await File.ReadAllTextAsync($"/proc/{postmaster}/task/{postmaster}/children")).Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            try
            {
                await _binaries.RunAsync("/usr/bin/prlimit", "--pid", child, $"--fsize={limit}:");
            }
            catch (InvalidOperationException) when (!Directory.Exists($"/proc/{child}"))
            {
                // It has ended meanwhile.
            }
        }
    }

    private static bool Quietly(string program, string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true, RedirectStandardOutput = true, UseShellExecute = false })!;
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
