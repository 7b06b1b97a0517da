using Orleans.Runtime;

namespace Loyalty.Grains;

/// <summary>The other silos of the cluster, as far as this one knows; none where it is alone.</summary>
public sealed class OtherSilos(IClusterMembershipService membership, ILocalSiloDetails self)
{
    /// <summary>This silo.</summary>
    public SiloAddress Self => self.SiloAddress;

    /// <summary>Silos that may have live grains.</summary>
    public IReadOnlyList<SiloAddress> Present =>
    [
        .. membership.CurrentSnapshot.Members.Values
            .Where(member => member.Status is SiloStatus.Active or SiloStatus.ShuttingDown && !member.SiloAddress.Equals(Self))
            .Select(member => member.SiloAddress),
    ];
}
