using Loyalty.Api;
using Loyalty.Grains;

namespace Loyalty.Silo;

/// <summary>Has ends of holds and lots recorded within the minute, for whoever follows the stream; every read is right without it.</summary>
internal sealed class RewardEndsService(RewardVisits visits, TimeProvider time, ILogger<RewardEndsService> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(Pause, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (!stoppingToken.IsCancellationRequested)
                await RecurringWork.TryAsync(log, "Ends of rewards", () => visits.VisitAsync(stoppingToken), stoppingToken);
        }
    }
}
