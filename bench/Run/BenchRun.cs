using System.Diagnostics;

namespace Loyalty.Bench;

/// <summary>What the parts of a run share: the database, the hosts, the checked load, the numbers.</summary>
internal sealed class BenchRun(Options options, Database database, string folder) : IAsyncDisposable
{
    private readonly Dictionary<Contender, HostProcess> _hosts = [];
    private readonly long _started = Stopwatch.GetTimestamp();
    private int _loads;

    public Options Options => options;

    public Samples Samples { get; } = new();

    public Database Database => database;

    /// <summary>For files of the run.</summary>
    public string Folder => folder;

    /// <summary>The host of a contender; filled, started and warmed up when it is asked for first.</summary>
    public async Task<HostProcess> HostAsync(Contender contender)
    {
        if (_hosts.TryGetValue(contender, out var running))
            return running;
        Say($"{contender.Title}: {options.Members} members with {options.Purchases} purchases each");
        var store = await SeedAsync(contender, folder, options.Members, options.Purchases);
        var host = _hosts[contender] = await HostProcess.StartAsync(options, contender, store, options.Members, options.Purchases);
        await host.WarmAsync();
        // The just-in-time compiler has done its part before anything is measured: that takes some ten seconds of load.
        foreach (var connections in HttpPart.Connections)
            await LoadAsync(host, contender, connections, ..options.Members, options.Quick ? 3 : 8);
        return host;
    }

    /// <summary>Makes a store for a contender and fills it.</summary>
    /// <param name="within">The folder of a store that is a file.</param>
    /// <param name="purchases">Of each member.</param>
    /// <returns>What the host is told of it.</returns>
    public async Task<string> SeedAsync(Contender contender, string within, int members, int purchases)
    {
        var store = await contender.MakeStoreAsync(database, within);
        if (contender != Contender.Memory)
            await HostProcess.SeedAsync(options, contender, store, members, purchases);
        if (contender.OnPostgres)
            await database.AnalyzeAsync(store);
        return store;
    }

    /// <summary>
    /// Brings a contender to the state that a measurement begins in: a checkpoint of the database, and a load that does not count.
    /// What first changes a page after a checkpoint writes the whole page to PostgreSQL's log. That lasts for seconds of the half hour
    /// between two checkpoints, and would be most of a short load.
    /// </summary>
    public async Task LeadInAsync(Contender contender, int connections)
    {
        await database.CheckpointAsync();
        await LoadAsync(_hosts[contender], contender, connections, ..options.Members, options.Quick ? 1 : 4);
    }

    /// <summary>Loads the host of a contender; see the other.</summary>
    public Task<Measured> LoadAsync(Contender contender, int connections, int members) =>
        LoadAsync(_hosts[contender], contender, connections, ..members, options.Seconds);

    /// <summary>Loads a contender and checks that what it answered is what it has stored.</summary>
    /// <param name="members">The members that the load goes to.</param>
    /// <exception cref="InvalidRunException">A request was refused or failed, or the store does not hold what was answered.</exception>
    public async Task<Measured> LoadAsync(HostProcess host, Contender contender, int connections, Range members, int seconds)
    {
        var before = (await host.StoredAsync(after: null)).Last;
        var cpu = Cpu(contender, host);
        var number = NextLoad();
        var load = await Wrk.RunAsync(host.Address, connections, seconds, $"load{number}", members, seed: number);
        cpu = Cpu(contender, host) - cpu;
        await SettleAsync(host, before + load.Sent);
        var stored = await host.StoredAsync(before);
        Check(contender, load, stored);
        return new Measured(load, cpu, before, stored.Purchases);
    }

    /// <summary>A number for a load, so that no two share a transaction id.</summary>
    public int NextLoad() => ++_loads;

    /// <summary>Processor seconds that a contender has used so far, its database included.</summary>
    public double Cpu(Contender contender, HostProcess host) =>
        CpuClock.Seconds(host.Id) + (contender.OnPostgres ? CpuClock.TreeSeconds(database.Postmaster) : 0);

    /// <summary>Ends all hosts, for a part that wants the machine for itself.</summary>
    public async Task StopHostsAsync()
    {
        foreach (var host in _hosts.Values)
            await host.DisposeAsync();
        _hosts.Clear();
    }

    /// <summary>Tells what is going on.</summary>
    public void Say(string what) => Console.WriteLine($"{Stopwatch.GetElapsedTime(_started):mm\\:ss} {what}");

    public async ValueTask DisposeAsync() => await StopHostsAsync();

    // What was under way when the generator stopped is still being stored, and would else count as the next load's.
    private static async Task SettleAsync(HostProcess host, long expected)
    {
        var (last, unchanged) = (0L, 0);
        while (last < expected && unchanged < 20)
        {
            var now = (await host.StoredAsync(after: null)).Last;
            unchanged = now == last ? unchanged + 1 : 0;
            last = now;
            await Task.Delay(50);
        }
    }

    private static void Check(Contender contender, Load load, Stored stored)
    {
        if (load.Refused > 0 || load.Broken > 0)
            throw new InvalidRunException($"{contender.Title}: {load.Refused} requests refused, {load.Broken} failed.");
        // The generator does not wait for what is under way when its time is up.
        if (stored.Purchases < load.Answered || stored.Purchases > load.Sent || stored.Transactions != stored.Purchases)
            throw new InvalidRunException($"{contender.Title}: {load.Sent} sent, {load.Answered} answered, but stored are {stored}.");
    }
}

/// <summary>A load with what it cost.</summary>
/// <param name="CpuSeconds">Of the host and its database.</param>
/// <param name="Before">The place of the last row before it.</param>
/// <param name="Stored">Purchases it stored.</param>
internal sealed record Measured(Load Load, double CpuSeconds, long Before, long Stored);

/// <summary>The numbers of this run must not be used.</summary>
internal sealed class InvalidRunException(string message) : Exception(message);
