using Loyalty.Domain;
using Loyalty.Grains;

namespace Loyalty.Bench;

/// <summary>What the API asks for besides, and the benchmark never calls.</summary>
internal sealed class UncalledServices : IAccountAudit, IMemberSearch, IPopulation, IApiKeyStore
{
    public static void AddTo(IServiceCollection services) => services
        .AddSingleton<IAccountAudit, UncalledServices>().AddSingleton<IMemberSearch, UncalledServices>().AddSingleton<IPopulation, UncalledServices>()
        .AddSingleton<IApiKeyStore, UncalledServices>();

    public Task<AuditPage> CheckAsync(MemberId? after, int limit, CancellationToken cancellation) => throw new NotSupportedException();

    public Task<AuditPage?> CheckAsync(MemberId member) => throw new NotSupportedException();

    public Task<IReadOnlyList<MemberId>> FindAsync(string query, int limit) => throw new NotSupportedException();

    public Task<PopulationView> CountAsync() => throw new NotSupportedException();

    public Task<string?> RevisionAsync() => throw new NotSupportedException();

    public Task<IReadOnlyList<ApiKey>> LoadAsync() => throw new NotSupportedException();

    public Task AddAsync(ApiKey key) => throw new NotSupportedException();

    public Task RevokeAsync(string id, DateTimeOffset at) => throw new NotSupportedException();

    public Task UsedAsync(IReadOnlyDictionary<string, DateTimeOffset> lastUse) => throw new NotSupportedException();
}
