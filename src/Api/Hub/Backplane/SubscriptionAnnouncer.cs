using Loyalty.Domain;
using Orleans.Runtime;

namespace Loyalty.Api;

/// <summary>
/// Tells every other silo what this silo's clients watch, before a watch asks where it stands and again as silos come; and has the
/// watches read what they may have missed whenever a silo has gone or did not know of them.
/// </summary>
public sealed class SubscriptionAnnouncer(
    IBackplane backplane, SiloSubscriptions subscriptions, WatchRegistry watches, LocalHub hub, TimeProvider time, ILogger<SubscriptionAnnouncer> log)
    : BackgroundService
{
    /// <summary>How often it looks whether all silos know.</summary>
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

    /// <summary>How long a new watch waits for a silo that does not answer; what it misses meanwhile is read when it is known what became of that silo.</summary>
    private static readonly TimeSpan AnnounceWithin = TimeSpan.FromSeconds(2);

    /// <summary>Rounds after which silos are told anew, so that what nobody watches any more is forgotten.</summary>
    private const int RoundsToForget = 60;

    private readonly Lock _gate = new();
    private readonly HashSet<SiloAddress> _knowing = [];
    private HashSet<SiloAddress> _present = [];
    private long _number;

    /// <summary>Changes of the member are to come here. Told before a watch asks where it stands.</summary>
    public Task AnnounceAsync(MemberId member) => AnnounceAsync(new HubSubscription(Next(), [member.Value], All: false));

    /// <summary>Every change is to come here.</summary>
    public Task AnnounceAllAsync() => AnnounceAsync(new HubSubscription(Next(), [], All: true));

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        for (var round = 1; !stoppingToken.IsCancellationRequested; round++)
        {
            try
            {
                await RoundAsync(anew: round % RoundsToForget == 0);
            }
            catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
            {
                log.LogError(fault, "Other silos could not be told what is watched here; it is tried again");
            }

            await Task.Delay(Every, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private long Next() => Interlocked.Increment(ref _number);

    private Task AnnounceAsync(HubSubscription subscription) => Task.WhenAll(backplane.Others.Select(async silo =>
    {
        try
        {
            await backplane.On(silo).Subscribe(backplane.Self, subscription).WaitAsync(AnnounceWithin, time);
        }
        catch (Exception fault) when (fault is OrleansException or TimeoutException)
        {
            lock (_gate)
                _knowing.Remove(silo);
        }
    }));

    private async Task RoundAsync(bool anew)
    {
        var others = backplane.Others.ToHashSet();
        lock (_gate)
            _knowing.IntersectWith(others);
        var missed = await Task.WhenAll(others.Select(silo => TellAsync(silo, anew)));
        await subscriptions.TidyAsync();
        // Not by who knew: a silo that is going does not answer any more, before it is seen to have gone, and no longer counts among those.
        if (!_present.IsSubsetOf(others) || missed.Contains(true))
            hub.Missed();
        _present = others;
    }

    /// <returns>Whether the silo did not know until now what is watched here.</returns>
    private async Task<bool> TellAsync(SiloAddress silo, bool anew)
    {
        bool knew;
        lock (_gate)
            knew = _knowing.Contains(silo);
        try
        {
            knew = knew && await backplane.On(silo).Renew(backplane.Self);
            if (knew && !anew)
                return false;
            // The number first: what is watched from here on is announced under a later one.
            var number = Next();
            await backplane.On(silo).Replace(backplane.Self, new HubSubscription(number, [.. watches.WatchedMembers], watches.WatchesAll));
            lock (_gate)
                _knowing.Add(silo);
            return !knew;
        }
        catch (Exception fault) when (fault is OrleansException or TimeoutException)
        {
            lock (_gate)
                _knowing.Remove(silo);
            return false;
        }
    }
}
