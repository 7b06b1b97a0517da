using Loyalty.Grains;

namespace Loyalty.Silo;

/// <summary>What a share of the sweep remembers.</summary>
internal sealed class SweepState
{
    /// <summary>The last day whose due members were all visited, as yyyy-MM-dd; null before the first.</summary>
    public string? SweptThrough { get; set; }
}

/// <summary>
/// The facts of a share: the one it writes is grain state. A ledger that was swept by one process until now is swept on from there.
/// </summary>
internal sealed class SweepFacts(IPersistentState<SweepState> state, IEngineFacts beforeTheCluster) : IEngineFacts
{
    public async Task<string?> ReadAsync(string name) => name == ExpirySweep.SweptThrough
        ? state.State.SweptThrough ?? await beforeTheCluster.ReadAsync(name)
        : null;

    public Task WriteAsync(string name, string value)
    {
        if (name != ExpirySweep.SweptThrough)
            throw new InvalidOperationException($"A share of the sweep does not remember '{name}'.");
        state.State.SweptThrough = value;
        return state.WriteStateAsync();
    }
}
