using Microsoft.Extensions.Logging;
using Orleans.Concurrency;
using Orleans.Runtime;
using Orleans.Runtime.Services;
using Orleans.Services;

namespace Loyalty.Grains;

/// <summary>Wakes a silo's followers when another silo has committed: one in every silo, called by the silo's address.</summary>
[Alias("loyalty.commits")]
public interface ICommitRelay : IGrainService
{
    /// <summary>A silo has committed. Nobody waits for it: one that is lost costs time.</summary>
    [OneWay]
    Task Committed();
}

/// <summary>This silo's end.</summary>
public sealed class CommitRelay(GrainId id, Silo silo, ILoggerFactory logs, CommitSignal commits) : GrainService(id, silo, logs), ICommitRelay
{
    /// <inheritdoc/>
    public Task Committed()
    {
        commits.RaiseFromElsewhere();
        return Task.CompletedTask;
    }
}

/// <summary>The way to the others' ends.</summary>
public sealed class CommitRelayClient(IServiceProvider services) : GrainServiceClient<ICommitRelay>(services)
{
    /// <summary>A silo's end.</summary>
    public ICommitRelay On(SiloAddress silo) => GetGrainService(silo);
}
