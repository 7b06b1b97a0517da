using System.Data.Common;
using Loyalty.Grains;

namespace Loyalty.Journal;

/// <summary>Pairings, for as long as they wait.</summary>
internal sealed class SqlPairings(ISqlTables tables) : IPairingStore
{
    private const string Columns = "id, code, hash, kind, airport, location, asked_at, expires_at, name, claim";

    public async Task<Pairing?> AddAsync(Pairing pairing)
    {
        await tables.WriteAsync(
        [
            new SqlStatement("DELETE FROM pairings WHERE expires_at < @now", ("@now", Instants.ToMicroseconds(pairing.AskedAt))),
            new SqlStatement(
                $"""
                INSERT INTO pairings (id, code, hash, kind, airport, location, asked_at, expires_at)
                SELECT @id, @code, @hash, @kind, CAST(@airport AS text), CAST(@location AS text), @asked, @expires
                WHERE NOT EXISTS (SELECT 1 FROM pairings taken WHERE taken.id = @id OR taken.code = @code)
                AND (SELECT count(*) FROM pairings) < {IPairingStore.MaxWaiting}
                """,
                ("@id", pairing.Id),
                ("@code", pairing.Code),
                ("@hash", pairing.Hash),
                ("@kind", pairing.Kind),
                ("@airport", pairing.Airport),
                ("@location", pairing.Location),
                ("@asked", Instants.ToMicroseconds(pairing.AskedAt)),
                ("@expires", Instants.ToMicroseconds(pairing.ExpiresAt))),
        ]);
        return await FindAsync(pairing.Id);
    }

    public async Task<Pairing?> FindByCodeAsync(string code) => (await tables.ReadAsync(
        new SqlStatement($"SELECT {Columns} FROM pairings WHERE code = @code", ("@code", code)), Read)).SingleOrDefault();

    public async Task<Pairing?> FindAsync(string id) => (await tables.ReadAsync(
        new SqlStatement($"SELECT {Columns} FROM pairings WHERE id = @id", ("@id", id)), Read)).SingleOrDefault();

    public async Task<Pairing?> ConfirmAsync(string code, string name, DateTimeOffset at)
    {
        await tables.WriteAsync(
        [
            new SqlStatement(
                "UPDATE pairings SET name = @name WHERE code = @code AND name IS NULL AND expires_at > @at",
                ("@code", code), ("@name", name), ("@at", Instants.ToMicroseconds(at))),
        ]);
        return await FindByCodeAsync(code);
    }

    public async Task<Pairing?> ClaimAsync(string id, string claim, DateTimeOffset at)
    {
        await tables.WriteAsync(
        [
            new SqlStatement(
                "UPDATE pairings SET claim = @claim WHERE id = @id AND name IS NOT NULL AND claim IS NULL AND expires_at > @at",
                ("@id", id), ("@claim", claim), ("@at", Instants.ToMicroseconds(at))),
        ]);
        return await FindAsync(id);
    }

    private static Pairing Read(DbDataReader row) => new(
        row.GetString(0),
        row.GetString(1),
        row.GetString(2),
        row.GetString(3),
        Text(row, 4),
        Text(row, 5),
        Instants.FromMicroseconds(row.GetInt64(6)),
        Instants.FromMicroseconds(row.GetInt64(7)),
        Text(row, 8),
        Text(row, 9));

    private static string? Text(DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}
