using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace Loyalty.Api;

/// <summary>Keeps the last numbers of this process's meters, so that they can be written out when somebody asks.</summary>
public sealed class MetricsBook : IDisposable
{
    /// <summary>Combinations of labels kept for one instrument. What comes beyond is dropped and counted.</summary>
    public const int MaxSeries = 1_000;

    private static readonly string[] Meters =
        ["Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "Microsoft.AspNetCore.Http.Connections", "System.Runtime", "Microsoft.Orleans"];

    private readonly ConcurrentDictionary<Instrument, Metric> _metrics = [];
    private readonly IMeterFactory _factory;
    private readonly MeterListener _listener;
    private long _dropped;

    /// <param name="factory">Only its meters are kept, and those that belong to no host: a process may run several hosts.</param>
    public MetricsBook(IMeterFactory factory)
    {
        _factory = factory;
        _listener = new MeterListener { InstrumentPublished = Enable };
        _listener.SetMeasurementEventCallback<byte>((_, value, tags, metric) => Record(metric, value, tags));
        _listener.SetMeasurementEventCallback<short>((_, value, tags, metric) => Record(metric, value, tags));
        _listener.SetMeasurementEventCallback<int>((_, value, tags, metric) => Record(metric, value, tags));
        _listener.SetMeasurementEventCallback<long>((_, value, tags, metric) => Record(metric, value, tags));
        _listener.SetMeasurementEventCallback<float>((_, value, tags, metric) => Record(metric, value, tags));
        _listener.SetMeasurementEventCallback<double>((_, value, tags, metric) => Record(metric, value, tags));
        _listener.SetMeasurementEventCallback<decimal>((_, value, tags, metric) => Record(metric, (double)value, tags));
        _listener.MeasurementsCompleted = (instrument, _) => _metrics.TryRemove(instrument, out var _);
        _listener.Start();
    }

    /// <summary>Measurements that found no room, see <see cref="MaxSeries"/>.</summary>
    public long Dropped => Volatile.Read(ref _dropped);

    /// <summary>All metrics, by name, with observable ones asked now.</summary>
    public IReadOnlyList<Metric> Read()
    {
        _listener.RecordObservableInstruments();
        return [.. _metrics.Values.OrderBy(metric => metric.Name, StringComparer.Ordinal)];
    }

    public void Dispose() => _listener.Dispose();

    private void Enable(Instrument instrument, MeterListener listener)
    {
        var name = instrument.Meter.Name;
        if (instrument.Meter.Scope is { } scope && !ReferenceEquals(scope, _factory))
            return;
        if (name.StartsWith("Loyalty.", StringComparison.Ordinal) || Meters.Contains(name))
            listener.EnableMeasurementEvents(instrument, _metrics.GetOrAdd(instrument, Metric.Of));
    }

    private void Record(object? metric, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (!((Metric)metric!).Record(value, tags))
            Interlocked.Increment(ref _dropped);
    }
}
