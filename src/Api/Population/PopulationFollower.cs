using Loyalty.Grains;

namespace Loyalty.Api;

/// <summary>
/// Keeps the count of the population near the end of the journal without getting in the way of purchases: it rests nineteen times as long
/// as it works.
/// </summary>
internal sealed class PopulationFollower(Population population, TimeProvider time, ILogger<PopulationFollower> log) : BackgroundService
{
    /// <summary>How long it rests for each while of work.</summary>
    private const int Rest = 19;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan PauseAfterDefect = TimeSpan.FromMinutes(1);

    /// <summary>After a crash the events of so long are counted again.</summary>
    private static readonly TimeSpan StoreEvery = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var stored = time.GetTimestamp();
        while (!stoppingToken.IsCancellationRequested)
        {
            var pause = Pause;
            try
            {
                var began = time.GetTimestamp();
                if (await population.FollowAsync())
                    pause = Rest * time.GetElapsedTime(began);
                if (time.GetElapsedTime(stored) > StoreEvery)
                {
                    await population.StoreAsync();
                    stored = time.GetTimestamp();
                }
            }
            catch (Exception fault) when (fault is EngineBusyException or JournalUnavailableException)
            {
                log.LogDebug("The population is counted later: {Reason}", fault.Message);
            }
            catch (Exception fault)
            {
                // A count that stands still is no reason to stop taking purchases.
                log.LogError(fault, "The population cannot be counted on");
                pause = PauseAfterDefect;
            }

            await Task.Delay(pause, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        try
        {
            await population.StoreAsync();
        }
        catch (Exception fault) when (fault is EngineBusyException or JournalUnavailableException)
        {
            log.LogDebug("The population's count is not stored; the next start goes on from the one before: {Reason}", fault.Message);
        }
    }
}
