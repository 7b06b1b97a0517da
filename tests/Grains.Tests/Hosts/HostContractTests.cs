using Loyalty.Contracts;

namespace Loyalty.Grains.Tests;

public sealed class OneSiloTests : HostContract
{
    protected override async Task<HostUnderTest> StartAsync() => await SiloHost.StartAsync();
}

public sealed class TwoSilosTests : HostContract
{
    protected override async Task<HostUnderTest> StartAsync() => await SiloHost.StartAsync(silos: 2);
}

public sealed class ThreeSilosTests : HostContract
{
    protected override async Task<HostUnderTest> StartAsync() => await SiloHost.StartAsync(silos: 3);
}
