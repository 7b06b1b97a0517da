using System.Globalization;

namespace Loyalty.Silo.Tests;

/// <summary>Silos as an operator runs them: processes of their own over one PostgreSQL, under load from buyers that turn from one to the next.</summary>
internal sealed class SiloProcesses : IAsyncDisposable
{
    private const int Buyers = 12;

    private readonly List<EngineProcess> _silos;

    static SiloProcesses() => EngineProcess.Program = Path.Combine(AppContext.BaseDirectory, "Loyalty.Silo.dll");

    private SiloProcesses(List<EngineProcess> silos, SiloProcessesOptions options)
    {
        _silos = silos;
        Load = new PurchaseLoad(silos, [.. Enumerable.Range(0, options.Members).Select(member => $"SILO{member:D2}")], options.Seed);
    }

    public EngineProcess this[int silo] => _silos[silo];

    public IReadOnlyList<EngineProcess> Silos => _silos;

    public PurchaseLoad Load { get; }

    /// <param name="clusters">Names of clusters, one for each silo; silos of one name find each other.</param>
    public static Task<SiloProcesses> StartAsync(int seed, params string[] clusters) => StartAsync(new SiloProcessesOptions { Clusters = clusters, Seed = seed });

    public static async Task<SiloProcesses> StartAsync(SiloProcessesOptions options)
    {
        var connection = await ClusterDatabase.NewAsync();
        var silos = new List<EngineProcess>();
        foreach (var cluster in options.Clusters)
        {
            silos.Add(await EngineProcess.StartByAsync(
                options.Launcher,
                [
                    "--Loyalty:Journal:Provider=postgres",
                    $"--Loyalty:Journal:ConnectionString={connection}{ClusterDatabase.SmallPool}",
                    $"--Loyalty:Cluster:Id={cluster}",
                    string.Create(CultureInfo.InvariantCulture, $"--Loyalty:Cluster:Port={FreePort.Next()}"),
                    "--Loyalty:Cluster:ReadinessOffSeconds=0",
                    .. options.Settings,
                ]));
        }

        var processes = new SiloProcesses(silos, options);
        foreach (var member in processes.Load.Members)
            await silos[0].EnrolAsync(member);
        processes.Load.Start(Buyers, "a");
        await processes.Load.MoreAsync(50);
        return processes;
    }

    /// <summary>Two watchers of every second member on each of these silos.</summary>
    public async Task<List<HubWatcher>> WatchAsync(params int[] silos)
    {
        var watchers = new List<HubWatcher>();
        foreach (var silo in silos)
        {
            foreach (var member in Load.Members.Where((_, number) => number % 2 == 0))
                watchers.Add(await HubWatcher.WatchAsync(_silos[silo].Address, member));
        }

        return watchers;
    }

    /// <summary>Lets the buyers finish and holds the ledger against what they were told.</summary>
    public async Task ProveAsync(int through = 0)
    {
        await Load.StopAsync();
        Assert.Empty(Load.Faults);
        var verdict = await LedgerProof.OfAsync(_silos[through], Load);
        Assert.True(verdict.IsClean, verdict.ToString());
    }

    /// <summary>Every watcher comes to the last version of its member, without a gap on the way.</summary>
    public async Task CaughtUpAsync(IEnumerable<HubWatcher> watchers)
    {
        var last = Load.Answers.Values.GroupBy(answer => answer.Member).ToDictionary(group => group.Key, group => group.Max(answer => answer.Version));
        foreach (var watcher in watchers)
        {
            await Eventually.IsTrue(() => watcher.IsCut || watcher.Version >= last[watcher.Member], $"{watcher.Member} is seen at {last[watcher.Member]}");
            Assert.False(watcher.IsCut, $"The watcher of {watcher.Member} was cut off.");
            Assert.False(watcher.HasGap, $"{watcher.Member} was told with a gap.");
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var silo in _silos)
            await silo.DisposeAsync();
    }
}
