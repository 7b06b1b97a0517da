using System.Globalization;
using System.Net;
using Npgsql;

namespace Loyalty.Contracts;

/// <summary>
/// A real PostgreSQL of its own in a temporary folder, on a free port of 127.0.0.1. Durability is as in production: fsync is on.
/// </summary>
public sealed partial class PostgresServer : IAsyncDisposable
{
    private static readonly Lazy<Task<PostgresServer>> SharedServer = new(() => StartAsync());

    private readonly PostgresBinaries _binaries;
    private readonly string _folder;
    private readonly int _port;
    private int _databases;

    private PostgresServer(PostgresBinaries binaries, string folder, int port)
    {
        _binaries = binaries;
        _folder = folder;
        _port = port;
    }

    /// <summary>The server that the tests of this process share; gone when the process ends.</summary>
    public static Task<PostgresServer> SharedAsync() => SharedServer.Value;

    /// <summary>Starts a server that no one else uses.</summary>
    /// <exception cref="InvalidOperationException">There are no binaries, or they do not start.</exception>
    public static Task<PostgresServer> StartAsync() => StartAsync(onSmallDisks: false);

    private static async Task<PostgresServer> StartAsync(bool onSmallDisks)
    {
        var binaries = PostgresBinaries.Find()
            ?? throw new InvalidOperationException(PostgresBinaries.WhyMissing);
        var folder = Path.Combine(Path.GetTempPath(), "loyalty-pg-" + Guid.NewGuid().ToString("N")[..12]);
        binaries.MakeFolder(folder);
        var server = new PostgresServer(binaries, folder, FreePort.Next());
        server.ClearAwayAfterUs();
        string[] disks = [];
        if (onSmallDisks)
        {
            server.MakeDisks();
            disks = ["--waldir", server.Wal, "--wal-segsize", "1"];
        }

        await binaries.RunAsync("initdb", ["-D", server.Data, "-U", "loyalty", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync", .. disks]);
        if (onSmallDisks)
            await File.AppendAllTextAsync(Path.Combine(server.Data, "postgresql.conf"), "max_wal_size = 16MB\nlog_min_error_statement = panic\n");
        await server.StartAgainAsync();
        return server;
    }

    private string Data => Path.Combine(_folder, "data");

    /// <summary>Connection string of a database of this server.</summary>
    public string ConnectionString(string database) => string.Create(
        CultureInfo.InvariantCulture, $"Host=127.0.0.1;Port={_port};Username=loyalty;Database={database}");

    /// <summary>Makes an empty database.</summary>
    /// <returns>Its connection string.</returns>
    public async Task<string> NewDatabaseAsync()
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"t{Interlocked.Increment(ref _databases)}");
        await ExecuteAsync("postgres", $"CREATE DATABASE {name}");
        return ConnectionString(name);
    }

    /// <summary>Runs a statement as the superuser, on a connection of its own.</summary>
    public async Task<long> ExecuteAsync(string database, string sql)
    {
        await using var connection = new NpgsqlConnection(ConnectionString(database) + ";Pooling=false");
        await connection.OpenAsync();
#pragma warning disable CA2100 // Tests only.
        await using var command = new NpgsqlCommand(sql, connection);
#pragma warning restore CA2100
        return await command.ExecuteScalarAsync() is { } value and not DBNull ? Convert.ToInt64(value, CultureInfo.InvariantCulture) : 0;
    }
}
