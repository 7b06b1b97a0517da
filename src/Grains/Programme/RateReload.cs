using Microsoft.Extensions.Logging;
using Orleans.Runtime;
using Orleans.Runtime.Services;
using Orleans.Services;

namespace Loyalty.Grains;

/// <summary>Has a silo read the rates anew: one in every silo, called by the silo's address.</summary>
[Alias("loyalty.rates")]
public interface IRateReload : IGrainService
{
    /// <summary>The rates in the store have changed; they are in force here when it answers.</summary>
    Task LoadRates();
}

/// <summary>This silo's end.</summary>
public sealed class RateReload(GrainId id, Silo silo, ILoggerFactory logs, RateBook rates) : GrainService(id, silo, logs), IRateReload
{
    /// <inheritdoc/>
    public Task LoadRates() => rates.LoadAsync();
}

/// <summary>The way to the others' ends.</summary>
public sealed class RateReloadClient(IServiceProvider services) : GrainServiceClient<IRateReload>(services)
{
    /// <summary>A silo's end.</summary>
    public IRateReload On(SiloAddress silo) => GetGrainService(silo);
}
