using System.Globalization;

namespace Loyalty.Grains;

/// <summary>The sweep as callers know it: every share does its part, wherever it lives; then owners of lots that have ended are visited.</summary>
/// <param name="rewards">Null where there are no rewards.</param>
public sealed class ExpirySweep(IGrainFactory grains, SweepShares shares, RewardVisits? rewards = null) : IExpirySweep
{
    /// <summary>Shares that work at once; each visits <see cref="ExpirySweepGrain.MaxConcurrency"/> members at once.</summary>
    public const int MaxShares = 8;

    private IExpirySweepGrain Imports => grains.GetGrain<IExpirySweepGrain>(IExpirySweepGrain.Imports);

    /// <inheritdoc/>
    public async Task SweepAsync(bool everyone = false, CancellationToken cancellation = default)
    {
        await Imports.Sweep(everyone).WaitAsync(cancellation);
        await EachAsync(share => share.Sweep(everyone), cancellation);
        if (rewards is not null)
            await rewards.VisitAsync(cancellation);
    }

    /// <inheritdoc/>
    public async Task StepAsync(DateOnly after, CancellationToken cancellation = default)
    {
        await EachAsync(share => share.Step(after), cancellation);
        if (rewards is not null)
            await rewards.VisitAsync(cancellation);
    }

    /// <inheritdoc/>
    public Task<long> BeginImportAsync() => Imports.BeginImport();

    /// <inheritdoc/>
    public Task CompleteImportAsync(long sequenceBefore, CancellationToken cancellation = default) =>
        Imports.CompleteImport(sequenceBefore).WaitAsync(cancellation);

    /// <summary>Sees to it that every share has its reminder.</summary>
    public async Task ArmAsync(CancellationToken cancellation)
    {
        await Imports.Arm();
        await EachAsync(share => share.Arm(), cancellation);
    }

    private Task EachAsync(Func<IExpirySweepGrain, Task> call, CancellationToken cancellation) => Parallel.ForEachAsync(
        Enumerable.Range(0, shares.Shares),
        new ParallelOptions { MaxDegreeOfParallelism = MaxShares, CancellationToken = cancellation },
        async (number, stop) =>
            await call(grains.GetGrain<IExpirySweepGrain>(number.ToString(CultureInfo.InvariantCulture))).WaitAsync(stop));
}
