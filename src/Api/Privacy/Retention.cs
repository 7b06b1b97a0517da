using Loyalty.Grains;

namespace Loyalty.Api;

/// <summary>Runs the retention sweep: what is old every hour, who is inactive once a day.</summary>
internal sealed class Retention(RetentionSweep sweep, ProgrammeClock clock, TimeProvider time, ILogger<Retention> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var seen = DateOnly.MinValue;
        while (!stoppingToken.IsCancellationRequested)
        {
            var today = clock.Today;
            if (await TryRunAsync(withMembers: today != seen, stoppingToken))
                seen = today;
            await Task.Delay(Pause, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<bool> TryRunAsync(bool withMembers, CancellationToken cancellation)
    {
        try
        {
            await sweep.ForgetAsync(cancellation);
            if (withMembers)
                await sweep.EraseInactiveAsync(cancellation);
            return true;
        }
        catch (Exception fault) when (fault is EngineBusyException or JournalUnavailableException)
        {
            log.LogInformation("What has been held for long enough is forgotten later: {Reason}", fault.Message);
            return false;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return false;
        }
        catch (Exception fault)
        {
            // One member who cannot be read must not take the host along, again at each start.
            log.LogError(fault, "What has been held for long enough cannot all be forgotten");
            return false;
        }
    }
}
