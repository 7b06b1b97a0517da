using Loyalty.Grains;

namespace Loyalty.Contracts;

/// <summary>A journal with the stores beside it that accounts need, as a suite sees them.</summary>
public record OpenJournal(
    IJournal Journal, ISnapshotStore Snapshots, IPersonStore Persons, IRateStore Rates, IEngineFacts Facts, Func<ValueTask> Close) : IAsyncDisposable
{
    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return Close();
    }
}

/// <summary>The same with every store of an engine.</summary>
public sealed record OpenStores(
    IJournal Journal,
    ISnapshotStore Snapshots,
    IPersonStore Persons,
    IRateStore Rates,
    IEngineFacts Facts,
    IAirportStore Airport,
    IApiKeyStore ApiKeys,
    IWebhookStore Webhooks,
    INumberStore Numbers,
    IMemberSearch Search,
    Func<Task<long>> CompleteSearch,
    IDueHistory DueHistory,
    IErasureStore Erasure,
    ITrail Trail,
    ITrailStore TrailStore,
    IUnreadableRows Unreadable,
    IFollowerStore Followers,
    CommitSignal Commits,
    IPersonChanges PersonChanges,
    IStreamPages Streams,
    IStandingStore Standings,
    ICardStore Cards,
    IPairingStore Pairings,
    IAccountStore Accounts,
    IPushStore Push,
    Func<ValueTask> Close) : OpenJournal(Journal, Snapshots, Persons, Rates, Facts, Close);
