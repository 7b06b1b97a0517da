using Loyalty.Grains;

namespace Loyalty.Silo;

/// <summary>Reads the rates now and then, for what this silo could not be told.</summary>
internal sealed class RateFollower(RateBook book, TimeProvider time, ILogger<RateFollower> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(SharedRateBook.ReadEvery, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (stoppingToken.IsCancellationRequested)
                return;
            try
            {
                await book.LoadAsync();
            }
            catch (Exception fault) when (fault is JournalUnavailableException)
            {
                log.LogDebug("The rates stay as they are: {Reason}", fault.Message);
            }
        }
    }
}
