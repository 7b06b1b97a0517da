using System.Diagnostics.Metrics;

namespace Loyalty.Api;

/// <summary>Numbers on the hub.</summary>
public sealed class WatchMetrics
{
    private readonly Counter<long> _pushed;
    private readonly Counter<long> _cut;
    private readonly UpDownCounter<long> _watchers;

    public WatchMetrics(IMeterFactory meters)
    {
        var meter = meters.Create("Loyalty.Hub");
        _pushed = meter.CreateCounter<long>("loyalty.hub.pushes", "{push}", "Pushes sent to clients");
        _cut = meter.CreateCounter<long>("loyalty.hub.connections_cut", "{connection}", "Clients cut off because they could not keep up");
        _watchers = meter.CreateUpDownCounter<long>("loyalty.hub.watchers", "{watch}", "Watches of a member that are open");
    }

    public void Pushed() => _pushed.Add(1);

    public void Cut() => _cut.Add(1);

    public void Watching(int change) => _watchers.Add(change);
}
