using Microsoft.Data.SqlClient;

namespace Loyalty.Contracts;

/// <summary>A database of its own on the server that <c>LOYALTY_SQLSERVER</c> names, gone at the end where the server can be told so.</summary>
public sealed class SqlServerTestDatabase : IAsyncDisposable
{
    private const int MaxPoolSize = 4;

    /// <summary>What Babelfish answers to a statement that it does not have.</summary>
    private const int NotSupported = 33557097;

    // Of two that are made at once from the one template, the second can be refused.
    private static readonly SemaphoreSlim Making = new(1);

    private readonly string _name;

    private SqlServerTestDatabase(string name) => _name = name;

    public static bool IsThere => SqlServerNeed.SkipReason is null;

    public string ConnectionString => new SqlConnectionStringBuilder(Server) { InitialCatalog = _name, MaxPoolSize = MaxPoolSize }.ConnectionString;

    private static string Server => Environment.GetEnvironmentVariable("LOYALTY_SQLSERVER")!;

    public static async Task<SqlServerTestDatabase> CreateAsync()
    {
        // The driver looks at the switch that the tests were built with, which the environment has overruled.
        AppContext.SetSwitch("System.Globalization.Invariant", false);
        var database = new SqlServerTestDatabase($"loyalty_test_{Guid.NewGuid():N}");
        await Making.WaitAsync();
        try
        {
            await ExecuteAsync(Server, $"CREATE DATABASE {database._name}");
        }
        finally
        {
            Making.Release();
        }

        // Where there is no such statement, readers wait for no writer as it is.
        await IsSupportedAsync($"ALTER DATABASE {database._name} SET READ_COMMITTED_SNAPSHOT ON");
        return database;
    }

    public Task ExecuteAsync(string sql) => ExecuteAsync(ConnectionString, sql);

    public async ValueTask DisposeAsync()
    {
        // A server without the statement lets go of a closed connection when it likes, and keeps the database.
        if (await IsSupportedAsync($"ALTER DATABASE {_name} SET SINGLE_USER WITH ROLLBACK IMMEDIATE"))
            await ExecuteAsync(Server, $"DROP DATABASE {_name}");
    }

    private static async Task<bool> IsSupportedAsync(string sql)
    {
        try
        {
            await ExecuteAsync(Server, sql);
            return true;
        }
        catch (SqlException fault) when (fault.Number == NotSupported)
        {
            return false;
        }
    }

    private static async Task ExecuteAsync(string connectionString, string sql)
    {
        await using var connection = new SqlConnection(connectionString + ";Pooling=false");
        await connection.OpenAsync();
#pragma warning disable CA2100 // Tests only.
        await using var command = new SqlCommand(sql, connection);
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync();
    }
}
