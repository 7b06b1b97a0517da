using System.Data;
using System.Data.Common;
using Microsoft.Data.SqlClient;
using Npgsql;

namespace Loyalty.Deploy.Tests;

/// <summary>A database with Orleans' tables, asked the way Orleans asks: by key, named parameters, one connection a call.</summary>
internal sealed class OrleansDatabase
{
    private readonly DbProviderFactory _driver;
    private readonly string _connectionString;
    private readonly string _scripts;
    private Dictionary<string, string> _statements = [];

    private OrleansDatabase(DbProviderFactory driver, string connectionString, string scripts) =>
        (_driver, _connectionString, _scripts) = (driver, connectionString, scripts);

    public static async Task<OrleansDatabase> OnPostgresAsync() =>
        await WithScriptsAsync(new OrleansDatabase(NpgsqlFactory.Instance, await (await PostgresServer.SharedAsync()).NewDatabaseAsync(), "postgresql"));

    /// <summary>On the server that <c>LOYALTY_SQLSERVER</c> names, where it stays.</summary>
    public static async Task<OrleansDatabase> OnSqlServerAsync() =>
        await WithScriptsAsync(new OrleansDatabase(SqlClientFactory.Instance, (await SqlServerTestDatabase.CreateAsync()).ConnectionString, "sqlserver"));

    public IReadOnlyCollection<string> Keys => _statements.Keys;

    public async Task RunScriptsAsync()
    {
        foreach (var file in OrleansScripts.Of(_scripts))
            await SqlAsync(await File.ReadAllTextAsync(file));
        _statements = (await SqlAsync("SELECT QueryKey, QueryText FROM OrleansQuery"))
            .ToDictionary(row => (string)row["querykey"]!, row => (string)row["querytext"]!, StringComparer.Ordinal);
    }

    /// <summary>Runs the statement of a key with the parameters of that key, taken from <paramref name="values"/>.</summary>
    public Task<List<Dictionary<string, object?>>> AskAsync(string key, IReadOnlyDictionary<string, object?> values) =>
        SqlAsync(_statements[key], [.. OrleansScripts.Parameters[key].Select(name => (name, values[name]))]);

    /// <summary>The first column of the first row.</summary>
    public async Task<object?> ValueAsync(string key, IReadOnlyDictionary<string, object?> values) =>
        (await AskAsync(key, values)).Single().Values.First();

    public async Task<List<Dictionary<string, object?>>> SqlAsync(string text, params (string Name, object? Value)[] parameters)
    {
        await using var connection = _driver.CreateConnection()!;
        connection.ConnectionString = _connectionString;
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The statements under test.
        command.CommandText = text;
#pragma warning restore CA2100
        foreach (var (name, value) in parameters)
            command.Parameters.Add(Parameter(command, name, value));
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<Dictionary<string, object?>>();
        while (await reader.ReadAsync())
        {
            // A column may have no name, on SQL Server; it is asked for by its place then.
            rows.Add(Enumerable.Range(0, reader.FieldCount).ToDictionary(
                reader.GetName, i => reader.IsDBNull(i) ? null : reader.GetValue(i), StringComparer.OrdinalIgnoreCase));
        }

        return rows;
    }

    private static async Task<OrleansDatabase> WithScriptsAsync(OrleansDatabase database)
    {
        await database.RunScriptsAsync();
        return database;
    }

    // Orleans sets the type by that of the value, texts and instants among them as here; a missing value still has its type.
    private static DbParameter Parameter(DbCommand command, string name, object? value)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = name;
        parameter.Value = value ?? DBNull.Value;
        parameter.DbType = (name, value) switch
        {
            ("GrainStateVersion", _) or (_, int) => DbType.Int32,
            ("PayloadBinary", _) => DbType.Binary,
            (_, long) => DbType.Int64,
            (_, DateTime) => DbType.DateTime,
            _ => DbType.String,
        };
        return parameter;
    }
}
