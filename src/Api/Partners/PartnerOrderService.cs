using System.Diagnostics.Metrics;
using Loyalty.Domain;
using Loyalty.Grains;

namespace Loyalty.Api;

/// <summary>Works on orders as they become due, forgets what has ended long ago, and tells the monitor how it stands.</summary>
internal sealed class PartnerOrderService : BackgroundService
{
    /// <summary>Orders that have ended are kept as long as all that finance may be asked for.</summary>
    public const int KeptYears = 10;

    private const int RoundsALook = 20;

    /// <summary>Every so many looks orders are counted, and every so many what is old is forgotten.</summary>
    private const int CountEvery = 5, ForgetEvery = 600;

    private readonly IPartnerStore _store;
    private readonly IFollowerStore _followers;
    private readonly PartnerOrderDispatcher _dispatcher;
    private readonly ProgrammeClock _clock;
    private readonly ILogger _log;
    private volatile IReadOnlyList<OrderCount> _counts = [];

    public PartnerOrderService(IPartnerStore store, IFollowerStore followers, PartnerOrderDispatcher dispatcher, ProgrammeClock clock, IMeterFactory meters, ILogger<PartnerOrderService> log)
    {
        (_store, _followers, _dispatcher, _clock, _log) = (store, followers, dispatcher, clock, log);
        meters.Create("Loyalty.Partners").CreateObservableGauge(
            "loyalty.partners.orders",
            () => _counts.Select(count => new Measurement<long>(
                count.Orders, KeyValuePair.Create("partner", (object?)count.Partner), KeyValuePair.Create("state", (object?)count.State.Word()))),
            "{order}",
            "Orders at partners, by state.");
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var (isReleased, look) = (!_followers.IsOwn, 0);
        return RecurringWork.RunAsync(_log, "Orders at partners", OnceAsync, stoppingToken);

        async Task OnceAsync()
        {
            var number = look++;
            // Where there is no partner there is nothing to do.
            if ((await _store.LoadAsync()).Count > 0)
            {
                // What the process before had taken is nobody's any more.
                if (!isReleased)
                    await _store.ReleaseAllAsync();
                isReleased = true;
                await LookAsync(number, stoppingToken);
            }

            await _dispatcher.WaitAsync(stoppingToken);
        }
    }

    private async Task LookAsync(int look, CancellationToken cancellation)
    {
        await _dispatcher.WorkAsync(RoundsALook, cancellation);
        if (look % CountEvery == 0)
            _counts = await _store.CountAsync();
        if (look % ForgetEvery == 0)
            await _store.ForgetAsync(_clock.Now.AddDays(-1), _clock.Now.AddYears(-KeptYears));
    }
}
