using Loyalty.Api;
using Loyalty.Domain;
using Loyalty.Grains;

namespace Loyalty.Silo;

/// <summary>Readies what the grains stand on before the first of them is asked: programme and rates.</summary>
internal sealed class EngineStart(
    LoyaltySettings settings, Programme programme, ProgrammeActivations activations, RateBook rates, ITrail trail, ProgrammeClock clock)
    : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var adopted = await activations.AdoptAsync(programme);
        if (adopted.Refusal is { } refusal)
            throw new StartRefusedException($"Loyalty:Programme: {refusal.Detail}");
        if (adopted.Value is { } version)
        {
            await trail.AddAsync(
                new TrailEntry(
                    TrailSource.Engine("start"),
                    TrailActions.ProgrammeChanged,
                    Subject: Cells.Of(version.Number),
                    Detail: AuditRecorder.Detail(("effectiveFrom", version.EffectiveFrom), ("hash", version.Hash))),
                clock.Now);
        }

        await rates.LoadAsync();
        await rates.PutAsync(StartFiles.ReadRates(settings, programme));
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
