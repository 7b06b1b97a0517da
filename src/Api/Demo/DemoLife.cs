using Loyalty.Grains;

namespace Loyalty.Api.Demo;

/// <summary>Fills the demo's ledger once the host is up, then keeps buying until it stops.</summary>
internal sealed class DemoLife(DemoAirline airline, ILogger<DemoLife> log) : BackgroundService
{
    /// <summary>The pause after the engine turned a purchase away.</summary>
    private static readonly TimeSpan PauseWhenBusy = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // The pages answer at once; the airline fills up while one looks.
        await Task.Yield();
        await airline.FillAsync(stoppingToken);
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
