using System.Diagnostics.Metrics;
using Loyalty.Grains;

namespace Loyalty.Api;

/// <summary>
/// Keeps the count of the population near the end of the journal without getting in the way of purchases: beside a busy journal it rests
/// nineteen times as long as it works.
/// </summary>
internal sealed class PopulationFollower : BackgroundService
{
    /// <summary>How long it rests for each while of work.</summary>
    private const int Rest = 19;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan PauseAfterDefect = TimeSpan.FromMinutes(1);

    /// <summary>After a crash the events of so long are counted again.</summary>
    private static readonly TimeSpan StoreEvery = TimeSpan.FromSeconds(10);

    private readonly Population _population;
    private readonly TimeProvider _time;
    private readonly FollowerRest _rest;
    private readonly ILogger _log;

    public PopulationFollower(Population population, CommitSignal commits, TimeProvider time, IMeterFactory meters, ILogger<PopulationFollower> log)
    {
        (_population, _time, _log) = (population, time, log);
        _rest = new FollowerRest(commits, time, Rest);
        meters.Create("Loyalty.Population").CreateObservableGauge(
            "loyalty.population.behind", () => population.Behind, "{event}", "Events that the count of the population has not taken in yet.");
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var stored = _time.GetTimestamp();
        while (!stoppingToken.IsCancellationRequested)
        {
            var pause = Pause;
            try
            {
                var began = _time.GetTimestamp();
                if (await _population.FollowAsync())
                    pause = _rest.After(_time.GetElapsedTime(began));
                if (_time.GetElapsedTime(stored) > StoreEvery)
                {
                    await _population.StoreAsync();
                    stored = _time.GetTimestamp();
                }
            }
            catch (Exception fault) when (fault is EngineBusyException or JournalUnavailableException)
            {
                _log.LogDebug("The population is counted later: {Reason}", fault.Message);
            }
            catch (Exception fault)
            {
                // A count that stands still is no reason to stop taking purchases.
                _log.LogError(fault, "The population cannot be counted on");
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
            await _population.StoreAsync();
        }
        catch (Exception fault) when (fault is EngineBusyException or JournalUnavailableException)
        {
            _log.LogDebug("The population's count is not stored; the next start goes on from the one before: {Reason}", fault.Message);
        }
    }
}
