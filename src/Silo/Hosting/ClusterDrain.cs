namespace Loyalty.Silo;

/// <summary>Lets what this host has under way with the actors come to its end before the silo stops.</summary>
internal sealed class ClusterDrain(ClusterGrains grains, ILogger<ClusterDrain> log) : IHostedService
{
    /// <summary>How long the stop waits for it.</summary>
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        try
        {
            await grains.DrainAsync().WaitAsync(Timeout, CancellationToken.None);
        }
        catch (TimeoutException)
        {
            log.LogWarning("The silo stops with calls under way that were not answered; nobody was told that they are done");
        }
    }
}
