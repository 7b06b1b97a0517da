namespace Loyalty.Silo;

/// <summary>
/// Holds a stop up for as long as load balancers need to notice that readiness is off. Until then callers are served as ever: nobody
/// is turned away who could not know better.
/// </summary>
internal sealed class ReadinessFirst(ClusterSettings cluster, TimeProvider time) : IHostedLifecycleService
{
    // Before any service is stopped, the server among them; /health/ready has been answering 503 since the stop was asked for.
    public Task StoppingAsync(CancellationToken cancellationToken) => Task.Delay(cluster.ReadinessOff, time, cancellationToken);

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
