using Loyalty.Grains;

namespace Loyalty.Journal;

/// <summary>
/// The statements of an append of rewards. What is told and summed comes first, under the condition that the rows can be written; the first row
/// ends that condition, and all behind it hangs on that row: so the statements bear being run twice.
/// </summary>
internal static class RewardSql
{
    public static IReadOnlyList<SqlStatement> Append(RewardAppend append)
    {
        var (condition, given) = Condition(append);
        var first = append.Rows[0].Row;
        List<SqlStatement> statements =
        [
            .. append.Told.Select(told => StreamRow.Insert(StreamNames.Rewards, told, condition, given)),
            .. append.Flows.Select((flow, i) => Insert(flow, first, i, condition, given)),
            Insert(first, condition, given),
        ];
        if (append.Rows.Count > 1)
            statements.Add(Insert(append.Rows[1].Row, $"{IsWritten} AND NOT EXISTS (SELECT 1 FROM reward_ledger kept WHERE kept.owner = @owner AND kept.version = @version)", Writer(first)));
        statements.AddRange(append.Keys.Select(key => Insert(key, first)));
        statements.AddRange(append.Rows.SelectMany(row => Due(row, first)));
        if (append.Moved)
            statements.Add(Move(first, append.Rows[1].Row.Owner));
        return statements;
    }

    /// <summary>The row of the append is there, and it is this writer's.</summary>
    private const string IsWritten =
        "EXISTS (SELECT 1 FROM reward_ledger mine WHERE mine.owner = @firstOwner AND mine.version = @firstVersion AND mine.claim = @firstClaim)";

    private static (string Name, object? Value)[] Writer(RecordedRewards first) =>
        [("@firstOwner", first.Owner), ("@firstVersion", first.Version), ("@firstClaim", first.Claim)];

    private static (string Text, (string Name, object? Value)[] Given) Condition(RewardAppend append)
    {
        var (parts, given) = (new List<string>(), new List<(string, object?)>());
        for (var i = 0; i < append.Rows.Count; i++)
        {
            var row = append.Rows[i].Row;
            parts.Add($"NOT EXISTS (SELECT 1 FROM reward_ledger taken{i} WHERE taken{i}.owner = @own{i} AND taken{i}.version = @now{i})");
            parts.Add($"(@now{i} = 1 OR EXISTS (SELECT 1 FROM reward_ledger last{i} WHERE last{i}.owner = @own{i} AND last{i}.version = @now{i} - 1))");
            given.AddRange([($"@own{i}", row.Owner), ($"@now{i}", row.Version)]);
            if (append.OfErased)
                continue;
            parts.Add($"NOT EXISTS (SELECT 1 FROM persons gone{i} WHERE gone{i}.member = @own{i} AND gone{i}.erased_at IS NOT NULL)");
        }

        for (var i = 0; i < append.Keys.Count; i++)
        {
            parts.Add($"NOT EXISTS (SELECT 1 FROM reward_keys used{i} WHERE used{i}.id = @key{i})");
            given.Add(($"@key{i}", append.Keys[i].Id));
        }

        return (string.Join(" AND ", parts), [.. given]);
    }

    private static SqlStatement Insert(RecordedRewards row, string condition, (string Name, object? Value)[] given)
    {
        var at = Instants.Truncate(row.At);
        var body = RewardCodec.Encode(row.Events);
        return new SqlStatement(
            $"""
            INSERT INTO reward_ledger (sequence, owner, version, at, body, claim, checksum)
            SELECT (SELECT coalesce(max(latest.sequence), 0) + 1 FROM reward_ledger latest), @owner, @version, @at, @body, @claim, @checksum
            WHERE {condition}
            """,
            [
                ("@owner", row.Owner),
                ("@version", row.Version),
                ("@at", Instants.ToMicroseconds(at)),
                ("@body", body),
                ("@claim", row.Claim),
                ("@checksum", RewardCodec.Checksum(row.Owner, row.Version, at, body, row.Claim)),
                .. given,
            ]);
    }

    private static SqlStatement Insert(RewardFlow flow, RecordedRewards first, int place, string condition, (string Name, object? Value)[] given) => new(
        $"""
        INSERT INTO reward_flows (owner, version, place, day, kind, currency, issued, used, expired, revoked, held)
        SELECT @owner, @version, @place, @day, @kind, CAST(@currency AS text), @issued, @used, @expired, @revoked, @held
        WHERE {condition} AND NOT EXISTS (SELECT 1 FROM reward_flows summed WHERE summed.owner = @owner AND summed.version = @version AND summed.place = @place)
        """,
        [
            ("@owner", first.Owner),
            ("@version", first.Version),
            ("@place", (long)place),
            ("@day", flow.Day),
            ("@kind", flow.Kind.ToString()),
            ("@currency", flow.Currency),
            ("@issued", flow.Issued),
            ("@used", flow.Used),
            ("@expired", flow.Expired),
            ("@revoked", flow.Revoked),
            ("@held", flow.Held),
            .. given,
        ]);

    private static SqlStatement Insert(RewardKey key, RecordedRewards first) => new(
        $"""
        INSERT INTO reward_keys (id, owner, home, version, fingerprint, sequence)
        SELECT @id, @owner, @home, @version, @fingerprint, (SELECT mine.sequence FROM reward_ledger mine WHERE mine.owner = @firstOwner AND mine.version = @firstVersion)
        WHERE {IsWritten} AND NOT EXISTS (SELECT 1 FROM reward_keys used WHERE used.id = @id)
        """,
        [("@id", key.Id), ("@owner", key.Owner), ("@home", key.Home), ("@version", key.Version), ("@fingerprint", key.Fingerprint), .. Writer(first)]);

    private static IEnumerable<SqlStatement> Due(RewardRow row, RecordedRewards first)
    {
        (string Name, object? Value)[] given = [("@owner", row.Row.Owner), ("@due", row.Due is { } due ? Instants.ToMicroseconds(due) : long.MaxValue), .. Writer(first)];
        yield return new SqlStatement(
            $"INSERT INTO reward_dues (owner, due) SELECT @owner, @due WHERE {IsWritten} AND NOT EXISTS (SELECT 1 FROM reward_dues kept WHERE kept.owner = @owner)", given);
        yield return new SqlStatement($"UPDATE reward_dues SET due = @due WHERE owner = @owner AND {IsWritten}", given);
    }

    private static SqlStatement Move(RecordedRewards first, string to) => new(
        $"UPDATE reward_keys SET owner = @to WHERE owner = @firstOwner AND {IsWritten}", [("@to", to), .. Writer(first)]);
}
