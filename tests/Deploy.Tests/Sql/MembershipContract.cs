namespace Loyalty.Deploy.Tests;

/// <summary>What Orleans' provider asks of the membership scripts, on each database.</summary>
public abstract class MembershipContract
{
    private static readonly DateTime Now = new(2026, 3, 1, 12, 0, 0, DateTimeKind.Utc);

    [ContractFact]
    public async Task Every_key_that_orleans_asks_for_is_there_and_nothing_else()
    {
        var database = await NewDatabaseAsync();
        Assert.Equal(OrleansScripts.Parameters.Keys.Order(StringComparer.Ordinal), database.Keys.Order(StringComparer.Ordinal));
    }

    [ContractFact]
    public async Task The_scripts_can_be_run_again_and_keep_what_is_there()
    {
        var database = await NewDatabaseAsync();
        await database.ValueAsync("InsertMembershipVersionKey", Silo());
        await database.ValueAsync("InsertMembershipKey", Silo());
        await database.SqlAsync("UPDATE OrleansQuery SET QueryText = 'SELECT 1'");
        await database.RunScriptsAsync();
        Assert.Single(await database.AskAsync("MembershipReadAllKey", Silo()));
    }

    [ContractFact]
    public async Task A_cluster_begins_once_at_version_0()
    {
        var database = await NewDatabaseAsync();
        Assert.Empty(await database.AskAsync("MembershipReadAllKey", Silo()));
        Assert.Equal(1, await database.ValueAsync("InsertMembershipVersionKey", Silo()));
        Assert.Equal(0, await database.ValueAsync("InsertMembershipVersionKey", Silo()));
        var row = Assert.Single(await database.AskAsync("MembershipReadAllKey", Silo()));
        Assert.Equal(0, row["Version"]);
        Assert.Null(row["StartTime"]);
    }

    [ContractFact]
    public async Task A_silo_comes_changes_and_is_read_as_orleans_reads_it()
    {
        var database = await BegunAsync();
        Assert.Equal(1, await database.ValueAsync("InsertMembershipKey", Silo()));
        Assert.Equal(1, await database.ValueAsync("UpdateMembershipKey", Silo(version: 1, status: 3, suspects: "127.0.0.1:1@2,now")));
        await database.AskAsync("UpdateIAmAlivetimeKey", Silo(alive: Now.AddMinutes(1)));

        var row = Assert.Single(await database.AskAsync("MembershipReadRowKey", Silo()));
        Assert.Equal(
            ("10.0.0.1", 11111, 7, "silo-a", "host", 3, 30000, "127.0.0.1:1@2,now", Now, Now.AddMinutes(1), 2),
            ((string?)row["Address"], (int?)row["Port"], (int?)row["Generation"], (string?)row["SiloName"], (string?)row["HostName"],
             (int?)row["Status"], (int?)row["ProxyPort"], (string?)row["SuspectTimes"], (DateTime?)row["StartTime"], (DateTime?)row["IAmAliveTime"],
             (int?)row["Version"]));
        var gateway = Assert.Single(await database.AskAsync("GatewaysQueryKey", Silo(status: 3)));
        Assert.Equal(("10.0.0.1", 30000, 7), ((string?)gateway["Address"], (int?)gateway["ProxyPort"], (int?)gateway["Generation"]));
        Assert.Empty(await database.AskAsync("GatewaysQueryKey", Silo(status: 4)));
        Assert.Null(Assert.Single(await database.AskAsync("MembershipReadRowKey", Silo(generation: 8)))["StartTime"]);
    }

    [ContractFact]
    public async Task What_expects_another_version_or_another_silo_changes_nothing()
    {
        var database = await BegunAsync();
        Assert.Equal(0, await database.ValueAsync("InsertMembershipKey", Silo(version: 5)));
        Assert.Equal(0, await database.ValueAsync("UpdateMembershipKey", Silo()));
        Assert.Equal(1, await database.ValueAsync("InsertMembershipKey", Silo()));
        Assert.Equal(0, await database.ValueAsync("InsertMembershipKey", Silo(version: 1)));
        Assert.Equal(0, await database.ValueAsync("UpdateMembershipKey", Silo(version: 0, status: 6)));
        Assert.Equal(0, await database.ValueAsync("UpdateMembershipKey", Silo(version: 1, status: 6, generation: 8)));
        var row = Assert.Single(await database.AskAsync("MembershipReadAllKey", Silo()));
        Assert.Equal((1, 1), ((int?)row["Version"], (int?)row["Status"]));
    }

    [ContractFact]
    public async Task Of_silos_that_come_at_once_each_is_in_and_every_version_is_one_change()
    {
        var database = await BegunAsync();
        await Task.WhenAll(Enumerable.Range(1, 8).Select(generation => Task.Run(async () =>
        {
            while (true)
            {
                var version = (int)(await database.AskAsync("MembershipReadAllKey", Silo()))[0]["Version"]!;
                if (Equals(await database.ValueAsync("InsertMembershipKey", Silo(version: version, generation: generation)), 1))
                    return;
            }
        })));
        var rows = await database.AskAsync("MembershipReadAllKey", Silo());
        Assert.Equal(8, rows.Count);
        Assert.All(rows, row => Assert.Equal(8, row["Version"]));
    }

    [ContractFact]
    public async Task Silos_long_dead_are_cleared_away_and_a_cluster_can_be_deleted_whole()
    {
        var database = await BegunAsync();
        await database.ValueAsync("InsertMembershipKey", Silo());
        await database.ValueAsync("InsertMembershipKey", Silo(version: 1, generation: 8, status: 3));
        await database.ValueAsync("InsertMembershipKey", Silo(version: 2, generation: 9, alive: Now.AddDays(8)));
        await database.AskAsync("CleanupDefunctSiloEntriesKey", Silo(alive: Now.AddDays(1)));
        Assert.Equal([8, 9], (await database.AskAsync("MembershipReadAllKey", Silo())).Select(row => (int)row["Generation"]!).Order());
        await database.AskAsync("DeleteMembershipTableEntriesKey", Silo());
        Assert.Empty(await database.AskAsync("MembershipReadAllKey", Silo()));
    }

    private async Task<OrleansDatabase> BegunAsync()
    {
        var database = await NewDatabaseAsync();
        await database.ValueAsync("InsertMembershipVersionKey", Silo());
        return database;
    }

    private static Dictionary<string, object?> Silo(
        int version = 0, int status = 1, int generation = 7, string? suspects = null, DateTime? alive = null) => new(StringComparer.Ordinal)
        {
            ["DeploymentId"] = "loyalty",
            ["Address"] = "10.0.0.1",
            ["Port"] = 11111,
            ["Generation"] = generation,
            ["SiloName"] = "silo-a",
            ["HostName"] = "host",
            ["Status"] = status,
            ["ProxyPort"] = 30000,
            ["SuspectTimes"] = suspects,
            ["StartTime"] = Now,
            ["IAmAliveTime"] = alive ?? Now,
            ["Version"] = version,
        };

    /// <summary>A database of its own, with the tables.</summary>
    private protected abstract Task<OrleansDatabase> NewDatabaseAsync();
}
