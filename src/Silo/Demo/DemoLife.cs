using Loyalty.Api;
using Loyalty.Grains;

namespace Loyalty.Silo;

/// <summary>Fills the demo's ledger before the first page is served, then keeps buying until the host stops.</summary>
internal sealed class DemoLife(DemoAirline airline, ILogger<DemoLife> log) : BackgroundService
{
    /// <summary>The pause after the engine turned a purchase away.</summary>
    private static readonly TimeSpan PauseWhenBusy = TimeSpan.FromSeconds(1);

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        log.LogInformation("Demo: an invented airline lives through its first {Months} months; this takes some seconds", DemoAirline.Months);
        await airline.FillAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await airline.KeepBuyingAsync(stoppingToken);
            }
            catch (Exception fault) when (fault is EngineBusyException or JournalUnavailableException)
            {
                log.LogInformation("Demo: a purchase was turned away: {Reason}", fault.Message);
                await Task.Delay(PauseWhenBusy, stoppingToken);
            }
        }
    }
}
