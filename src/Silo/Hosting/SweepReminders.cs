using Loyalty.Api;
using Loyalty.Grains;

namespace Loyalty.Silo;

/// <summary>Sees to it, once the silo runs, that the sweep's reminders are there. In a cluster they outlive every silo.</summary>
internal sealed class SweepReminders(ExpirySweep sweep, TimeProvider time, ILogger<SweepReminders> log) : BackgroundService
{
    private static readonly TimeSpan PauseAfterFault = TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await sweep.ArmAsync(stoppingToken);
                return;
            }
            // Whatever it is: the database of reminders throws what its driver throws, and a silo without reminders still serves.
            catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
            {
                log.LogWarning("The sweep's reminders could not all be set and are tried again: {Reason}", fault.Message);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }

            await Task.Delay(PauseAfterFault, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
