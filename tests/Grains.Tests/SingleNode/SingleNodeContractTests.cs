using Loyalty.Contracts;

namespace Loyalty.Grains.Tests;

public sealed class SingleNodeContractTests : HostContract
{
    protected override async Task<HostUnderTest> StartAsync() => await SingleNodeHost.StartAsync();
}
