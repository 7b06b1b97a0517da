namespace Loyalty.Silo.Tests;

/// <summary>An empty database with Orleans' tables.</summary>
internal static class ClusterDatabase
{
    /// <summary>Added to a silo's connection string: Orleans' providers keep their pools as long as the process, and all tests share one server.</summary>
    public const string SmallPool = ";Maximum Pool Size=8;Connection Idle Lifetime=2;Connection Pruning Interval=1";

    /// <returns>Its connection string.</returns>
    public static async Task<string> NewAsync()
    {
        var server = await PostgresServer.SharedAsync();
        var connection = await server.NewDatabaseAsync();
        var database = connection[(connection.LastIndexOf('=') + 1)..];
        foreach (var script in Directory.EnumerateFiles(RepositoryFiles.At("deploy/sql/postgresql"), "*.sql").Order(StringComparer.Ordinal))
            await server.ExecuteAsync(database, await File.ReadAllTextAsync(script));
        return connection;
    }
}
