using Loyalty.Domain;
using Loyalty.Grains;

namespace Loyalty.Api;

/// <summary>
/// Readies the engine before the first request is taken, and drains it after the last one was answered: hosted services start before
/// the server and stop after it.
/// </summary>
internal sealed class EngineLifetime(
    LoyaltySettings settings,
    Programme programme,
    ProgrammeRecord record,
    RateBook rates,
    SingleNodeGrains grains,
    IExpirySweep sweep,
    StartAudit audit,
    ILogger<EngineLifetime> log) : IHostedService
{
    /// <summary>How long the stop waits for the journal.</summary>
    public static readonly TimeSpan DrainTimeout = TimeSpan.FromSeconds(10);

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var adopted = await record.AdoptAsync(programme);
        if (adopted.Refusal is { } refusal)
            throw new StartRefusedException($"Loyalty:Programme: {refusal.Detail}");
        await audit.RunAsync(cancellationToken);
        await rates.LoadAsync();
        await rates.PutAsync(StartFiles.ReadRates(settings, programme));
        if (!adopted.Value)
            return;
        log.LogWarning("The programme's rules have changed since this ledger was last written; everybody who holds a tier is looked at anew");
        await sweep.SweepAsync(everyone: true, cancellationToken);
    }

    /// <summary>What was accepted is finished, also when callers that would not go have used up the host's time for stopping.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        try
        {
            await grains.DrainAsync().WaitAsync(DrainTimeout, CancellationToken.None);
        }
        catch (TimeoutException)
        {
            log.LogWarning("The engine stops with work under way that the journal has not taken; nobody was told that it is done");
        }
    }
}
