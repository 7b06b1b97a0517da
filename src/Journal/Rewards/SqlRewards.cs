using System.Data.Common;
using Loyalty.Domain;
using Loyalty.Grains;

namespace Loyalty.Journal;

/// <summary>The ledger of rewards in tables of its own.</summary>
/// <param name="commits">Is told, for who follows the stream.</param>
internal sealed class SqlRewards(ISqlTables tables, CommitSignal commits) : IRewardStore
{
    private const string KeyColumns = "id, owner, home, version, fingerprint, sequence";

    public async Task<IReadOnlyList<RecordedRewards>> ReadAsync(string owner, long afterVersion, int limit)
    {
        var rows = await tables.ReadAsync(
            new SqlStatement(
                "SELECT version, at, body, claim, checksum FROM reward_ledger WHERE owner = @owner AND version > @after ORDER BY version LIMIT @limit",
                ("@owner", owner), ("@after", afterVersion), ("@limit", limit)),
            row => (Version: row.GetInt64(0), At: row.GetInt64(1), Body: row.GetString(2), Claim: row.GetString(3), Checksum: row.GetInt64(4)));
        var read = new List<RecordedRewards>(rows.Count);
        foreach (var row in rows)
        {
            var at = Instants.FromMicroseconds(row.At);
            if (row.Version != afterVersion + read.Count + 1)
                throw new JournalDamagedException(owner, row.Version, "A row of rewards before it is missing.");
            if (RewardCodec.Checksum(owner, row.Version, at, row.Body, row.Claim) != row.Checksum)
                throw new JournalDamagedException(owner, row.Version, "The row of rewards has changed since it was written: its checksum is another.");
            read.Add(new RecordedRewards(owner, row.Version, at, RewardCodec.Decode(owner, row.Version, row.Body), row.Claim));
        }

        return read;
    }

    public async Task<RewardKey?> FindAsync(string id) =>
        (await tables.ReadAsync(new SqlStatement($"SELECT {KeyColumns} FROM reward_keys WHERE id = @id", ("@id", id)), Read)).SingleOrDefault().Key;

    public Task<IReadOnlyList<(RewardKey Key, long Sequence)>> ListLotsAsync(long? before, int limit) => tables.ReadAsync(
        new SqlStatement(
            $"SELECT {KeyColumns} FROM reward_keys WHERE sequence < @before AND id LIKE 'l:%' ORDER BY sequence DESC LIMIT @limit",
            ("@before", before ?? long.MaxValue), ("@limit", limit)),
        Read);

    // Whose row stands under the version says who was first; where none does, a key was taken or the owner erased.
    public async Task<bool> AppendAsync(RewardAppend append)
    {
        await tables.WriteAsync(RewardSql.Append(append));
        commits.Raise();
        var mine = append.Rows[0].Row;
        var claims = await tables.ReadAsync(
            new SqlStatement("SELECT claim FROM reward_ledger WHERE owner = @owner AND version = @version", ("@owner", mine.Owner), ("@version", mine.Version)),
            row => row.GetString(0));
        return claims.Count == 1 && claims[0] == mine.Claim;
    }

    public Task<IReadOnlyList<string>> ReadDueAsync(DateTimeOffset now, int limit) => tables.ReadAsync(
        new SqlStatement(
            "SELECT owner FROM reward_dues WHERE due <= @now ORDER BY due, owner LIMIT @limit", ("@now", Instants.ToMicroseconds(now)), ("@limit", limit)),
        row => row.GetString(0));

    public Task<IReadOnlyList<RewardFlow>> SumAsync(DateOnly from, DateOnly to) => tables.ReadAsync(
        new SqlStatement(
            """
            SELECT kind, currency, CAST(sum(issued) AS bigint), CAST(sum(used) AS bigint), CAST(sum(expired) AS bigint), CAST(sum(revoked) AS bigint), CAST(sum(held) AS bigint)
            FROM reward_flows WHERE day >= @from AND day < @to GROUP BY kind, currency ORDER BY kind, currency
            """,
            ("@from", from), ("@to", to)),
        row => new RewardFlow(
            from,
            Enum.Parse<LotKind>(row.GetString(0)),
            row.IsDBNull(1) ? null : row.GetString(1),
            row.GetInt64(2),
            row.GetInt64(3),
            row.GetInt64(4),
            row.GetInt64(5),
            row.GetInt64(6)));

    private static (RewardKey Key, long Sequence) Read(DbDataReader row) =>
        (new RewardKey(row.GetString(0), row.GetString(1), row.GetString(2), row.GetInt64(3), row.GetString(4)), row.GetInt64(5));
}
