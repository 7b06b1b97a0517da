using Orleans.Runtime;
using Orleans.Runtime.Services;

namespace Loyalty.Silo;

/// <summary>The other silos of the cluster, and the way to talk to them.</summary>
internal sealed class Peers(IServiceProvider services, IClusterMembershipService membership, ILocalSiloDetails self)
    : GrainServiceClient<ISiloExchange>(services)
{
    /// <summary>This silo.</summary>
    public SiloAddress Self => self.SiloAddress;

    /// <summary>Silos that may have live accounts, as far as this one knows.</summary>
    public IReadOnlyList<SiloAddress> Others =>
    [
        .. membership.CurrentSnapshot.Members.Values
            .Where(member => member.Status is SiloStatus.Active or SiloStatus.ShuttingDown && !member.SiloAddress.Equals(Self))
            .Select(member => member.SiloAddress),
    ];

    /// <summary>A silo's end of the exchange.</summary>
    public ISiloExchange On(SiloAddress silo) => GetGrainService(silo);
}
