namespace Loyalty.Deploy.Tests;

[RunsOnPostgres]
public class PostgresMembershipTests : MembershipContract
{
    private protected override Task<OrleansDatabase> NewDatabaseAsync() => OrleansDatabase.OnPostgresAsync();
}

[RunsOnPostgres]
public class PostgresRemindersTests : RemindersContract
{
    [PostgresTheory]
    [InlineData("GrainHash > 100 AND GrainHash <= 200")]
    [InlineData("(GrainHash > 4900 OR GrainHash <= 100)")]
    public async Task A_range_is_read_by_the_index(string range)
    {
        var database = await OrleansDatabase.OnPostgresAsync();
        await database.SqlAsync(
            "INSERT INTO OrleansRemindersTable SELECT 'loyalty', 'g' || i, 'due', now(), 60000, i, 0 FROM generate_series(1, 5000) i; ANALYZE OrleansRemindersTable");
        var plan = await database.SqlAsync($"EXPLAIN SELECT GrainId FROM OrleansRemindersTable WHERE ServiceId = 'loyalty' AND {range}");
        Assert.Contains(plan, line => ((string)line["QUERY PLAN"]!).Contains("ix_reminderstable_serviceid_grainhash", StringComparison.Ordinal));
    }

    private protected override Task<OrleansDatabase> NewDatabaseAsync() => OrleansDatabase.OnPostgresAsync();
}

[RunsOnPostgres]
public class PostgresStorageTests : StorageContract
{
    private protected override Task<OrleansDatabase> NewDatabaseAsync() => OrleansDatabase.OnPostgresAsync();
}
