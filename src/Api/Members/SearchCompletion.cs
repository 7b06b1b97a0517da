using Loyalty.Grains;
using Loyalty.Journal;

namespace Loyalty.Api;

/// <summary>After an upgrade from an engine without a search, makes its members findable while the host already serves.</summary>
internal sealed class SearchCompletion(LoyaltyStore store, ILogger<SearchCompletion> log) : BackgroundService
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (await store.CompleteSearchAsync(stoppingToken) is > 0 and var count)
                    log.LogInformation("{Count} members enrolled by an earlier version can be searched for now", count);
                return;
            }
            catch (Exception fault) when (fault is EngineBusyException or JournalUnavailableException)
            {
                log.LogWarning("Members of an earlier version become findable later: {Reason}", fault.Message);
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch (Exception fault)
            {
                // Somebody who cannot be found by name is no reason to stop taking purchases.
                log.LogError(fault, "Members of an earlier version cannot all be searched for");
                return;
            }

            await Task.Delay(RetryAfter, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
