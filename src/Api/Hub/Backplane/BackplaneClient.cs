using Loyalty.Grains;
using Orleans.Runtime;
using Orleans.Runtime.Services;

namespace Loyalty.Api;

/// <summary>The backplane as a silo's hub sees it: the other silos, and the way to their ends.</summary>
public interface IBackplane
{
    /// <summary>This silo.</summary>
    SiloAddress Self { get; }

    /// <summary>Silos whose hubs may have clients; none where this one is alone.</summary>
    IReadOnlyList<SiloAddress> Others { get; }

    /// <summary>A silo's end.</summary>
    IHubBackplane On(SiloAddress silo);
}

/// <summary>The backplane over grain services.</summary>
internal sealed class BackplaneClient(IServiceProvider services, OtherSilos others) : GrainServiceClient<IHubBackplane>(services), IBackplane
{
    public SiloAddress Self => others.Self;

    public IReadOnlyList<SiloAddress> Others => others.Present;

    public IHubBackplane On(SiloAddress silo) => GetGrainService(silo);
}
