using System.Diagnostics.Metrics;
using Loyalty.Api;

namespace Loyalty.Silo;

/// <summary>Numbers that an operator is warned by: asked for when metrics are read, and kept by nobody.</summary>
internal sealed class OperatorMetrics : IHostedService
{
    private readonly Meter _meter;

    public OperatorMetrics(IMeterFactory meters, BuildVersion build, ClusterSize cluster, SweepLateness sweep, BackupStamp backup, CertificateEnds certificates)
    {
        _meter = meters.Create("Loyalty.Operations");
        var version = new[] { KeyValuePair.Create("version", (object?)build.Version), KeyValuePair.Create("commit", (object?)build.Commit) };
        _meter.CreateObservableGauge("loyalty.build.info", () => new Measurement<int>(1, version), description: "1; the labels say what runs here.");
        _meter.CreateObservableGauge("loyalty.cluster.silos", () => cluster.Silos, description: "Active silos that this one sees, itself included.");
        _meter.CreateObservableGauge("loyalty.sweep.behind", () => sweep.Seconds, "s", "Time since a day began that is not swept yet; 0 when today is.");
        _meter.CreateObservableGauge("loyalty.backup.completed.timestamp", () => backup.Seconds, "s", "When the last backup was completed; 0 when none is known.");
        _meter.CreateObservableGauge(
            "loyalty.certificate.ends.timestamp",
            () => certificates.Read().Select(one => new Measurement<long>(one.Ends.ToUnixTimeSeconds(), KeyValuePair.Create("certificate", (object?)one.Certificate))),
            "s",
            "When a certificate ends.");
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
