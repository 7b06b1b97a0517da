namespace Loyalty.Grains;

/// <summary>Sees to it that one process at a time runs a follower. By the machine's clock: the engine's may stand.</summary>
internal sealed class FollowerLease(IFollowerStore store, string follower, FollowerBounds bounds, TimeProvider time)
{
    private readonly string _holder = Guid.NewGuid().ToString("N");

    /// <summary>Waits until it has the lease.</summary>
    public async Task TakeAsync(CancellationToken cancellation)
    {
        while (!await TryAsync())
            await Task.Delay(bounds.Renewal, time, cancellation);
    }

    /// <summary>Renews it until it is lost, or cannot be renewed before it ends.</summary>
    public async Task KeepAsync(Func<Task> onRenewal, CancellationToken cancellation)
    {
        var ends = time.GetTimestamp();
        while (true)
        {
            await Task.Delay(bounds.Renewal, time, cancellation);
            var asked = time.GetTimestamp();
            try
            {
                if (!await TryAsync().WaitAsync(bounds.Renewal, time, cancellation))
                    return;
                ends = asked;
                await onRenewal();
            }
            catch (Exception away) when (away is EngineBusyException or JournalUnavailableException or TimeoutException)
            {
                if (time.GetElapsedTime(ends) + bounds.Renewal > bounds.Lease)
                    return;
            }
        }
    }

    /// <summary>Gives it back, so that another need not wait for its end.</summary>
    public Task ReleaseAsync()
    {
        var now = time.GetUtcNow();
        return store.LeaseAsync(follower, _holder, now, now);
    }

    private Task<bool> TryAsync()
    {
        var now = time.GetUtcNow();
        return store.LeaseAsync(follower, _holder, now, now + bounds.Lease);
    }
}
