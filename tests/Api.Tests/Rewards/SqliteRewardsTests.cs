namespace Loyalty.Api.Tests;

public sealed class SqliteRewardsTests : RewardsContract
{
    private protected override Task<string[]> JournalAsync() => Task.FromResult<string[]>([]);
}
