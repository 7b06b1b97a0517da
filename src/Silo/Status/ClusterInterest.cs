using Loyalty.Api;
using Loyalty.Domain;
using Orleans.Runtime;

namespace Loyalty.Silo;

/// <summary>
/// Tells every other silo what this silo's clients watch, before a watch asks where it stands and again as silos come; and has the
/// watches read what they may have missed whenever a silo has gone or did not know of them.
/// </summary>
internal sealed class ClusterInterest(Peers peers, Outlets outlets, WatchRegistry watches, Inlet inlet, TimeProvider time, ILogger<ClusterInterest> log)
    : BackgroundService, IWatchInterest
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

    /// <inheritdoc/>
    public Task AnnounceAsync(MemberId member) => AnnounceAsync(new Interest(Next(), [member.Value], All: false));

    /// <inheritdoc/>
    public Task AnnounceAllAsync() => AnnounceAsync(new Interest(Next(), [], All: true));

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

    private Task AnnounceAsync(Interest interest) => Task.WhenAll(peers.Others.Select(async silo =>
    {
        try
        {
            await peers.On(silo).Announce(peers.Self, interest).WaitAsync(AnnounceWithin, time);
        }
        catch (Exception fault) when (fault is OrleansException or TimeoutException)
        {
            lock (_gate)
                _knowing.Remove(silo);
        }
    }));

    private async Task RoundAsync(bool anew)
    {
        var others = peers.Others.ToHashSet();
        lock (_gate)
            _knowing.IntersectWith(others);
        var missed = await Task.WhenAll(others.Select(silo => TellAsync(silo, anew)));
        await outlets.TidyAsync();
        // Not by who knew: a silo that is going does not answer any more, before it is seen to have gone, and no longer counts among those.
        if (!_present.IsSubsetOf(others) || missed.Contains(true))
            inlet.Missed();
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
            knew = knew && await peers.On(silo).Renew(peers.Self);
            if (knew && !anew)
                return false;
            // The number first: what is watched from here on is announced under a later one.
            var number = Next();
            await peers.On(silo).Replace(peers.Self, new Interest(number, [.. watches.WatchedMembers], watches.WatchesAll));
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
