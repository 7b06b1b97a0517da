using System.Data.Common;
using Loyalty.Domain;
using Loyalty.Grains;

namespace Loyalty.Journal;

/// <summary>Links and devices of cards, and a fact that tells whether a device has gone.</summary>
internal sealed class SqlCards(ISqlTables tables) : ICardStore
{
    private const string Revision = "card-devices";

    private const string DeviceColumns = "id, member, hash, name, added_at, used_at, revoked_at";

    public async Task<string?> RevisionAsync() => (await tables.ReadAsync(SqlFacts.Read(Revision), row => row.GetString(0))).SingleOrDefault();

    public Task AddLinkAsync(CardLink link, DateTimeOffset forgetBefore) => tables.WriteAsync(
    [
        new SqlStatement("DELETE FROM card_links WHERE member = @member AND device IS NULL", ("@member", link.Member.Value)),
        new SqlStatement("DELETE FROM card_links WHERE expires_at < @before", ("@before", Instants.ToMicroseconds(forgetBefore))),
        new SqlStatement(
            "INSERT INTO card_links (hash, member, made_at, expires_at) VALUES (@hash, @member, @made, @expires)",
            ("@hash", link.Hash),
            ("@member", link.Member.Value),
            ("@made", Instants.ToMicroseconds(link.MadeAt)),
            ("@expires", Instants.ToMicroseconds(link.ExpiresAt))),
    ]);

    public async Task<(CardLink? Link, CardDevice? Device)> BindAsync(string linkHash, NewCardDevice device)
    {
        await tables.WriteAsync(
        [
            new SqlStatement(
                "UPDATE card_links SET device = @id WHERE hash = @link AND device IS NULL AND expires_at > @at",
                ("@id", device.Id), ("@link", linkHash), ("@at", Instants.ToMicroseconds(device.At))),
            new SqlStatement(
                """
                INSERT INTO card_devices (id, member, hash, name, added_at, used_at)
                SELECT @id, member, @hash, CAST(@name AS text), @at, @at FROM card_links WHERE hash = @link AND device = @id
                AND NOT EXISTS (SELECT 1 FROM card_devices known WHERE known.id = @id)
                """,
                ("@id", device.Id),
                ("@hash", device.Hash),
                ("@name", device.Name),
                ("@at", Instants.ToMicroseconds(device.At)),
                ("@link", linkHash)),
            new SqlStatement(
                $"""
                UPDATE card_devices SET revoked_at = @at WHERE revoked_at IS NULL
                AND member IN (SELECT own.member FROM card_devices own WHERE own.id = @id)
                AND id NOT IN (SELECT kept.id FROM card_devices kept WHERE kept.revoked_at IS NULL
                    AND kept.member IN (SELECT own.member FROM card_devices own WHERE own.id = @id) ORDER BY kept.added_at DESC, kept.id LIMIT {ICardStore.MaxDevices})
                """,
                ("@id", device.Id),
                ("@at", Instants.ToMicroseconds(device.At))),
            Changed(),
        ]);
        var links = await tables.ReadAsync(
            new SqlStatement("SELECT hash, member, made_at, expires_at, device FROM card_links WHERE hash = @link", ("@link", linkHash)), ReadLink);
        return (links.SingleOrDefault(), await FindDeviceAsync(device.Id));
    }

    public async Task<CardDevice?> FindDeviceAsync(string id) => (await tables.ReadAsync(
        new SqlStatement($"SELECT {DeviceColumns} FROM card_devices WHERE id = @id", ("@id", id)), ReadDevice)).SingleOrDefault();

    public Task<IReadOnlyList<CardDevice>> ReadDevicesAsync(MemberId member) => tables.ReadAsync(
        new SqlStatement($"SELECT {DeviceColumns} FROM card_devices WHERE member = @member ORDER BY added_at, id", ("@member", member.Value)), ReadDevice);

    public Task RevokeAsync(MemberId member, string id, DateTimeOffset at) => tables.WriteAsync(
    [
        new SqlStatement(
            "UPDATE card_devices SET revoked_at = @at WHERE id = @id AND member = @member AND revoked_at IS NULL",
            ("@id", id), ("@member", member.Value), ("@at", Instants.ToMicroseconds(at))),
        Changed(),
    ]);

    public Task UsedAsync(string id, DateTimeOffset at) => tables.WriteAsync(
    [
        new SqlStatement(
            "UPDATE card_devices SET used_at = @at WHERE id = @id AND used_at < @at", ("@id", id), ("@at", Instants.ToMicroseconds(at))),
    ]);

    /// <summary>Takes links and devices of a member away, in the transaction that erases the person.</summary>
    public static IReadOnlyList<SqlStatement> Leave(MemberId member) =>
    [
        new("DELETE FROM card_links WHERE member = @member", ("@member", member.Value)),
        new("DELETE FROM card_devices WHERE member = @member", ("@member", member.Value)),
        Changed(),
    ];

    private static SqlStatement Changed() => SqlFacts.Keep(Revision, Guid.NewGuid().ToString("N"));

    private static CardLink ReadLink(DbDataReader row) => new(
        row.GetString(0), MemberId.Of(row.GetString(1)), Instants.FromMicroseconds(row.GetInt64(2)), Instants.FromMicroseconds(row.GetInt64(3)),
        row.IsDBNull(4) ? null : row.GetString(4));

    private static CardDevice ReadDevice(DbDataReader row) => new(
        row.GetString(0),
        MemberId.Of(row.GetString(1)),
        row.GetString(2),
        row.IsDBNull(3) ? null : row.GetString(3),
        Instants.FromMicroseconds(row.GetInt64(4)),
        Instants.FromMicroseconds(row.GetInt64(5)),
        row.IsDBNull(6) ? null : Instants.FromMicroseconds(row.GetInt64(6)));
}
