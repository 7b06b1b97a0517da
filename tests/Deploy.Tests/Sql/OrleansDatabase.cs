using System.Data;
using Npgsql;

namespace Loyalty.Deploy.Tests;

/// <summary>A PostgreSQL database with Orleans' tables, asked the way Orleans asks: by key, named parameters, one connection a call.</summary>
internal sealed class OrleansDatabase
{
    private readonly string _connectionString;
    private Dictionary<string, string> _statements = [];

    private OrleansDatabase(string connectionString) => _connectionString = connectionString;

    public static async Task<OrleansDatabase> NewAsync()
    {
        var database = new OrleansDatabase(await (await PostgresServer.SharedAsync()).NewDatabaseAsync());
        await database.RunScriptsAsync();
        return database;
    }

    public IReadOnlyCollection<string> Keys => _statements.Keys;

    public async Task RunScriptsAsync()
    {
        foreach (var file in OrleansScripts.Of("postgresql"))
            await SqlAsync(await File.ReadAllTextAsync(file));
        _statements = (await SqlAsync("SELECT QueryKey, QueryText FROM OrleansQuery"))
            .ToDictionary(row => (string)row["querykey"]!, row => (string)row["querytext"]!, StringComparer.Ordinal);
    }

    /// <summary>Runs the statement of a key with the parameters of that key, taken from <paramref name="values"/>.</summary>
    public Task<List<Dictionary<string, object?>>> AskAsync(string key, IReadOnlyDictionary<string, object?> values) =>
        SqlAsync(_statements[key], [.. OrleansScripts.Parameters[key].Select(name => Parameter(name, values[name]))]);

    /// <summary>The first column of the first row.</summary>
    public async Task<object?> ValueAsync(string key, IReadOnlyDictionary<string, object?> values) =>
        (await AskAsync(key, values)).Single().Values.First();

    public async Task<List<Dictionary<string, object?>>> SqlAsync(string text, params NpgsqlParameter[] parameters)
    {
        await using var connection = new NpgsqlConnection(_connectionString);
        await connection.OpenAsync();
#pragma warning disable CA2100 // The statements under test.
        await using var command = new NpgsqlCommand(text, connection);
#pragma warning restore CA2100
        command.Parameters.AddRange(parameters);
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<Dictionary<string, object?>>();
        while (await reader.ReadAsync())
        {
            rows.Add(Enumerable.Range(0, reader.FieldCount).ToDictionary(
                reader.GetName, i => reader.IsDBNull(i) ? null : reader.GetValue(i), StringComparer.OrdinalIgnoreCase));
        }

        return rows;
    }

    // Orleans sets the type by that of the value, texts and instants among them as here; a missing value still has its type.
    private static NpgsqlParameter Parameter(string name, object? value) => new(name, value ?? DBNull.Value)
    {
        DbType = (name, value) switch
        {
            ("GrainStateVersion", _) or (_, int) => DbType.Int32,
            ("PayloadBinary", _) => DbType.Binary,
            (_, long) => DbType.Int64,
            (_, DateTime) => DbType.DateTime,
            _ => DbType.String,
        },
    };
}
