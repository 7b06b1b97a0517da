using Loyalty.Grains;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Loyalty.Journal;

/// <summary>An open journal with the stores beside it. Disposing takes nothing more, writes what was taken, then closes.</summary>
public sealed class LoyaltyStore : IAsyncDisposable
{
    private readonly IReadOnlyList<IAsyncDisposable> _closing;
    private readonly SqlTrail _trail;

    /// <param name="closing">What is closed, in this order.</param>
    internal LoyaltyStore(SqlJournal journal, ISqlTables tables, UnreadableRows unreadable, IReadOnlyList<IAsyncDisposable> closing)
    {
        Journal = journal;
        DueHistory = journal;
        MemberSearch = new SqlMemberSearch(tables, journal);
        Tables = tables;
        Unreadable = unreadable;
        Snapshots = new SqlSnapshots(tables);
        Persons = new SqlPersons(tables, unreadable);
        Accounts = new SqlAccounts(journal, unreadable, new SeparateStores(journal, Snapshots, Persons));
        PersonChanges = new SqlPersonChanges(tables, unreadable, journal.Commits);
        var streams = new SqlStreams(tables, unreadable);
        StreamPages = streams;
        Streams = [.. StreamNames.All.Select(streams.Followed)];
        Rates = new SqlRates(tables);
        var facts = new SqlFacts(tables);
        (Facts, Programmes) = (facts, facts);
        var airport = new SqlAirport(tables, journal.Commits);
        Airport = airport;
        Commits = journal.Commits;
        Followers = new SqlFollowers(tables, journal.IsOwn);
        Erasure = new SqlErasure(tables, airport, unreadable, journal.Commits);
        Finance = new SqlFinance(tables);
        BenefitUses = new SqlBenefitUses(tables);
        Standings = new SqlStandings(tables);
        Cards = new SqlCards(tables);
        Pairings = new SqlPairings(tables);
        Push = new SqlPush(tables);
        Rewards = new SqlRewards(tables, journal.Commits);
        ApiKeys = new SqlApiKeys(tables);
        Webhooks = new SqlWebhooks(tables);
        Numbers = new SqlNumbers(tables);
        Partners = new SqlPartners(tables, journal.Commits);
        _trail = new SqlTrail(tables);
        TrailStore = new TrailTables(tables);
        _closing = closing;
    }

    /// <summary>Name of the meter that tells queue depth, batch sizes, commit durations and appends by outcome.</summary>
    public static string MeterName => JournalMetrics.MeterName;

    public IJournal Journal { get; }

    /// <summary>What was due after each change.</summary>
    public IDueHistory DueHistory { get; }

    public IMemberSearch MemberSearch { get; }

    public ISnapshotStore Snapshots { get; }

    public IPersonStore Persons { get; }

    /// <summary>Snapshot, events and person of an account, read together.</summary>
    public IAccountStore Accounts { get; }

    /// <summary>Changes of persons that are told.</summary>
    public IPersonChanges PersonChanges { get; }

    /// <summary>The streams beside the ledger, for who follows them.</summary>
    public IReadOnlyList<IEventStream> Streams { get; }

    /// <summary>The same, for who is told what cannot be read.</summary>
    public IStreamPages StreamPages { get; }

    public IRateStore Rates { get; }

    /// <summary>How far followers have come.</summary>
    public IFollowerStore Followers { get; }

    /// <summary>Raised when this process has committed events; a stream beside the ledger raises it too.</summary>
    public CommitSignal Commits { get; }

    public IEngineFacts Facts { get; }

    /// <summary>Programme versions, drafts and rehearsals.</summary>
    public IProgrammeStore Programmes { get; }

    public IAirportStore Airport { get; }

    /// <summary>Takes persons out of all that is stored but the ledger and the trail.</summary>
    public IErasureStore Erasure { get; }

    /// <summary>Sums of held tiers, and closed months.</summary>
    public IFinanceStore Finance { get; }

    public IBenefitUseStore BenefitUses { get; }

    /// <summary>Where members stand, for lists of them.</summary>
    public IStandingStore Standings { get; }

    /// <summary>Links and devices of cards.</summary>
    public ICardStore Cards { get; }

    /// <summary>Tills and displays that wait to be let in.</summary>
    public IPairingStore Pairings { get; }

    /// <summary>Browsers that members are told things in.</summary>
    public IPushStore Push { get; }

    /// <summary>The ledger of rewards.</summary>
    public IRewardStore Rewards { get; }

    public IApiKeyStore ApiKeys { get; }

    /// <summary>Subscriptions of other systems.</summary>
    public IWebhookStore Webhooks { get; }

    /// <summary>Schemes of numbers, and the numbers that members have.</summary>
    public INumberStore Numbers { get; }

    /// <summary>Partners, and orders at them.</summary>
    public IPartnerStore Partners { get; }

    /// <summary>Where changes by operators and keys are recorded.</summary>
    public ITrail Trail => _trail;

    /// <summary>What is recorded there.</summary>
    public ITrailStore TrailStore { get; }

    /// <summary>What was met that cannot be read.</summary>
    public IUnreadableRows Unreadable { get; }

    internal ISqlTables Tables { get; }

    /// <summary>Opens the journal that <c>Loyalty:Journal</c> names and brings it to today's schema.</summary>
    /// <param name="provider"><c>sqlite</c>, <c>postgres</c> or <c>sqlserver</c>.</param>
    /// <param name="connectionString">Of that provider. A SQLite file and its folder are made when missing.</param>
    /// <param name="time">Its timestamps measure commits and bound outages; its clock is not read.</param>
    /// <param name="logs">Null to log nothing.</param>
    /// <param name="limits">Null for <see cref="JournalLimits.Default"/>.</param>
    /// <exception cref="JournalRefusedException">It cannot be opened as configured, or a newer engine has written it.</exception>
    /// <exception cref="JournalUnavailableException">The server cannot be reached now.</exception>
    public static Task<LoyaltyStore> OpenAsync(
        string provider,
        string connectionString,
        TimeProvider time,
        ILoggerFactory? logs = null,
        JournalLimits? limits = null,
        CancellationToken cancellation = default)
    {
        var log = (logs ?? NullLoggerFactory.Instance).CreateLogger("Loyalty.Journal");
        limits ??= JournalLimits.Default;
        return provider switch
        {
            "sqlite" => Task.Run(() => SqliteStore.Open(connectionString, limits, time, log), cancellation),
            "postgres" => PostgresStore.OpenAsync(connectionString, limits, time, log, cancellation),
            "sqlserver" => SqlServerStore.OpenAsync(connectionString, limits, time, log, cancellation),
            _ => throw new JournalRefusedException($"Loyalty:Journal:Provider is '{provider}', which is none of 'sqlite', 'postgres', 'sqlserver'."),
        };
    }

    /// <summary>Makes those findable whom an engine without a search has enrolled. Once they are, it has nothing to do.</summary>
    /// <returns>How many became so.</returns>
    /// <exception cref="EngineBusyException">The queue is full; the rest is for another time.</exception>
    /// <exception cref="JournalUnavailableException">The same.</exception>
    public Task<long> CompleteSearchAsync(CancellationToken cancellation) => new SearchKeyBackfill(Tables).RunAsync(cancellation);

    public async ValueTask DisposeAsync()
    {
        foreach (var part in _closing)
            await part.DisposeAsync();
        _trail.Dispose();
    }
}
