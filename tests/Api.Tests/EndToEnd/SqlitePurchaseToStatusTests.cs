namespace Loyalty.Api.Tests;

public sealed class SqlitePurchaseToStatusTests : PurchaseToStatusContract
{
    private protected override Task<string[]> JournalAsync() => Task.FromResult<string[]>([]);
}
