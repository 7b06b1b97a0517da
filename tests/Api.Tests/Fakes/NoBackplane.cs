using Orleans.Runtime;

namespace Loyalty.Api.Tests;

/// <summary>The backplane of a hub that has no others.</summary>
internal sealed class NoBackplane : IBackplane
{
    public SiloAddress Self => SiloAddress.Zero;

    public IReadOnlyList<SiloAddress> Others => [];

    public IHubBackplane On(SiloAddress silo) => throw new NotSupportedException();
}
