using Loyalty.Grains;
using Orleans.Runtime;

namespace Loyalty.Silo;

/// <summary>
/// Knows when silos have come or gone. Around that time an account may be live twice, and of the two Orleans may keep the one that has
/// not seen the other's changes.
/// </summary>
internal sealed class ClusterChanges(IClusterMembershipService membership, TimeProvider time) : BackgroundService, IOtherWriters
{
    /// <summary>How long after a change of the cluster a second activation may live: until all silos have read the table and let go.</summary>
    public static readonly TimeSpan SettledAfter = TimeSpan.FromSeconds(30);

    private long _epoch = 1;
    private long _changed = time.GetTimestamp();

    public long Epoch => Volatile.Read(ref _epoch);

    public bool AreGone => time.GetElapsedTime(Volatile.Read(ref _changed)) > SettledAfter;

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
                Volatile.Write(ref _changed, time.GetTimestamp());
                Interlocked.Increment(ref _epoch);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
    }
}
