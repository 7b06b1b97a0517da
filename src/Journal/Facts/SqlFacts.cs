using Loyalty.Grains;

namespace Loyalty.Journal;

/// <summary>Names and values.</summary>
internal sealed class SqlFacts(ISqlTables tables) : IEngineFacts, IProgrammeStore
{
    public async Task<string?> ReadAsync(string name)
    {
        var rows = await tables.ReadAsync(Read(name), row => row.GetString(0));
        return rows.Count == 0 ? null : rows[0];
    }

    public Task WriteAsync(string name, string value) => tables.WriteAsync([Keep(name, value)]);

    public async Task<string> AddAsync(string name, string value)
    {
        await tables.WriteAsync(
        [
            new SqlStatement(
                "INSERT INTO engine_facts (name, value) VALUES (@name, @value) ON CONFLICT (name) DO NOTHING", ("@name", name), ("@value", value)),
        ]);
        return await ReadAsync(name) ?? throw new JournalUnavailableException($"The fact '{name}' is gone as soon as it was written.");
    }

    public Task ForgetAsync(IReadOnlyList<string> names) => names.Count == 0
        ? Task.CompletedTask
        : tables.WriteAsync([.. names.Select(Forget)]);

    /// <summary>Asks for the value under a name.</summary>
    public static SqlStatement Read(string name) => new("SELECT value FROM engine_facts WHERE name = @name", ("@name", name));

    /// <summary>Lets go of the value under a name.</summary>
    public static SqlStatement Forget(string name) => new("DELETE FROM engine_facts WHERE name = @name", ("@name", name));

    /// <summary>Keeps a value under a name.</summary>
    public static SqlStatement Keep(string name, string value) => new(
        "INSERT INTO engine_facts (name, value) VALUES (@name, @value) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        ("@name", name),
        ("@value", value));
}
