using System.Globalization;
using Loyalty.Grains;

namespace Loyalty.Silo;

/// <summary>The sweep of the cluster: every share does its part, wherever it lives.</summary>
internal sealed class ClusterSweep(IGrainFactory factory, TimeProvider time) : IExpirySweep
{
    /// <summary>Shares that work at once; each visits <see cref="ExpirySweep.MaxConcurrency"/> members at once.</summary>
    public const int MaxShares = 8;

    private readonly Resending _resending = new(time);

    private IOrleansExpirySweepGrain Imports => factory.GetGrain<IOrleansExpirySweepGrain>(IOrleansExpirySweepGrain.Imports);

    /// <inheritdoc/>
    public async Task SweepAsync(bool everyone = false, CancellationToken cancellation = default)
    {
        await CallAsync(Imports, imports => imports.Sweep(everyone));
        await EachAsync(share => share.Sweep(everyone), cancellation);
    }

    /// <inheritdoc/>
    public Task StepAsync(DateOnly after, CancellationToken cancellation = default) => EachAsync(share => share.Step(after), cancellation);

    /// <inheritdoc/>
    public Task<long> BeginImportAsync() => _resending.CallAsync(() => Imports.BeginImport());

    /// <inheritdoc/>
    public Task CompleteImportAsync(long sequenceBefore, CancellationToken cancellation = default) =>
        CallAsync(Imports, imports => imports.CompleteImport(sequenceBefore));

    /// <summary>Sees to it that every share has its reminder.</summary>
    public async Task ArmAsync(CancellationToken cancellation)
    {
        await CallAsync(Imports, imports => imports.Arm());
        await EachAsync(share => share.Arm(), cancellation);
    }

    private Task EachAsync(Func<IOrleansExpirySweepGrain, Task> call, CancellationToken cancellation) => Parallel.ForEachAsync(
        Enumerable.Range(0, IOrleansExpirySweepGrain.Shares),
        new ParallelOptions { MaxDegreeOfParallelism = MaxShares, CancellationToken = cancellation },
        async (number, _) => await CallAsync(factory.GetGrain<IOrleansExpirySweepGrain>(number.ToString(CultureInfo.InvariantCulture)), call));

    private async Task CallAsync(IOrleansExpirySweepGrain share, Func<IOrleansExpirySweepGrain, Task> call) => await _resending.CallAsync(async () =>
    {
        await call(share);
        return true;
    });
}
