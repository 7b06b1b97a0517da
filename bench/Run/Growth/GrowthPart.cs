using System.Globalization;
using System.Text.RegularExpressions;

namespace Loyalty.Bench;

/// <summary>
/// How start, throughput and memory grow with the members: for each size a store of its own, three purchases a member, the host
/// started on it with nothing live and the files in the kernel's cache, then loaded over members that are not live, then stopped.
/// </summary>
internal static partial class GrowthPart
{
    public const string Name = "growth", Start = "s from start to first answer", FromCold = "purchases/s from cold", Stop = "s to stop";

    private const int Purchases = 3, Connections = 64;

    /// <summary>Members stored.</summary>
    public static readonly IReadOnlyList<int> Sizes = [10_000, 100_000, 1_000_000];

    public static string Variant(Contender contender) => contender.Title;

    public static string Subject(int members) => members.ToString("#,0", CultureInfo.InvariantCulture) + " members";

    public static async Task RunAsync(BenchRun run)
    {
        await run.StopHostsAsync();
        foreach (var members in run.Options.Quick ? [1_000, 10_000] : Sizes)
        {
            var folder = Directory.CreateDirectory(Path.Combine(run.Folder, $"growth-{members}")).FullName;
            var stores = new List<(Contender Contender, string Store)>();
            foreach (var contender in run.Options.Engines())
            {
                run.Say($"{contender.Title}: {Subject(members)}");
                stores.Add((contender, await run.SeedAsync(contender, folder, members, Purchases)));
            }

            for (var repetition = 0; repetition < run.Options.Repetitions; repetition++)
            {
                for (var place = 0; place < stores.Count; place++)
                {
                    var (contender, store) = stores[(place + repetition) % stores.Count];
                    await MeasureAsync(run, contender, store, members, repetition);
                }
            }

            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task MeasureAsync(BenchRun run, Contender contender, string store, int members, int repetition)
    {
        var started = TimeProvider.System.GetTimestamp();
        var first = $"/v1/members/BENCH{new Random(repetition).Next(members):D7}/status";
        var host = await HostProcess.StartAsync(run.Options, contender, store, members, Purchases, first);
        try
        {
            Add(Start, TimeProvider.System.GetElapsedTime(started).TotalSeconds);
            Add(Metrics.Resident + " at start", CpuClock.ResidentBytes(host.Id) / 1e6);
            await run.Database.CheckpointAsync();
            // The first tenth of the members warm the just-in-time compiler up; the others are not live when the load that counts begins.
            await run.LoadAsync(host, contender, Connections, ..(members / 10), run.Options.Quick ? 1 : 8);
            var measured = await run.LoadAsync(host, contender, Connections, (members / 10)..members, run.Options.Seconds);
            Add(FromCold, measured.Load.PerSecond);
            Add("live accounts after", await LiveAsync(host));
            Add(Metrics.Resident + " after", CpuClock.ResidentBytes(host.Id) / 1e6);
            started = TimeProvider.System.GetTimestamp();
        }
        finally
        {
            await host.DisposeAsync();
        }

        Add(Stop, TimeProvider.System.GetElapsedTime(started).TotalSeconds);

        void Add(string metric, double value) => run.Samples.Add(Name, Subject(members), Variant(contender), metric, repetition, value);
    }

    private static async Task<double> LiveAsync(HostProcess host) =>
        double.Parse(Live().Match(await host.Http.GetStringAsync("/metrics")).Groups["count"].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex("""^loyalty_live_accounts (?<count>[0-9.e+]+)$""", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex Live();
}
