using Loyalty.Grains;
using Orleans.Runtime;

namespace Loyalty.Silo;

/// <summary>Begins a new epoch, and counts, whenever a silo has come or gone.</summary>
internal sealed class MembershipFollower(IClusterMembershipService membership, MembershipEpoch epoch, ClusterSize size) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        HashSet<SiloAddress> active = [];
        try
        {
            await foreach (var snapshot in membership.MembershipUpdates.WithCancellation(stoppingToken))
            {
                var now = snapshot.Members.Values.Where(member => member.Status == SiloStatus.Active).Select(member => member.SiloAddress).ToHashSet();
                if (now.SetEquals(active))
                    continue;
                active = now;
                size.Silos = now.Count;
                epoch.Begin();
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
    }
}
