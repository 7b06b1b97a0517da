using Loyalty.Grains;

namespace Loyalty.Api;

/// <summary>Forgets check-ins and disruptions some days after their flight.</summary>
internal sealed class AirportRetention(IAirportStore store, ProgrammeClock clock, TimeProvider time, ILogger<AirportRetention> log)
    : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                while (await store.ForgetBeforeAsync(clock.Today.AddDays(-AirportOptions.KeptDays)))
                    stoppingToken.ThrowIfCancellationRequested();
            }
            catch (Exception fault) when (fault is EngineBusyException or JournalUnavailableException)
            {
                log.LogInformation("Old check-ins are forgotten later: {Reason}", fault.Message);
            }
            catch (OperationCanceledException)
            {
                return;
            }

            await Task.Delay(Pause, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
