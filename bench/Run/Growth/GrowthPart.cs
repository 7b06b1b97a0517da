using System.Globalization;
using System.Text.RegularExpressions;

namespace Loyalty.Bench;

/// <summary>
/// How start, throughput and memory grow with the members: for each size a store of its own, three purchases a member, the host
/// started on it with nothing live and the files in the kernel's cache, then loaded over all members.
/// </summary>
internal static partial class GrowthPart
{
    public const string Name = "growth", Start = "s from start to first answer";

    private const int Purchases = 3, Connections = 64;

    public static string Variant(Contender contender) => contender.Title;

    public static string Subject(int members) => members.ToString("#,0", CultureInfo.InvariantCulture) + " members";

    public static async Task RunAsync(BenchRun run)
    {
        await run.StopHostsAsync();
        int[] sizes = run.Options.Quick ? [1_000, 10_000] : [10_000, 100_000, 1_000_000];
        foreach (var contender in (Contender[])[Contender.Sqlite, Contender.Postgres])
        {
            foreach (var members in sizes)
                await MeasureAsync(run, contender, members);
        }
    }

    private static async Task MeasureAsync(BenchRun run, Contender contender, int members)
    {
        run.Say($"{contender.Title}: {Subject(members)}");
        var folder = Directory.CreateDirectory(Path.Combine(run.Folder, $"growth-{members}")).FullName;
        var store = await contender.MakeStoreAsync(run.Database, folder);
        await HostProcess.SeedAsync(run.Options, contender, store, members, Purchases);
        if (contender.OnPostgres)
            await run.Database.AnalyzeAsync(store);
        for (var repetition = 0; repetition < run.Options.Repetitions; repetition++)
        {
            var started = TimeProvider.System.GetTimestamp();
            var first = $"/v1/members/BENCH{new Random(repetition).Next(members):D7}/status";
            await using var host = await HostProcess.StartAsync(run.Options, contender, store, members, Purchases, first);
            Add(run, contender, members, Start, repetition, TimeProvider.System.GetElapsedTime(started).TotalSeconds);
            Add(run, contender, members, Metrics.Resident + " at start", repetition, CpuClock.ResidentBytes(host.Id) / 1e6);
            await run.Database.CheckpointAsync();
            var measured = await run.LoadAsync(host, contender, Connections, members, run.Options.Seconds);
            Add(run, contender, members, Metrics.PerSecond + " from cold", repetition, measured.Load.PerSecond);
            Add(run, contender, members, "live accounts after", repetition, await LiveAsync(host));
            Add(run, contender, members, Metrics.Resident + " after", repetition, CpuClock.ResidentBytes(host.Id) / 1e6);
        }

        Directory.Delete(folder, recursive: true);
    }

    private static void Add(BenchRun run, Contender contender, int members, string metric, int repetition, double value) =>
        run.Samples.Add(Name, Subject(members), Variant(contender), metric, repetition, value);

    private static async Task<double> LiveAsync(HostProcess host) =>
        double.Parse(Live().Match(await host.Http.GetStringAsync("/metrics")).Groups["count"].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex("""^loyalty_live_accounts (?<count>[0-9.e+]+)$""", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex Live();
}
