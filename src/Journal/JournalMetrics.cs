using System.Diagnostics.Metrics;
using Loyalty.Grains;

namespace Loyalty.Journal;

/// <summary>The journal's instruments, one set for each open store, under the meter <see cref="MeterName"/>.</summary>
internal sealed class JournalMetrics : IDisposable
{
    public const string MeterName = "Loyalty.Journal";

    private readonly Meter _meter = new(MeterName);
    private readonly Histogram<int> _rows;
    private readonly Histogram<double> _duration;
    private readonly Counter<long> _appends;

    public JournalMetrics(Func<int> queued)
    {
        _meter.CreateObservableGauge("loyalty.journal.queue.depth", queued, "{write}", "Writes that wait for the writer.");
        _rows = _meter.CreateHistogram<int>("loyalty.journal.batch.rows", "{row}", "Rows of a batch.");
        _duration = _meter.CreateHistogram<double>("loyalty.journal.commit.duration", "s", "Time a batch took, commit included.");
        _appends = _meter.CreateCounter<long>("loyalty.journal.appends", "{append}", "Appends by outcome.");
    }

    public void Committed(int rows, TimeSpan took)
    {
        _rows.Record(rows);
        _duration.Record(took.TotalSeconds);
    }

    public void Settled(AppendOutcome outcome) => Count(
        outcome == AppendOutcome.Appended ? "appended" : outcome == AppendOutcome.VersionConflict ? "version-conflict" : "key-taken");

    /// <summary>The queue was full or closing.</summary>
    public void Refused() => Count("busy");

    /// <summary>The outcome is unknown.</summary>
    public void Failed() => Count("unavailable");

    public void Dispose() => _meter.Dispose();

    private void Count(string outcome) => _appends.Add(1, new KeyValuePair<string, object?>("outcome", outcome));
}
