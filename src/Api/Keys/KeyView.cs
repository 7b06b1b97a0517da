namespace Loyalty.Api;

/// <summary>A key, without its text.</summary>
/// <param name="Id">The part of the key's text, behind <c>lk_</c>, by which it is recognised.</param>
/// <param name="Name">For whom it is.</param>
/// <param name="LastUsedAt">About when it was last used, or null.</param>
/// <param name="ExpiresAt">From when on it is worth nothing, or null.</param>
/// <param name="RevokedAt">Since when it has been worth nothing, or null.</param>
public sealed record KeyView(
    string Id,
    string Name,
    IReadOnlyList<string> Scopes,
    DateTimeOffset CreatedAt,
    DateTimeOffset? ExpiresAt,
    DateTimeOffset? LastUsedAt,
    DateTimeOffset? RevokedAt)
{
    public static KeyView Of(CachedKey key) => new(
        key.Stored.Id, key.Stored.Name, key.Stored.Scopes, key.Stored.CreatedAt, key.Stored.ExpiresAt, key.LastUsedAt, key.RevokedAt);
}

/// <summary>A key that has just been made.</summary>
/// <param name="Key">Its text, for once: only its hash is kept.</param>
public sealed record NewKeyView(
    string Id, string Name, IReadOnlyList<string> Scopes, DateTimeOffset CreatedAt, DateTimeOffset? ExpiresAt, string Key)
{
    public static NewKeyView Of(CachedKey key, string text) => new(
        key.Stored.Id, key.Stored.Name, key.Stored.Scopes, key.Stored.CreatedAt, key.Stored.ExpiresAt, text);
}
