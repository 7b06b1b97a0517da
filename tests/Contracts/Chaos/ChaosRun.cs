using System.Diagnostics;

namespace Loyalty.Contracts;

/// <summary>Engines under load over one journal: what every scenario begins with and ends with.</summary>
public sealed class ChaosRun : IAsyncDisposable
{
    private const int Members = 24;
    private const int Buyers = 16;

    /// <summary>Characters of an engine's errors that a verdict quotes.</summary>
    private const int MaxErrorText = 4000;

    private readonly List<string> _missing = [];
    private readonly List<EngineProcess> _engines;
    private TimeSpan? _toServe;

    private ChaosRun(List<EngineProcess> engines, int seed)
    {
        _engines = engines;
#pragma warning disable CA5394 // A seed that can be named is what is wanted.
        Random = new Random(seed);
#pragma warning restore CA5394
        Load = new PurchaseLoad(engines, [.. Enumerable.Range(0, Members).Select(member => $"CHAOS{member:D2}")], seed);
    }

    public EngineProcess Engine => _engines[0];

    public PurchaseLoad Load { get; }

    public Random Random { get; }

    /// <summary>Starts the engines, enrols the members and begins to buy.</summary>
    /// <param name="nodes">Engines over the journal.</param>
    public static async Task<ChaosRun> StartAsync(ChaosJournal journal, int seed, int nodes = 1, IReadOnlyList<string>? launcher = null, params string[] more)
    {
        var engines = new List<EngineProcess>();
        for (var node = 0; node < nodes; node++)
            engines.Add(await EngineProcess.StartByAsync(launcher ?? [], [.. journal.Arguments, .. more]));
        return await BeginAsync(engines, seed);
    }

    /// <summary>The same with silos of one cluster.</summary>
    public static async Task<ChaosRun> StartClusterAsync(ChaosJournal journal, int seed, int silos)
    {
        foreach (var script in Directory.EnumerateFiles(RepositoryFiles.At("deploy/sql/postgresql"), "*.sql").Order(StringComparer.Ordinal))
            await journal.ExecuteAsync(await File.ReadAllTextAsync(script));
        var engines = new List<EngineProcess>();
        for (var silo = 0; silo < silos; silo++)
            engines.Add(await EngineProcess.StartAsync([.. journal.SiloArguments()]));
        return await BeginAsync(engines, seed);
    }

    /// <summary>Another engine of the run.</summary>
    public EngineProcess Node(int node) => _engines[node];

    /// <summary>Has the buyers begin.</summary>
    /// <param name="name">In their transaction ids; each time another.</param>
    public void Buy(string name) => Load.Start(Buyers, name);

    /// <summary>A number of answers to wait for, never the same.</summary>
    public int Some() => Number(30, 300);

    public int Number(int from, int to)
    {
#pragma warning disable CA5394
        return Random.Next(from, to);
#pragma warning restore CA5394
    }

    /// <summary>Strikes, lets what was struck come back, and notes how long callers had to wait.</summary>
    /// <param name="served">Ends when callers are served again; when the next of them is answered, where it is not given.</param>
    public async Task StrikeAsync(Func<Task> strike, Func<Task>? served = null)
    {
        var started = Stopwatch.GetTimestamp();
        await strike();
        await (served?.Invoke() ?? Load.MoreAsync(1));
        var took = Stopwatch.GetElapsedTime(started);
        _toServe = _toServe > took ? _toServe : took;
    }

    /// <summary>Stops the engine in order and starts it again.</summary>
    public async Task RestartAsync()
    {
        Expect(await Engine.StopAsync() == 0, "exit code 0");
        await Engine.StartAgainAsync();
    }

    /// <summary>Notes what should have been seen and was not.</summary>
    public void Expect(bool seen, string what)
    {
        lock (_missing)
        {
            if (!seen)
                _missing.Add(what);
        }
    }

    /// <summary>Lets the buyers finish and holds the ledger against what they were told.</summary>
    public async Task<Verdict> ProveAsync()
    {
        await Load.StopAsync();
        foreach (var fault in Load.Faults.Take(3))
            _missing.Add(fault);
        if (Load.Faults.Count > 0)
            _missing.AddRange(_engines.Select(engine => ErrorsOf(engine.Output)).Where(errors => errors.Length > 0));
        return await LedgerProof.OfAsync(Engine, Load) with { Missing = _missing, ToServe = _toServe };
    }

    // What the engines logged of it says more than what callers were told.
    private static string ErrorsOf(string output)
    {
        var begin = output.IndexOf("fail:", StringComparison.Ordinal);
        return begin < 0 ? "" : output.Substring(begin, Math.Min(MaxErrorText, output.Length - begin));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var engine in _engines)
            await engine.DisposeAsync();
    }

    private static async Task<ChaosRun> BeginAsync(List<EngineProcess> engines, int seed)
    {
        var run = new ChaosRun(engines, seed);
        foreach (var member in run.Load.Members)
            await run.Engine.EnrolAsync(member);
        run.Buy("a");
        await run.Load.MoreAsync(50);
        return run;
    }
}
