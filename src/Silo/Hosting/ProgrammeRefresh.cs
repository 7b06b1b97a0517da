using Loyalty.Grains;

namespace Loyalty.Silo;

/// <summary>Reads the programme versions anew every two seconds, so that every process knows of an activation long before its day.</summary>
internal sealed class ProgrammeRefresh(ProgrammeActivations activations, ILogger<ProgrammeRefresh> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // By real time: a clock that stands must not keep a process from what another has activated.
        using var timer = new PeriodicTimer(Pause);
        while (await timer.WaitForNextTickAsync(stoppingToken).AsTask().ContinueWith(t => t is { IsCompletedSuccessfully: true, Result: true }, TaskScheduler.Default))
        {
            try
            {
                await activations.RefreshAsync();
            }
            catch (Exception away) when (away is EngineBusyException or JournalUnavailableException)
            {
                log.LogWarning("The programme versions cannot be read now: {Reason}", away.Message);
            }
        }
    }
}
