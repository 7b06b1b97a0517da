using Loyalty.Grains;

namespace Loyalty.Silo;

/// <summary>Sees to it, once the silo runs, that the sweep's reminders are there. They outlive every silo.</summary>
internal sealed class SweepReminders(IGrainFactory factory, TimeProvider time, ILogger<SweepReminders> log) : BackgroundService
{
    private static readonly TimeSpan PauseAfterFault = TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var sweep = new ClusterSweep(factory, time);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await sweep.ArmAsync(stoppingToken);
                return;
            }
            catch (Exception fault) when (fault is EngineBusyException or JournalUnavailableException or OrleansException)
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
