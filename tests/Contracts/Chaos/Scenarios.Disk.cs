using System.Diagnostics;
using System.Globalization;

namespace Loyalty.Contracts;

// What a disk can do.
public static partial class Scenarios
{
    /// <summary>Microseconds that a flush of a slow disk takes longer.</summary>
    private const int FlushDelay = 10_000;

    /// <summary>Purchases that share one then: sixteen buyers wait for two flushes at most, if they lose no time themselves.</summary>
    private const int LeastSharing = 3;

    /// <summary>Loses power in the middle of a write: what lies in the log after the last answer is cut anywhere and ends in rubbish.</summary>
    public static async Task<Verdict> TornWriteAsync(ChaosJournal journal, int rounds, int seed)
    {
        await using var run = await ChaosRun.StartAsync(journal, seed);
        var log = new FileInfo(Path.Combine(run.Engine.Folder, "data", "loyalty.db-wal"));
        var note = Path.Combine(run.Engine.Folder, "data", "loyalty.db.answered");
        for (var round = 0; round < rounds; round++)
        {
            // A log that has begun anew would be written over, and not grow: an engine that stops takes its log away.
            if (round > 0)
                await run.RestartAsync();
            await run.Load.MoreAsync(run.Some());
            // What was answered until here is on the disk, before the end of the log as it is now. The note of what was answered is not
            // flushed with it: that of now may be all that is left of it.
            var kept = run.Load.Answers.Keys.ToHashSet(StringComparer.Ordinal);
            var noted = await File.ReadAllBytesAsync(note);
            log.Refresh();
            var sound = log.Length;
            await run.Load.MoreAsync(run.Some());
            await run.Engine.KillAsync();

            var torn = Tear(run, log, sound);
            run.Expect(torn, "a log that has grown and can be torn");
            await File.WriteAllBytesAsync(note, noted);
            var forgotten = run.Load.ForgetAllBut(kept);
            await run.StrikeAsync(run.Engine.StartAgainAsync);
            foreach (var (transaction, answer) in forgotten)
                await run.Load.SendAsync(answer.Member, transaction, answer.Amount);
        }

        return await run.ProveAsync();
    }

    /// <summary>No file may grow any more; later there is room again.</summary>
    public static async Task<Verdict> DiskFullAsync(ChaosJournal journal, int rounds, int seed)
    {
        // Of a file that may not grow the kernel tells by a signal, unless it is ignored: then the write fails, as on a full disk.
        await using var run = await ChaosRun.StartAsync(journal, seed, launcher: ["sh", "-c", "trap '' XFSZ; exec \"$@\"", "sh"]);
        var log = new FileInfo(Path.Combine(run.Engine.Folder, "data", "loyalty.db-wal"));
        for (var round = 0; round < rounds; round++)
        {
            await run.Load.MoreAsync(run.Some());
            log.Refresh();
            // First the log runs into the wall, in the middle of a page as like as not; then not one page fits any more.
            var (refused, answered) = (run.Load.Refused, run.Load.Answered);
            await LimitFilesAsync(run.Engine, log.Length + run.Number(1, 200_000));
            await Eventually.IsTrue(() => run.Load.Refused > refused || run.Load.Answered > answered + 1_000, "purchases are turned away, or find room elsewhere");
            await LimitFilesAsync(run.Engine, run.Number(1, 4_000));
            await ExpectUnavailableAsync(run);
            await ExpectNotReadyAsync(run);
            await run.StrikeAsync(() => LimitFilesAsync(run.Engine, null));
        }

        return await run.ProveAsync();
    }

    /// <summary>
    /// PostgreSQL's data has no room any more, and in the next round its log; later there is room again. Without room for data it turns
    /// writes down and answers questions; without room for its log it ends.
    /// </summary>
    /// <param name="journal">On small disks.</param>
    public static async Task<Verdict> DatabaseDiskFullAsync(ChaosJournal journal, int rounds, int seed)
    {
        var server = journal.Server!;
        await using var run = await ChaosRun.StartAsync(journal, seed);
        for (var round = 0; round < rounds; round++)
        {
            await run.Load.MoreAsync(run.Some());
            var (isLog, logged) = (round % 2 == 1, server.Log.Length);
            await server.FillAsync(isLog);
            await Eventually.IsTrue(() => IsFull(server.Log[logged..]), "PostgreSQL finds no room");
            if (!isLog)
            {
                await ExpectUnavailableAsync(run);
                await ExpectNotReadyAsync(run);
            }

            await run.StrikeAsync(server.MakeRoomAsync);
        }

        return await run.ProveAsync();
    }

    private static bool IsFull(string log) =>
        log.Contains("No space left on device", StringComparison.Ordinal) || log.Contains("File too large", StringComparison.Ordinal);

    // The engine tries again for its half minute before it tells anybody.
    private static async Task ExpectUnavailableAsync(ChaosRun run)
    {
        var refused = run.Load.Refused;
        await Eventually.IsTrue(() => run.Load.Refused > refused + 30, "purchases are turned away");
        run.Expect(await IsReadAsync(run), "a status while the disk is full");
    }

    private static async Task ExpectNotReadyAsync(ChaosRun run)
    {
        using var ready = await run.Engine.Http.GetAsync("/health/ready");
        run.Expect(!ready.IsSuccessStatusCode, "an engine that says it is not ready");
    }

    /// <summary>Every flush takes some milliseconds longer, and the more purchases share one.</summary>
    public static async Task<Verdict> SlowDiskAsync(ChaosJournal journal, int rounds, int seed)
    {
        // SQLite is flushed by the engine itself.
        var launcher = Array.Empty<string>();
        if (journal.Server is null)
            launcher = ["strace", "--seccomp-bpf", "-f", "-qq", "-o", "/dev/null", "-e", "trace=fdatasync,fsync", "-e", $"inject=fdatasync,fsync:delay_enter={FlushDelay}"];
        else
            await journal.DelayFlushesAsync(FlushDelay);
        await using var run = await ChaosRun.StartAsync(journal, seed, launcher: launcher);
        var before = await BatchesAsync(run.Engine);
        for (var round = 0; round < rounds; round++)
            await run.Load.MoreAsync(run.Some());
        var after = await BatchesAsync(run.Engine);
        var (batches, took, appends) = (after.Batches - before.Batches, after.Seconds - before.Seconds, after.Appends - before.Appends);
        run.Expect(took / batches * 1e6 >= FlushDelay, $"batches of at least {FlushDelay} µs, not {took / batches * 1e6:0}");
        run.Expect(appends >= LeastSharing * batches, $"at least {LeastSharing} purchases a batch, not {appends / batches:0.0}");
        return await run.ProveAsync();
    }

    private static async Task<(double Batches, double Seconds, double Appends)> BatchesAsync(EngineProcess engine) =>
    (
        await engine.MetricAsync("loyalty_journal_commit_duration_seconds_count"),
        await engine.MetricAsync("loyalty_journal_commit_duration_seconds_sum"),
        await engine.MetricAsync("loyalty_journal_appends_total{outcome=\"appended\"}"));

    private static async Task<bool> IsReadAsync(ChaosRun run)
    {
        using var answer = await run.Engine.Http.GetAsync($"/v1/members/{run.Load.Members[0]}/status");
        return answer.IsSuccessStatusCode;
    }

    private static bool Tear(ChaosRun run, FileInfo log, long sound)
    {
        log.Refresh();
        if (!log.Exists || log.Length <= sound)
            return false;
        using var file = log.OpenWrite();
        file.SetLength(run.Number((int)sound, (int)log.Length));
        file.Seek(0, SeekOrigin.End);
        var rubbish = new byte[run.Number(0, 5_000)];
#pragma warning disable CA5394
        run.Random.NextBytes(rubbish);
#pragma warning restore CA5394
        file.Write(rubbish);
        return true;
    }

    private static async Task LimitFilesAsync(EngineProcess engine, long? bytes)
    {
        var limit = bytes?.ToString(CultureInfo.InvariantCulture) ?? "unlimited";
        using var prlimit = Process.Start("prlimit", ["--pid", $"{engine.ProcessId}", $"--fsize={limit}:"]);
        await prlimit.WaitForExitAsync();
        if (prlimit.ExitCode != 0)
            throw new InvalidOperationException("prlimit (util-linux) cannot limit the engine's files.");
    }
}
