namespace Loyalty.Silo.Tests;

/// <summary>An empty database with Orleans' tables.</summary>
internal static class ClusterDatabase
{
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
