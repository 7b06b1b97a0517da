using Loyalty.Grains;

namespace Loyalty.Api;

/// <summary>Looks at forecasts and sends messages to browsers as they become due.</summary>
internal sealed class PushService(PushRisks risks, PushDispatcher dispatcher, IPushSender sender, ILogger<PushService> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!sender.IsSetUp)
            return;
        // By real time: the programme's clock may stand, and is moved at will.
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await risks.LookAsync(stoppingToken);
                await dispatcher.SendAsync(stoppingToken);
                await dispatcher.WaitAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception away) when (away is EngineBusyException or JournalUnavailableException)
            {
                log.LogDebug("Browsers are told later: {Reason}", away.Message);
                await PauseAsync(stoppingToken);
            }
            catch (Exception fault)
            {
                log.LogError(fault, "Browsers cannot be told now");
                await PauseAsync(stoppingToken);
            }
        }
    }

    private static async Task PauseAsync(CancellationToken cancellation) =>
        await Task.Delay(PushDispatcher.LookEvery, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
}
