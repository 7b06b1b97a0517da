using System.Globalization;
using Loyalty.Contracts;
using Loyalty.Journal;

namespace Loyalty.Bench.Cluster;

/// <summary>The nodes of one contender over a database of their own.</summary>
internal sealed class Nodes : IAsyncDisposable
{
    /// <summary>Connections that all silos' storage of the naive grain may open together.</summary>
    private const int StorageConnections = 48;

    // A contender that stands by gives its connections back: the server has 200 for all.
    private const string Brief = "Connection Idle Lifetime=3;Connection Pruning Interval=1";

    private readonly List<EngineProcess> _nodes = [];

    private Nodes(string connection) => Connection = connection;

    public string Connection { get; }

    public IReadOnlyList<EngineProcess> All => _nodes;

    public EngineProcess this[int node] => _nodes[node];

    public static async Task<Nodes> StartAsync(Database database, Contender contender, int members)
    {
        var connection = await database.NewDatabaseAsync();
        await database.RunAsync(connection, Directory.EnumerateFiles(RepositoryFiles.At("deploy/sql/postgresql"), "*.sql").Order(StringComparer.Ordinal));
        await using (var store = await LoyaltyStore.OpenAsync("postgres", connection, TimeProvider.System))
            await new SeedMembers(members, purchases: 0).AppendAsync(store.Journal);
        var nodes = new Nodes(connection);
        for (var node = 0; node < contender.Nodes; node++)
            nodes._nodes.Add(await EngineProcess.StartAsync([.. Arguments(contender, connection)]));
        return nodes;
    }

    /// <summary>Seconds of processor time that all of them have used.</summary>
    public double CpuSeconds() => _nodes.Sum(node => CpuClock.Seconds(node.ProcessId));

    public async ValueTask DisposeAsync()
    {
        foreach (var node in _nodes)
            await node.DisposeAsync();
    }

    private static IEnumerable<string> Arguments(Contender contender, string connection) =>
    [
        "--contender", contender.Kind,
        "--Loyalty:Journal:Provider=postgres",
        $"--Loyalty:Journal:ConnectionString={connection};Maximum Pool Size=6;{Brief}",
        string.Create(CultureInfo.InvariantCulture, $"--Loyalty:Cluster:ConnectionString={connection};Maximum Pool Size={StorageConnections / contender.Nodes};{Brief}"),
        string.Create(CultureInfo.InvariantCulture, $"--Loyalty:Cluster:Port={FreePort.Next()}"),
        "--Loyalty:Cluster:ReadinessOffSeconds=0",
        "--Logging:LogLevel:Default=Error",
    ];
}

/// <param name="Kind">As <c>--contender</c> knows it.</param>
internal sealed record Contender(string Title, string Kind, int Nodes);
