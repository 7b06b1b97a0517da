using System.Globalization;
using System.Text.Json;
using Loyalty.Domain;
using Loyalty.Grains;

namespace Loyalty.Journal;

/// <summary>Cursors, leases and members set aside, as facts: <c>follower:NAME</c>, <c>follower:NAME:lease</c> and <c>follower:NAME:aside:MEMBER</c>.</summary>
/// <param name="isOwn">No other process can be at the store.</param>
internal sealed class SqlFollowers(ISqlTables tables, bool isOwn) : IFollowerStore
{
    /// <summary>Rows that are read, and statements that share a transaction.</summary>
    private const int Chunk = 500;

    // Digits alone before the holder, so that every database orders leases by their ends.
    private const string Lease =
        """
        INSERT INTO engine_facts (name, value) VALUES (@name, @value) ON CONFLICT (name) DO UPDATE SET value = excluded.value
        WHERE engine_facts.value < @now OR engine_facts.value LIKE @mine
        """;

    public bool IsOwn => isOwn;

    public async Task<FollowerRecord?> LoadAsync(string follower)
    {
        if (await ReadAsync(Cursor(follower)) is not { } stored)
            return null;
        var (prefix, after, aside) = (Aside(follower, ""), "", new List<MemberAside>());
        while (true)
        {
            var rows = await tables.ReadAsync(
                new SqlStatement(
                    "SELECT name, value FROM engine_facts WHERE name LIKE @prefix AND name > @after ORDER BY name LIMIT @limit",
                    ("@prefix", prefix + "%"), ("@after", after), ("@limit", Chunk)),
                row => (Name: row.GetString(0), Value: row.GetString(1)));
            aside.AddRange(rows.Where(row => row.Name.StartsWith(prefix, StringComparison.Ordinal)).Select(row => AsideBody.Read(row.Name[prefix.Length..], row.Value)));
            if (rows.Count < Chunk)
                return new FollowerRecord(JsonSerializer.Deserialize(stored, FollowerJson.Default.DictionaryStringInt64)!, aside);
            after = rows[^1].Name;
        }
    }

    // The cursor comes last: a member set aside ahead of it is asked for again, never passed over.
    public async Task SaveAsync(string follower, IReadOnlyDictionary<string, long> cursors, IReadOnlyList<MemberAside> aside, IReadOnlyList<MemberId> done)
    {
        List<SqlStatement> statements =
        [
            .. aside.Select(member => SqlFacts.Keep(Aside(follower, member.Member.Value), AsideBody.Write(member))),
            .. done.Select(member => SqlFacts.Forget(Aside(follower, member.Value))),
            SqlFacts.Keep(Cursor(follower), JsonSerializer.Serialize(cursors.ToDictionary(), FollowerJson.Default.DictionaryStringInt64)),
        ];
        foreach (var chunk in statements.Chunk(Chunk))
            await tables.WriteAsync(chunk);
    }

    public async Task<bool> LeaseAsync(string follower, string holder, DateTimeOffset now, DateTimeOffset until)
    {
        var value = $"{Digits(until)} {holder}";
        await tables.WriteAsync(
        [
            new SqlStatement(
                Lease, ("@name", LeaseOf(follower)), ("@value", value), ("@now", isOwn ? "9" : Digits(now)), ("@mine", "% " + holder)),
        ]);
        return await ReadAsync(LeaseOf(follower)) == value;
    }

    public async Task ForgetAsync(string follower)
    {
        var kept = await LoadAsync(follower);
        List<SqlStatement> statements = [.. (kept?.Aside ?? []).Select(member => SqlFacts.Forget(Aside(follower, member.Member.Value)))];
        foreach (var chunk in statements.Chunk(Chunk))
            await tables.WriteAsync(chunk);
        await tables.WriteAsync([SqlFacts.Forget(Cursor(follower)), SqlFacts.Forget(LeaseOf(follower))]);
    }

    private static string Cursor(string follower) => $"follower:{follower}";

    private static string LeaseOf(string follower) => $"follower:{follower}:lease";

    private static string Aside(string follower, string member) => $"follower:{follower}:aside:{member}";

    private static string Digits(DateTimeOffset instant) => instant.UtcTicks.ToString("D19", CultureInfo.InvariantCulture);

    private async Task<string?> ReadAsync(string name)
    {
        var rows = await tables.ReadAsync(SqlFacts.Read(name), row => row.GetString(0));
        return rows.Count == 0 ? null : rows[0];
    }
}
