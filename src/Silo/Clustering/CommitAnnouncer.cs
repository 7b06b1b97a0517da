using Loyalty.Grains;

namespace Loyalty.Silo;

/// <summary>Tells the other silos that this one has committed, so that a follower that runs there reads at once.</summary>
internal sealed class CommitAnnouncer(CommitSignal commits, CommitRelayClient relay, OtherSilos others, TimeProvider time, ILogger<CommitAnnouncer> log)
    : BackgroundService
{
    /// <summary>Time from one message to the next: under load one stands for many commits.</summary>
    private static readonly TimeSpan Gather = TimeSpan.FromMilliseconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var next = commits.NextHere;
        while (true)
        {
            await next.WaitAsync(stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (stoppingToken.IsCancellationRequested)
                return;
            next = commits.NextHere;
            foreach (var silo in others.Present)
                await TellAsync(silo);
            await Task.Delay(Gather, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task TellAsync(Orleans.Runtime.SiloAddress silo)
    {
        try
        {
            await relay.On(silo).Committed();
        }
        // Whatever it is: followers there look by themselves too.
        catch (Exception fault)
        {
            log.LogDebug("Silo {Silo} is not told of commits: {Reason}", silo, fault.Message);
        }
    }
}
