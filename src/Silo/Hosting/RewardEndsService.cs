using Loyalty.Grains;

namespace Loyalty.Silo;

/// <summary>Has ends of holds and lots recorded within the minute, for whoever follows the stream; every read is right without it.</summary>
internal sealed class RewardEndsService(RewardVisits visits, TimeProvider time, ILogger<RewardEndsService> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(Pause, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            try
            {
                if (!stoppingToken.IsCancellationRequested)
                    await visits.VisitAsync(stoppingToken);
            }
            catch (Exception fault) when (fault is EngineBusyException or JournalUnavailableException or OperationCanceledException)
            {
                log.LogDebug("Ends of rewards are looked at again in {Pause}: {Reason}", Pause, fault.Message);
            }
            catch (Exception fault)
            {
                // A watch that fails would take the host with it; and nobody needs it to be served.
                log.LogError(fault, "Ends of rewards could not be looked at; it is tried again in {Pause}", Pause);
            }
        }
    }
}
