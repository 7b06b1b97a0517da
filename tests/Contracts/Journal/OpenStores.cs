using Loyalty.Grains;

namespace Loyalty.Contracts;

/// <summary>A journal with the stores beside it, as a suite sees them.</summary>
public sealed record OpenStores(
    IJournal Journal,
    ISnapshotStore Snapshots,
    IPersonStore Persons,
    IRateStore Rates,
    IEngineFacts Facts,
    IAirportStore Airport,
    IApiKeyStore ApiKeys,
    IMemberSearch Search,
    Func<Task<long>> CompleteSearch,
    IDueHistory DueHistory,
    IErasureStore Erasure,
    ITrail Trail,
    ITrailStore TrailStore,
    Func<ValueTask> Close) : IAsyncDisposable
{
    public ValueTask DisposeAsync() => Close();
}
