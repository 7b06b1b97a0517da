namespace Loyalty.Deploy.Tests;

/// <summary>What Orleans' provider asks of the storage scripts, on each database.</summary>
public abstract class StorageContract
{
    [ContractFact]
    public Task A_state_is_written_read_and_cleared_under_its_version() => WrittenReadAndCleared(null);

    [ContractFact]
    public Task A_state_of_a_longer_key_is_too() => WrittenReadAndCleared("extension");

    private async Task WrittenReadAndCleared(string? extension)
    {
        var database = await NewDatabaseAsync();
        Assert.Empty(await database.AskAsync("ReadFromStorageKey", State(extension)));
        Assert.Equal(1, await database.ValueAsync("WriteToStorageKey", State(extension, payload: [1])));
        Assert.Equal(2, await database.ValueAsync("WriteToStorageKey", State(extension, 1, [2])));
        var row = Assert.Single(await database.AskAsync("ReadFromStorageKey", State(extension)));
        Assert.Equal([2], (byte[])row["PayloadBinary"]!);
        Assert.Equal(2, row["Version"]);
        Assert.Equal(3, await database.ValueAsync("ClearStorageKey", State(extension, 2)));
        Assert.Null(Assert.Single(await database.AskAsync("ReadFromStorageKey", State(extension)))["PayloadBinary"]);
        Assert.Equal(4, await database.ValueAsync("WriteToStorageKey", State(extension, 3, [3])));
        Assert.Equal(5, await database.ValueAsync("DeleteStorageKey", State(extension, 4)));
        Assert.Empty(await database.AskAsync("ReadFromStorageKey", State(extension)));
    }

    [ContractFact]
    public async Task What_comes_second_is_told_the_version_it_gave()
    {
        var database = await NewDatabaseAsync();
        await database.AskAsync("WriteToStorageKey", State(payload: [1]));
        await database.AskAsync("WriteToStorageKey", State(version: 1, payload: [2]));
        Assert.Null(await database.ValueAsync("WriteToStorageKey", State(payload: [3])));
        Assert.Equal(1, await database.ValueAsync("WriteToStorageKey", State(version: 1, payload: [3])));
        Assert.Equal(1, await database.ValueAsync("ClearStorageKey", State(version: 1)));
        Assert.Equal(1, await database.ValueAsync("DeleteStorageKey", State(version: 1)));
        Assert.Equal([2], (byte[])Assert.Single(await database.AskAsync("ReadFromStorageKey", State()))["PayloadBinary"]!);
    }

    [ContractFact]
    public async Task Of_first_writes_at_once_one_makes_the_row()
    {
        var database = await NewDatabaseAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(i =>
            Task.Run(() => database.ValueAsync("WriteToStorageKey", State(payload: [(byte)i])))));
        Assert.Equal(1, Assert.Single(answers, answer => answer is not null));
        Assert.Single(await database.AskAsync("ReadFromStorageKey", State()));
    }

    private static Dictionary<string, object?> State(string? extension = null, int? version = null, byte[]? payload = null) => new(StringComparer.Ordinal)
    {
        ["GrainIdHash"] = -5,
        ["GrainIdN0"] = 7L,
        ["GrainIdN1"] = -8L,
        ["GrainTypeHash"] = 11,
        ["GrainTypeString"] = "sweep",
        ["GrainIdExtensionString"] = extension,
        ["ServiceId"] = "loyalty",
        ["GrainStateVersion"] = version,
        ["PayloadBinary"] = payload,
    };

    /// <summary>A database of its own, with the tables.</summary>
    private protected abstract Task<OrleansDatabase> NewDatabaseAsync();
}
