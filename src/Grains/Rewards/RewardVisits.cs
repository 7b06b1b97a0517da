using Microsoft.Extensions.Logging;

namespace Loyalty.Grains;

/// <summary>Records what has ended by time alone, so that it is told and summed with nobody asking; every read is right without it.</summary>
public sealed class RewardVisits(IGrainFactory grains, IRewardStore store, ProgrammeClock clock, ILogger<RewardVisits> log)
{
    /// <summary>Owners of a page, and those who are visited at once.</summary>
    public const int PageSize = 500, MaxAtOnce = 32;

    /// <summary>Visits all owners of whom something has ended by now.</summary>
    public async Task VisitAsync(CancellationToken cancellation = default)
    {
        var before = new HashSet<string>(StringComparer.Ordinal);
        while (await store.ReadDueAsync(clock.Now, PageSize) is { Count: > 0 } due)
        {
            // Whoever is still due after a visit cannot be read or written: another round is for another time.
            var left = due.Where(before.Add).ToList();
            if (left.Count == 0)
                return;
            await Parallel.ForEachAsync(
                left, new ParallelOptions { MaxDegreeOfParallelism = MaxAtOnce, CancellationToken = cancellation }, async (owner, _) => await VisitAsync(owner));
        }
    }

    private async Task VisitAsync(string owner)
    {
        try
        {
            await grains.Rewards(owner).Visit();
        }
        catch (Exception fault) when (fault is not (EngineBusyException or JournalUnavailableException or OperationCanceledException))
        {
            log.LogError(fault, "The lots of {Owner} are passed over: they cannot be brought to {Day:O}", owner, clock.Today);
        }
    }
}
