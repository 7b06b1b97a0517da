using Npgsql;

namespace Loyalty.Contracts;

/// <summary>The journal of a scenario, its engine's settings, and the means to hurt it.</summary>
public sealed class ChaosJournal : IAsyncDisposable
{
    private const string CutAll =
        "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()";

    /// <summary>All silos' connections together stay below what the server grants.</summary>
    private const string SmallPool = ";Maximum Pool Size=12";

    private readonly string _database;

    private ChaosJournal(string name, PostgresServer? server, string connectionString)
    {
        Name = name;
        Server = server;
        _database = connectionString[(connectionString.LastIndexOf('=') + 1)..];
        Arguments = server is null ? [] : ["--Loyalty:Journal:Provider=postgres", $"--Loyalty:Journal:ConnectionString={connectionString}"];
    }

    /// <summary>sqlite or postgres.</summary>
    public string Name { get; }

    /// <summary>Tells an engine to use it.</summary>
    public string[] Arguments { get; }

    /// <summary>Tells an engine to use PostgreSQL's as one silo of several, with a port of its own.</summary>
    public string[] SiloArguments() =>
    [
        .. Arguments[..^1], Arguments[^1] + SmallPool, "--Loyalty:Cluster:Id=chaos", $"--Loyalty:Cluster:Port={FreePort.Next()}", "--Loyalty:Cluster:ReadinessOffSeconds=0",
    ];

    /// <summary>The server, which this journal alone uses; null for SQLite.</summary>
    public PostgresServer? Server { get; }

    /// <summary>A file in the engine's folder.</summary>
    public static Task<ChaosJournal> SqliteAsync() => Task.FromResult(new ChaosJournal("sqlite", null, ""));

    /// <summary>A server of its own.</summary>
    public static async Task<ChaosJournal> PostgresAsync() => await OnAsync(await PostgresServer.StartAsync());

    /// <summary>A server of its own whose disks can be full.</summary>
    public static async Task<ChaosJournal> PostgresOnSmallDisksAsync() => await OnAsync(await PostgresServer.StartOnSmallDisksAsync());

    private static async Task<ChaosJournal> OnAsync(PostgresServer server)
    {
        return new ChaosJournal("postgres", server, await server.NewDatabaseAsync());
    }

    /// <summary>Ends every connection to the database.</summary>
    public Task CutAsync() => ExecuteAsync(CutAll);

    /// <summary>Keeps every writer of PostgreSQL's journal waiting until it is disposed; readers go on.</summary>
    public async Task<IAsyncDisposable> HoldAsync()
    {
        var connection = new NpgsqlConnection(Server!.ConnectionString(_database) + ";Pooling=false");
        try
        {
            await connection.OpenAsync();
            await using var command = new NpgsqlCommand("BEGIN; LOCK TABLE journal IN EXCLUSIVE MODE", connection);
            await command.ExecuteNonQueryAsync();
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>Has every flush of PostgreSQL's log begin so much later.</summary>
    public async Task DelayFlushesAsync(int microseconds)
    {
        // Its own setting for gathering commits; with no siblings asked for it waits whoever else is there.
        await ExecuteAsync($"ALTER SYSTEM SET commit_delay = {microseconds}");
        await ExecuteAsync("ALTER SYSTEM SET commit_siblings = 0");
        await ExecuteAsync("SELECT pg_reload_conf()::int");
    }

    /// <summary>Runs a statement on PostgreSQL beside the engine.</summary>
    public Task<long> ExecuteAsync(string sql) => Server!.ExecuteAsync(_database, sql);

    public async ValueTask DisposeAsync()
    {
        if (Server is not null)
            await Server.DisposeAsync();
    }
}
