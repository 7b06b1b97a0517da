using System.Data.Common;
using Loyalty.Grains;

namespace Loyalty.Journal;

/// <summary>Keys in a table of their own, and a fact that tells whether it has changed.</summary>
internal sealed class SqlApiKeys(ISqlTables tables) : IApiKeyStore
{
    private const string Revision = "api-keys";

    public async Task<string?> RevisionAsync()
    {
        var rows = await tables.ReadAsync(
            new SqlStatement("SELECT value FROM engine_facts WHERE name = @name", ("@name", Revision)), row => row.GetString(0));
        return rows.Count == 0 ? null : rows[0];
    }

    public Task<IReadOnlyList<ApiKey>> LoadAsync() => tables.ReadAsync(
        new SqlStatement("SELECT id, name, scopes, hash, created_at, expires_at, last_used_at, revoked_at FROM api_keys ORDER BY created_at, id"), Read);

    public Task AddAsync(ApiKey key) => tables.WriteAsync(
    [
        new SqlStatement(
            """
            INSERT INTO api_keys (id, name, scopes, hash, created_at, expires_at)
            VALUES (@id, @name, @scopes, @hash, @created, @expires) ON CONFLICT (id) DO NOTHING
            """,
            ("@id", key.Id),
            ("@name", key.Name),
            ("@scopes", string.Join(' ', key.Scopes)),
            ("@hash", Convert.ToHexStringLower(key.Hash.Span)),
            ("@created", Instants.ToMicroseconds(key.CreatedAt)),
            ("@expires", key.ExpiresAt is { } expires ? Instants.ToMicroseconds(expires) : null)),
        Changed(),
    ]);

    public Task RevokeAsync(string id, DateTimeOffset at) => tables.WriteAsync(
    [
        new SqlStatement(
            "UPDATE api_keys SET revoked_at = @at WHERE id = @id AND revoked_at IS NULL", ("@id", id), ("@at", Instants.ToMicroseconds(at))),
        Changed(),
    ]);

    public Task UsedAsync(IReadOnlyDictionary<string, DateTimeOffset> lastUse) => tables.WriteAsync(
    [
        .. lastUse.Select(use => new SqlStatement(
            "UPDATE api_keys SET last_used_at = @at WHERE id = @id AND (last_used_at IS NULL OR last_used_at < @at)",
            ("@id", use.Key),
            ("@at", Instants.ToMicroseconds(use.Value)))),
    ]);

    private static SqlStatement Changed() => SqlFacts.Keep(Revision, Guid.NewGuid().ToString("N"));

    private static ApiKey Read(DbDataReader row) => new(
        row.GetString(0),
        row.GetString(1),
        row.GetString(2).Split(' '),
        Convert.FromHexString(row.GetString(3)),
        Instants.FromMicroseconds(row.GetInt64(4)),
        Instant(row, 5),
        Instant(row, 6),
        Instant(row, 7));

    private static DateTimeOffset? Instant(DbDataReader row, int column) =>
        row.IsDBNull(column) ? null : Instants.FromMicroseconds(row.GetInt64(column));
}
