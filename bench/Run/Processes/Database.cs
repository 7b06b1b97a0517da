using Loyalty.Contracts;

namespace Loyalty.Bench;

/// <summary>The PostgreSQL of a run, with the settings that all contenders share.</summary>
internal sealed class Database : IAsyncDisposable
{
    /// <summary>What differs from PostgreSQL's defaults, for every contender alike.</summary>
    public static readonly IReadOnlyDictionary<string, string> Settings = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        // A million rows with their indexes fit, as they would on a server that was set up for them.
        ["shared_buffers"] = "1GB",
        // No checkpoint in the middle of one contender's load and not of another's: there is one before each, and a load that does not count after it.
        ["max_wal_size"] = "8GB",
        // Log files are used again, as on a server that has run for a day, instead of being made in the middle of a commit.
        ["min_wal_size"] = "4GB",
        ["checkpoint_timeout"] = "30min",
    };

    private readonly PostgresServer _server;

    private Database(PostgresServer server, int postmaster, string version)
    {
        _server = server;
        Postmaster = postmaster;
        Version = version;
    }

    /// <summary>The process above all of the server's.</summary>
    public int Postmaster { get; }

    public string Version { get; }

    public static async Task<Database> StartAsync()
    {
        var server = await PostgresServer.StartAsync();
        foreach (var (name, value) in Settings)
            await server.ExecuteAsync("postgres", $"ALTER SYSTEM SET {name} = '{value}'");
        server.Kill();
        await server.StartAgainAsync();
        var checkpointer = await server.ExecuteAsync("postgres", "SELECT pid FROM pg_stat_activity WHERE backend_type = 'checkpointer'");
        var version = await server.ExecuteAsync("postgres", "SELECT current_setting('server_version_num')::bigint");
        return new Database(server, CpuClock.Parent((int)checkpointer), $"{version / 10_000}.{version % 10_000}");
    }

    /// <summary>Makes an empty database.</summary>
    public Task<string> NewDatabaseAsync() => _server.NewDatabaseAsync();

    /// <summary>Writes out what earlier loads have left to write, so that it is not the next one's burden.</summary>
    public Task CheckpointAsync() => _server.ExecuteAsync("postgres", "CHECKPOINT");

    /// <summary>Leaves the planner knowing what is there, and nothing for the vacuum to begin with.</summary>
    /// <param name="connectionString">As <see cref="NewDatabaseAsync"/> gave it.</param>
    public Task AnalyzeAsync(string connectionString) =>
        _server.ExecuteAsync(connectionString.Split("Database=")[1], "VACUUM ANALYZE");

    /// <summary>Runs the scripts in these files.</summary>
    public async Task RunAsync(string connectionString, IEnumerable<string> files)
    {
        foreach (var file in files)
            await AskAsync(connectionString, await File.ReadAllTextAsync(file));
    }

    /// <summary>Runs a statement.</summary>
    /// <returns>Its number, or 0.</returns>
    public Task<long> AskAsync(string connectionString, string sql) => _server.ExecuteAsync(connectionString.Split("Database=")[1], sql);

    public ValueTask DisposeAsync() => _server.DisposeAsync();
}
