using System.Diagnostics.Metrics;
using Loyalty.Grains;

namespace Loyalty.Api;

/// <summary>Numbers on the hub.</summary>
public sealed class WatchMetrics
{
    private static readonly KeyValuePair<string, object?> AppliedToPushed = PurchaseStages.Stage("applied_to_pushed");

    private readonly TimeProvider _time;
    private readonly Histogram<double> _stages;
    private readonly Counter<long> _pushed;
    private readonly Counter<long> _cut;
    private readonly UpDownCounter<long> _watchers;

    /// <param name="time">Its stopwatch measures; its clock is not read.</param>
    public WatchMetrics(IMeterFactory meters, TimeProvider time)
    {
        _time = time;
        var meter = meters.Create("Loyalty.Hub");
        _stages = PurchaseStages.CreateIn(meter);
        _pushed = meter.CreateCounter<long>("loyalty.hub.pushes", "{push}", "Pushes sent to clients");
        _cut = meter.CreateCounter<long>("loyalty.hub.connections_cut", "{connection}", "Clients cut off because they could not keep up");
        _watchers = meter.CreateUpDownCounter<long>("loyalty.hub.watchers", "{watch}", "Watches of a member that are open");
    }

    /// <summary>A reading of the stopwatch, for <see cref="Pushed"/>.</summary>
    public long Now => _time.GetTimestamp();

    /// <summary>A push was handed to its client's connection.</summary>
    /// <param name="queued">When it was queued.</param>
    /// <param name="change">Of what, or null when it tells no change.</param>
    public void Pushed(long queued, StatusChange? change)
    {
        _pushed.Add(1);
        if (change?.Transaction is not null)
            _stages.Record(_time.GetElapsedTime(queued).TotalSeconds, AppliedToPushed);
    }

    public void Cut() => _cut.Add(1);

    public void Watching(int change) => _watchers.Add(change);
}
