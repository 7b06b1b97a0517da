namespace Loyalty.Api.Tests;

public sealed class SqliteFinanceTests : FinanceContract
{
    private protected override Task<string[]> JournalAsync() => Task.FromResult<string[]>([]);
}
