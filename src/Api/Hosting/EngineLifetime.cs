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
    ILogger<EngineLifetime> log) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var adopted = await record.AdoptAsync(programme);
        if (adopted.Refusal is { } refusal)
            throw new StartRefusedException($"Loyalty:Programme: {refusal.Detail}");
        await rates.LoadAsync();
        await rates.PutAsync(StartFiles.ReadRates(settings, programme));
        if (!adopted.Value)
            return;
        log.LogWarning("The programme's rules have changed since this ledger was last written; everybody who holds a tier is looked at anew");
        await sweep.SweepAsync(everyone: true, cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => grains.DrainAsync().WaitAsync(cancellationToken);
}
