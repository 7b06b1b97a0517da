using Npgsql;

namespace Loyalty.Journal;

/// <summary>What the database holds of the members, keys and rows that some appends are about.</summary>
internal sealed class PostgresInspection
{
    private const string LastVersions =
        """
        SELECT m.member, coalesce((SELECT j.version FROM journal j WHERE j.member = m.member ORDER BY j.version DESC LIMIT 1), 0)
        FROM unnest($1) m (member)
        """;

    private const string TakenKeys = "SELECT key FROM journal WHERE key = ANY ($1)";

    private const string Rows =
        """
        SELECT w.member, w.version, j.type, j.body, j.at FROM unnest($1, $2) w (member, version), LATERAL (
            SELECT type, body, at FROM journal WHERE journal.member = w.member AND journal.version = w.version LIMIT 1
        ) j
        """;

    private readonly Dictionary<string, long> _versions = new(StringComparer.Ordinal);
    private readonly HashSet<string> _keys = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Member, long Version), (string Type, byte[] Body, DateTime At)> _rows = [];

    public static PostgresInspection Of(NpgsqlConnection connection, IReadOnlyList<PendingAppend> appends)
    {
        var inspection = new PostgresInspection();
        using var batch = new NpgsqlBatch(connection);
        var wanted = appends.SelectMany(append => append.Events.Select((_, i) => (append.Member, Version: append.ExpectedVersion + i + 1))).ToArray();
        batch.BatchCommands.Add(Command(LastVersions, appends.Select(append => append.Member).Distinct(StringComparer.Ordinal).ToArray()));
        batch.BatchCommands.Add(Command(TakenKeys, appends.SelectMany(append => append.Events).Select(stored => stored.Key).OfType<string>().ToArray()));
        batch.BatchCommands.Add(Command(Rows, wanted.Select(row => row.Member).ToArray(), wanted.Select(row => row.Version).ToArray()));
        using var reader = batch.ExecuteReader();
        while (reader.Read())
            inspection._versions[reader.GetString(0)] = reader.GetInt64(1);
        reader.NextResult();
        while (reader.Read())
            inspection._keys.Add(reader.GetString(0));
        reader.NextResult();
        while (reader.Read())
        {
            inspection._rows[(reader.GetString(0), reader.GetInt64(1))] =
                (reader.GetString(2), reader.GetFieldValue<byte[]>(3), reader.GetDateTime(4));
        }

        return inspection;
    }

    /// <summary>The member's last version, 0 for none.</summary>
    public long LastVersion(PendingAppend append) => _versions.GetValueOrDefault(append.Member);

    public bool IsTaken(string key) => _keys.Contains(key);

    /// <summary>Whether every row of the append stands there to the byte: then it was written by a commit whose answer was lost.</summary>
    public bool Holds(PendingAppend append) => append.Events.Select((stored, i) => (stored, Version: append.ExpectedVersion + i + 1)).All(
        wanted => _rows.TryGetValue((append.Member, wanted.Version), out var row)
            && row.Type == wanted.stored.Type
            && row.At == append.At.UtcDateTime
            && row.Body.AsSpan().SequenceEqual(wanted.stored.Body));

    private static NpgsqlBatchCommand Command(string text, params ReadOnlySpan<Array> values)
    {
        var command = new NpgsqlBatchCommand(text);
        foreach (var value in values)
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        return command;
    }
}
