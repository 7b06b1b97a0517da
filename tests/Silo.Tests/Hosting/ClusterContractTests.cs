namespace Loyalty.Silo.Tests;

[RunsOnPostgres]
public class TwoSilosContractTests : HostContract
{
    protected override async Task<HostUnderTest> StartAsync() => await ClusterHost.StartAsync(silos: 2);
}

[RunsOnPostgres]
public class ThreeSilosContractTests : HostContract
{
    protected override async Task<HostUnderTest> StartAsync() => await ClusterHost.StartAsync(silos: 3);
}
