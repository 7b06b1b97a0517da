using Loyalty.Grains;

namespace Loyalty.Api.Tests;

/// <summary>Keys in memory.</summary>
public sealed class FakeApiKeys : IApiKeyStore
{
    private readonly Dictionary<string, ApiKey> _keys = new(StringComparer.Ordinal);
    private int _changes;

    public Task<string?> RevisionAsync() => Task.FromResult(_changes == 0 ? null : $"{_changes}");

    public Task<IReadOnlyList<ApiKey>> LoadAsync() => Task.FromResult<IReadOnlyList<ApiKey>>([.. _keys.Values]);

    public Task AddAsync(ApiKey key) => Change(() => _keys.TryAdd(key.Id, key));

    public Task RevokeAsync(string id, DateTimeOffset at) => Change(() => _keys[id] = _keys[id] with { RevokedAt = _keys[id].RevokedAt ?? at });

    public Task UsedAsync(IReadOnlyDictionary<string, DateTimeOffset> lastUse)
    {
        foreach (var (id, at) in lastUse)
            _keys[id] = _keys[id] with { LastUsedAt = at };
        return Task.CompletedTask;
    }

    private Task Change(Action change)
    {
        change();
        _changes++;
        return Task.CompletedTask;
    }
}
