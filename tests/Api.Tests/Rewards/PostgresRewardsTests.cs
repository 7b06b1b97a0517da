using Loyalty.Contracts;

namespace Loyalty.Api.Tests;

[RunsOnPostgres]
public sealed class PostgresRewardsTests : RewardsContract
{
    private protected override async Task<string[]> JournalAsync() =>
    [
        "--Loyalty:Journal:Provider=postgres",
        $"--Loyalty:Journal:ConnectionString={await (await PostgresServer.SharedAsync()).NewDatabaseAsync()}",
    ];
}
