using Loyalty.Grains;

namespace Loyalty.Api;

/// <summary>Drains the runtime after the last request was answered: hosted services stop after the server.</summary>
internal sealed class EngineDrain(IRuntime runtime, ILogger<EngineDrain> log) : IHostedService
{
    /// <summary>How long the stop waits for the journal.</summary>
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>What was accepted is finished, also when callers that would not go have used up the host's time for stopping.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        try
        {
            await runtime.DrainAsync().WaitAsync(Timeout, CancellationToken.None);
        }
        catch (TimeoutException)
        {
            log.LogWarning("The engine stops with work under way that the journal has not taken; nobody was told that it is done");
        }
    }
}
