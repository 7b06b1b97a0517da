using Loyalty.Api;
using Loyalty.Grains;

namespace Loyalty.Silo;

/// <summary>Looks at everybody who holds a tier anew when the rules have changed, before the first request is taken.</summary>
internal sealed class RulesSweep(EngineStart start, IExpirySweep sweep, ILogger<RulesSweep> log) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (!start.RulesHaveChanged)
            return;
        log.LogWarning("The programme's rules have changed since this ledger was last written; everybody who holds a tier is looked at anew");
        await sweep.SweepAsync(everyone: true, cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
