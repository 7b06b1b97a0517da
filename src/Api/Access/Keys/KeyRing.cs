using System.Collections.Frozen;
using System.Security.Claims;
using System.Security.Cryptography;
using Loyalty.Domain;
using Loyalty.Grains;

namespace Loyalty.Api;

/// <summary>All keys, in memory, as the database had them last: no request waits for the database, and none costs an allocation.</summary>
public sealed class KeyRing(IApiKeyStore store, OpenAccess open, [FromKeyedServices(ProgrammeClock.TimeKey)] TimeProvider time) : IDisposable
{
    /// <summary>Keys that may be there at once, revoked ones too; none is ever deleted.</summary>
    public const int MaxKeys = 10_000;

    private static readonly byte[] NoHash = new byte[KeySecret.HashBytes];

    private readonly SemaphoreSlim _oneChange = new(1, 1);
    private FrozenDictionary<string, CachedKey> _keys = FrozenDictionary<string, CachedKey>.Empty;
    private FrozenDictionary<string, CachedKey>.AlternateLookup<ReadOnlySpan<char>> _byId =
        FrozenDictionary<string, CachedKey>.Empty.GetAlternateLookup<ReadOnlySpan<char>>();

    private string? _revision;

    /// <summary>Every key, in the order they were made.</summary>
    public IReadOnlyList<CachedKey> All => [.. _keys.Values.OrderBy(key => key.Stored.CreatedAt).ThenBy(key => key.Stored.Id, StringComparer.Ordinal)];

    /// <summary>Somebody could come in.</summary>
    public bool HasUsable => _keys.Values.Any(key => !key.HasEnded(time.GetUtcNow()));

    /// <summary>The caller that a text lets in, or null. It takes as long for a key that is not there as for one that is.</summary>
    public ClaimsPrincipal? Find(ReadOnlySpan<char> text)
    {
        var id = KeySecret.IdOf(text);
        if (id.IsEmpty)
            return null;
        Span<byte> hash = stackalloc byte[KeySecret.HashBytes];
        KeySecret.Hash(text, hash);
        _ = _byId.TryGetValue(id, out var key);
        var isIt = CryptographicOperations.FixedTimeEquals(hash, key is null ? NoHash : key.Hash);
        var now = time.GetUtcNow();
        if (key is null || !isIt || key.HasEnded(now))
            return null;
        key.Use(now);
        return key.User;
    }

    /// <summary>Makes a key.</summary>
    /// <returns>The key and its text, which is nowhere else; refused with <c>too-many-keys</c>.</returns>
    public async Task<Checked<(CachedKey Key, string Text)>> CreateAsync(KeyRequest wish)
    {
        if (_keys.Count >= MaxKeys)
            return new Refusal("too-many-keys", $"There are {MaxKeys} keys already, revoked ones included.");
        var (id, text) = KeySecret.Make();
        var hash = new byte[KeySecret.HashBytes];
        KeySecret.Hash(text, hash);
        await store.AddAsync(new ApiKey(id, wish.Name, wish.Scopes, hash, time.GetUtcNow(), wish.ExpiresAt));
        await LoadAsync();
        return _keys.GetValueOrDefault(id) is { } made && made.Hash.SequenceEqual(hash)
            ? (made, text)
            : throw new InvalidOperationException($"The key {id} was written and is not there.");
    }

    /// <summary>Revokes a key: here at once, in other processes of the same database within <see cref="KeyRefreshService.Pause"/>.</summary>
    /// <returns>False when there is none with this id.</returns>
    public async Task<bool> RevokeAsync(string id)
    {
        if (!_keys.TryGetValue(id, out var key))
            return false;
        var now = time.GetUtcNow();
        await store.RevokeAsync(id, now);
        key.Revoke(now);
        open.CutEnded();
        await LoadAsync();
        return true;
    }

    /// <summary>Reads the keys if they have changed.</summary>
    public async Task RefreshAsync()
    {
        if (await store.RevisionAsync() != _revision)
            await LoadAsync();
    }

    /// <summary>Reads the keys, and when other processes have used them last.</summary>
    public async Task LoadAsync()
    {
        await _oneChange.WaitAsync();
        try
        {
            // Read first: what changes meanwhile is read again.
            var revision = await store.RevisionAsync();
            var stored = await store.LoadAsync();
            var keys = stored.Select(Held).ToFrozenDictionary(key => key.Stored.Id, StringComparer.Ordinal);
            (_keys, _byId, _revision) = (keys, keys.GetAlternateLookup<ReadOnlySpan<char>>(), revision);
        }
        finally
        {
            _oneChange.Release();
        }

        open.CutEnded();
    }

    /// <summary>Writes down when keys were last used, those that were.</summary>
    public async Task TellUseAsync()
    {
        var used = new Dictionary<string, DateTimeOffset>(StringComparer.Ordinal);
        foreach (var (id, key) in _keys)
        {
            if (key.TakeUse() is { } at)
                used[id] = at;
        }

        if (used.Count > 0)
            await store.UsedAsync(used);
    }

    public void Dispose() => _oneChange.Dispose();

    private CachedKey Held(ApiKey stored)
    {
        // Scopes that this engine does not know were given by a newer one: they open nothing here.
        var held = _keys.GetValueOrDefault(stored.Id)
            ?? new CachedKey(stored, ScopeWords.Read(stored.Scopes) is { Refusal: null } grants ? grants.Value : Grants.Nothing);
        if (stored.RevokedAt is { } revoked)
            held.Revoke(revoked);
        held.Learn(stored.LastUsedAt);
        return held;
    }
}
