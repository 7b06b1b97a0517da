using Orleans.Storage;

namespace Loyalty.Grains;

/// <summary>Keeps the sweep's day among the journal's facts, where a silo is alone and has no storage but its journal.</summary>
public sealed class FactsGrainStorage(IEngineFacts facts) : IGrainStorage
{
    /// <inheritdoc/>
    public async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var swept = await facts.ReadAsync(ExpirySweepGrain.SweptThrough);
        StateOf(grainState).SweptThrough = swept;
        grainState.RecordExists = swept is not null;
    }

    /// <inheritdoc/>
    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        await facts.WriteAsync(ExpirySweepGrain.SweptThrough, StateOf(grainState).SweptThrough ?? "");
        grainState.RecordExists = true;
    }

    /// <summary>The engine never forgets through which day it swept.</summary>
    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => throw new NotSupportedException();

    private static SweepState StateOf<T>(IGrainState<T> grainState) =>
        grainState.State as SweepState ?? throw new InvalidOperationException($"Facts keep the sweep's day alone, and no {typeof(T).Name}.");
}
