using System.Diagnostics.Metrics;
using Loyalty.Domain;
using Loyalty.Grains;

namespace Loyalty.Api;

/// <summary>Works on orders as they become due, forgets what has ended long ago, and tells the monitor how it stands.</summary>
internal sealed class PartnerTending : BackgroundService
{
    /// <summary>Orders that have ended are kept as long as all that finance may be asked for.</summary>
    public const int KeptYears = 10;

    private const int RoundsALook = 20;

    /// <summary>Every so many looks orders are counted, and what is old forgotten.</summary>
    private const int RarelyEvery = 5;

    private readonly IPartnerStore _store;
    private readonly IFollowerStore _followers;
    private readonly PartnerPump _pump;
    private readonly ProgrammeClock _clock;
    private readonly ILogger _log;
    private volatile IReadOnlyList<OrderCount> _counts = [];

    public PartnerTending(IPartnerStore store, IFollowerStore followers, PartnerPump pump, ProgrammeClock clock, IMeterFactory meters, ILogger<PartnerTending> log)
    {
        (_store, _followers, _pump, _clock, _log) = (store, followers, pump, clock, log);
        meters.Create("Loyalty.Partners").CreateObservableGauge(
            "loyalty.partners.orders",
            () => _counts.Select(count => new Measurement<long>(
                count.Orders, KeyValuePair.Create("partner", (object?)count.Partner), KeyValuePair.Create("state", (object?)BurnDesk.WordOf(count.State)))),
            "{order}",
            "Orders at partners, by state.");
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var isReleased = !_followers.IsOwn;
        // By real time: the programme's clock may stand, and is moved at will.
        for (var look = 0; !stoppingToken.IsCancellationRequested; look++)
        {
            try
            {
                // What the process before had taken is nobody's any more.
                if (!isReleased)
                    await _store.ReleaseAllAsync();
                isReleased = true;
                await _pump.WorkAsync(RoundsALook, stoppingToken);
                if (look % RarelyEvery == 0)
                    await LookRarelyAsync();
                await _pump.WaitAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception away) when (away is EngineBusyException or JournalUnavailableException)
            {
                _log.LogDebug("Orders at partners are worked on later: {Reason}", away.Message);
                await PauseAsync(stoppingToken);
            }
            catch (Exception fault)
            {
                _log.LogError(fault, "Orders at partners cannot be worked on now");
                await PauseAsync(stoppingToken);
            }
        }
    }

    private async Task LookRarelyAsync()
    {
        _counts = await _store.CountAsync();
        await _store.ForgetAsync(_clock.Now.AddDays(-1), _clock.Now.AddYears(-KeptYears));
    }

    private static async Task PauseAsync(CancellationToken cancellation) =>
        await Task.Delay(PartnerPump.LookEvery, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
}
