using Loyalty.Api;
using Loyalty.Grains;

namespace Loyalty.Silo;

/// <summary>Lets calls that were accepted come to their end after the last request was answered: hosted services stop after the server.</summary>
internal sealed class EngineDrain(ResendFilter calls, ILogger<EngineDrain> log) : IHostedService
{
    /// <summary>How long the stop waits for the journal.</summary>
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>What was accepted is finished, also when callers that would not go have used up the host's time for stopping.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        try
        {
            await calls.DrainAsync().WaitAsync(Timeout, CancellationToken.None);
        }
        catch (TimeoutException)
        {
            log.LogWarning("The engine stops with work under way that the journal has not taken; nobody was told that it is done");
        }
    }
}
