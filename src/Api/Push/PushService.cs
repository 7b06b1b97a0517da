using Loyalty.Grains;

namespace Loyalty.Api;

/// <summary>Looks at forecasts and sends messages to browsers as they become due.</summary>
internal sealed class PushService(PushRisks risks, PushDispatcher dispatcher, IPushSender sender, ILogger<PushService> log) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => sender.IsSetUp
        ? RecurringWork.RunAsync(log, "Messages to browsers", () => LookAsync(stoppingToken), stoppingToken)
        : Task.CompletedTask;

    private async Task LookAsync(CancellationToken cancellation)
    {
        await risks.LookAsync(cancellation);
        await dispatcher.SendAsync(cancellation);
        await dispatcher.WaitAsync(cancellation);
    }
}
