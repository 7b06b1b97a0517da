namespace Loyalty.Api.Tests;

/// <summary>On PostgreSQL.</summary>
[RunsOnPostgres]
public sealed class PostgresWebhooksTests : WebhooksContract
{
    protected override async Task<string[]> JournalAsync() =>
    [
        "--Loyalty:Journal:Provider=postgres", $"--Loyalty:Journal:ConnectionString={await (await PostgresServer.SharedAsync()).NewDatabaseAsync()}",
    ];
}
