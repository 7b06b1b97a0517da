using Loyalty.Grains;

namespace Loyalty.Api;

/// <summary>Work that is done again and again in the background. What fails is told and waits for the next time: nobody need be served by it.</summary>
internal static class RecurringWork
{
    /// <summary>Does it once.</summary>
    /// <param name="name">What is looked at, in the plural, at the beginning of a sentence.</param>
    /// <returns>Whether it was done.</returns>
    /// <exception cref="OperationCanceledException">It was to end.</exception>
    public static async Task<bool> TryAsync(ILogger log, string name, Func<Task> work, CancellationToken stop)
    {
        try
        {
            await work();
            return true;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception away) when (away is EngineBusyException or JournalUnavailableException)
        {
            log.LogDebug("{Work} are looked at again later: {Reason}", name, away.Message);
        }
        catch (Exception fault)
        {
            log.LogError(fault, "{Work} cannot be looked at now", name);
        }

        return false;
    }

    /// <summary>Does it until the host stops; after a failure it waits a while.</summary>
    /// <param name="work">Once, and waits until there may be more to do.</param>
    public static async Task RunAsync(ILogger log, string name, Func<Task> work, CancellationToken stop)
    {
        try
        {
            while (!stop.IsCancellationRequested)
            {
                if (!await TryAsync(log, name, work, stop))
                    await Task.Delay(WorkSignal.LookEvery, stop);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The host stops.
        }
    }
}
