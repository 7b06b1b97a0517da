using Loyalty.Contracts;
using Npgsql;

namespace Loyalty.Api.Tests;

/// <summary>Every row of every table; what a server keeps in its files until a vacuum is not the engine's to reach.</summary>
[RunsOnPostgres]
public sealed class PostgresErasureTests : ErasureContract
{
    private string _connectionString = "";

    private protected override bool IsScrubbed => false;

    private protected override async Task<string[]> JournalAsync()
    {
        _connectionString = await (await PostgresServer.SharedAsync()).NewDatabaseAsync();
        return ["--Loyalty:Journal:Provider=postgres", $"--Loyalty:Journal:ConnectionString={_connectionString}"];
    }

    private protected override async Task<byte[]> StoredAsync(EngineProcess engine)
    {
        await using var connection = new NpgsqlConnection(_connectionString + ";Pooling=false");
        await connection.OpenAsync();
        using var all = new MemoryStream();
        foreach (var table in await TextsAsync(connection, "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"))
        {
            // In binary form bytes come as they are; as text they would be hidden in hexadecimal.
            await using var copy = await connection.BeginRawBinaryCopyAsync($"COPY (SELECT * FROM \"{table}\") TO STDOUT (FORMAT BINARY)");
            await copy.CopyToAsync(all);
        }

        return all.ToArray();
    }

    private static async Task<List<string>> TextsAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync();
        var texts = new List<string>();
        while (await reader.ReadAsync())
            texts.Add(reader.GetString(0));
        return texts;
    }
}
