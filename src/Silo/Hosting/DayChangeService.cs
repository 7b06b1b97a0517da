using Loyalty.Api;
using Loyalty.Domain;
using Loyalty.Grains;

namespace Loyalty.Silo;

/// <summary>
/// Notices a new day in the programme's zone: sweeps what is due, then gives whoever watches a member the card of the day. At start
/// it catches up on the days that were missed.
/// </summary>
internal sealed class DayChangeService(
    IExpirySweep sweep,
    WatchRegistry watches,
    ProgrammeBook programmes,
    IProgrammeStore facts,
    ProgrammeClock clock,
    TimeProvider time,
    SweepLateness lateness,
    ILogger<DayChangeService> log)
    : BackgroundService
{
    private const string SweptVersion = "programme-swept";

    /// <summary>The longest it looks away: a clock may jump, a machine may sleep.</summary>
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var seen = DateOnly.MinValue;
        while (!stoppingToken.IsCancellationRequested)
        {
            var today = clock.Today;
            if (today != seen && await TryTurnAsync(isFirst: seen == DateOnly.MinValue, stoppingToken))
            {
                seen = today;
                lateness.Swept(today);
            }

            await Task.Delay(Pause(), time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<bool> TryTurnAsync(bool isFirst, CancellationToken cancellation)
    {
        try
        {
            // On the day of a version everybody is looked at, whatever is due; also where that day was missed.
            var version = $"{programmes.Current.On(clock.Today).Number}";
            var isNew = version != (await facts.ReadAsync(SweptVersion) ?? $"{ProgrammeVersion.First}");
            await sweep.SweepAsync(everyone: isNew, cancellation);
            if (isNew)
                await facts.WriteAsync(SweptVersion, version);
            if (!isFirst)
                await watches.RefreshAsync(cancellation);
            return true;
        }
        catch (Exception fault) when (fault is EngineBusyException or JournalUnavailableException)
        {
            // Every read is right without it; it is tried again after the pause.
            log.LogWarning("The sweep of {Day:O} is put off: {Reason}", clock.Today, fault.Message);
            return false;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return false;
        }
        catch (Exception fault)
        {
            // A watch that fails would take the host with it, again at each start; and nobody needs it to be served.
            log.LogError(fault, "The sweep of {Day:O} failed and is put off", clock.Today);
            return false;
        }
    }

    private TimeSpan Pause()
    {
        if (clock.Today == DateOnly.MaxValue)
            return LongestPause;
        var untilMidnight = clock.StartOf(clock.Today.AddDays(1)) - clock.Now;
        return untilMidnight > TimeSpan.Zero && untilMidnight < LongestPause ? untilMidnight : LongestPause;
    }
}
