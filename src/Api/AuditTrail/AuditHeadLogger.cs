using System.Diagnostics.Metrics;
using Loyalty.Grains;

namespace Loyalty.Api;

/// <summary>
/// Notes the head of the trail in the log, at the start, hourly while it moves, and at the stop: whoever rewrites the trail does not
/// reach what a log has sent elsewhere.
/// </summary>
internal sealed class AuditHeadLogger : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromHours(1);

    private readonly ITrailStore _store;
    private readonly TimeProvider _time;
    private readonly ILogger<AuditHeadLogger> _log;
    private readonly Meter _meter = new("Loyalty.Trail");
    private TrailEnd? _noted;

    public AuditHeadLogger(ITrailStore store, TimeProvider time, ILogger<AuditHeadLogger> log)
    {
        (_store, _time, _log) = (store, time, log);
        _meter.CreateObservableGauge("loyalty_trail_noted_sequence", () => _noted?.Sequence ?? 0, description: "The trail's head as it was noted last.");
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await NoteAsync();
    }

    public override void Dispose()
    {
        _meter.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await NoteAsync();
            await Task.Delay(Pause, _time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task NoteAsync()
    {
        try
        {
            var head = await _store.HeadAsync();
            if (head != _noted && head.Sequence > 0)
                _log.LogInformation("The trail ends with record {Sequence}, {Hash}", head.Sequence, head.Hash);
            _noted = head;
        }
        catch (Exception fault) when (fault is JournalUnavailableException or JournalDamagedException)
        {
            _log.LogWarning("The head of the trail cannot be noted: {Reason}", fault.Message);
        }
        catch (Exception fault)
        {
            // A head that is not noted is no reason to stop taking purchases.
            _log.LogError(fault, "The head of the trail cannot be noted");
        }
    }
}
