namespace Loyalty.Grains;

/// <summary>A key of a system as it is kept: its secret is not.</summary>
/// <param name="Id">Recognises the key: the part of it that is no secret.</param>
/// <param name="Name">Whom it was made for. Several keys may bear one name, so that a new one can take an old one's place.</param>
/// <param name="Scopes">What it may do, in the words of the API.</param>
/// <param name="Hash">SHA-256 of the whole key.</param>
/// <param name="ExpiresAt">From this instant on it is worth nothing; null: never.</param>
/// <param name="LastUsedAt">About when it was last used; null: not yet.</param>
/// <param name="RevokedAt">From this instant on it is worth nothing; null: it has not been revoked.</param>
public sealed record ApiKey(
    string Id,
    string Name,
    IReadOnlyList<string> Scopes,
    ReadOnlyMemory<byte> Hash,
    DateTimeOffset CreatedAt,
    DateTimeOffset? ExpiresAt,
    DateTimeOffset? LastUsedAt = null,
    DateTimeOffset? RevokedAt = null);

/// <summary>The keys of systems.</summary>
public interface IApiKeyStore
{
    /// <summary>Changes with every key that is added or revoked; null while there has been none.</summary>
    Task<string?> RevisionAsync();

    /// <summary>All keys, revoked ones too, in the order they were made.</summary>
    Task<IReadOnlyList<ApiKey>> LoadAsync();

    /// <summary>Keeps a new key; durable when it answers. A key whose id is taken changes nothing.</summary>
    Task AddAsync(ApiKey key);

    /// <summary>Revokes a key for good; durable when it answers. What is revoked already, or not there, stays as it is.</summary>
    Task RevokeAsync(string id, DateTimeOffset at);

    /// <summary>Notes when keys were last used; an earlier instant than the one noted changes nothing.</summary>
    Task UsedAsync(IReadOnlyDictionary<string, DateTimeOffset> lastUse);
}
