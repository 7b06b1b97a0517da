using Loyalty.Api;
using Loyalty.Domain;
using Loyalty.Grains;

namespace Loyalty.Silo;

/// <summary>Readies what the grains stand on before the first of them is asked: programme and rates.</summary>
internal sealed class EngineStart(
    LoyaltySettings settings, Programme programme, ProgrammeRecord record, RateBook rates, ITrail trail, ProgrammeClock clock)
    : IHostedService
{
    /// <summary>The programme is not the one that the ledger was last written under.</summary>
    public bool RulesHaveChanged { get; private set; }

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var adopted = await record.AdoptAsync(programme);
        if (adopted.Refusal is { } refusal)
            throw new StartRefusedException($"Loyalty:Programme: {refusal.Detail}");
        RulesHaveChanged = adopted.Value;
        if (RulesHaveChanged)
            await trail.AddAsync(new TrailEntry(TrailSource.Engine("start"), TrailActions.ProgrammeChanged), clock.Now);
        await rates.LoadAsync();
        await rates.PutAsync(StartFiles.ReadRates(settings, programme));
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
