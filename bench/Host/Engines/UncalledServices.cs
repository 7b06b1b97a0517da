using Loyalty.Api;
using Loyalty.Domain;
using Loyalty.Grains;
using Orleans.Runtime;

namespace Loyalty.Bench;

/// <summary>What the API asks for besides, and the benchmark never calls.</summary>
internal sealed class UncalledServices : IAccountAudit, IMemberSearch, IPopulation, IApiKeyStore, ITrail, ITrailStore, IExpirySweep, IBackplane
{
    public static void AddTo(IServiceCollection services) => services
        .AddSingleton<IAccountAudit, UncalledServices>().AddSingleton<IMemberSearch, UncalledServices>().AddSingleton<IPopulation, UncalledServices>()
        .AddSingleton<IApiKeyStore, UncalledServices>().AddSingleton<ITrail, UncalledServices>().AddSingleton<ITrailStore, UncalledServices>()
        .AddSingleton<IExpirySweep, UncalledServices>().AddSingleton<IBackplane, UncalledServices>()
        .AddSingleton<IJournal, MemoryJournal>().AddSingleton<IRateBook>(new RateBook(new MemoryStores()));

    public SiloAddress Self => SiloAddress.Zero;

    public IReadOnlyList<SiloAddress> Others => [];

    public IHubBackplane On(SiloAddress silo) => throw new NotSupportedException();

    public Task<AuditPage> CheckAsync(MemberId? after, int limit, CancellationToken cancellation) => throw new NotSupportedException();

    public Task<AuditPage?> CheckAsync(MemberId member) => throw new NotSupportedException();

    public Task<IReadOnlyList<MemberId>> FindAsync(string query, int limit) => throw new NotSupportedException();

    public Task<PopulationView> CountAsync() => throw new NotSupportedException();

    public Task<string?> RevisionAsync() => throw new NotSupportedException();

    public Task<IReadOnlyList<ApiKey>> LoadAsync() => throw new NotSupportedException();

    public Task AddAsync(ApiKey key) => throw new NotSupportedException();

    public Task RevokeAsync(string id, DateTimeOffset at) => throw new NotSupportedException();

    public Task UsedAsync(IReadOnlyDictionary<string, DateTimeOffset> lastUse) => throw new NotSupportedException();

    // Members are enrolled before the measuring begins; nobody reads who did it.
    public Task<TrailRecord> AddAsync(TrailEntry entry, DateTimeOffset at) => Task.FromResult(TrailSeal.After(new TrailEnd(0, TrailSeal.None), entry, at));

    public Task<IReadOnlyList<TrailRecord>> ReadAsync(TrailQuery query) => throw new NotSupportedException();

    public Task<IReadOnlyList<TrailRecord>> ReadAfterAsync(long afterSequence, int limit) => throw new NotSupportedException();

    public Task<TrailEnd> HeadAsync() => throw new NotSupportedException();

    public Task<TrailEnd> RootAsync() => throw new NotSupportedException();

    public Task<TrailBeginning?> EndBeforeAsync(DateTimeOffset instant) => throw new NotSupportedException();

    public Task ForgetThroughAsync(TrailEnd end) => throw new NotSupportedException();

    public Task SweepAsync(bool everyone = false, CancellationToken cancellation = default) => throw new NotSupportedException();

    public Task StepAsync(DateOnly after, CancellationToken cancellation = default) => throw new NotSupportedException();

    public Task<long> BeginImportAsync() => throw new NotSupportedException();

    public Task CompleteImportAsync(long sequenceBefore, CancellationToken cancellation = default) => throw new NotSupportedException();
}
