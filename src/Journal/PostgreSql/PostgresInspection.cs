using Npgsql;

namespace Loyalty.Journal;

/// <summary>Looks up what the database holds of some appends, in one round trip.</summary>
internal static class PostgresInspection
{
    private const string LastVersions =
        """
        SELECT m.member, coalesce((SELECT j.version FROM journal j WHERE j.member = m.member ORDER BY j.version DESC LIMIT 1), 0)
        FROM unnest($1) m (member)
        """;

    private const string TakenKeys = "SELECT key FROM journal WHERE key = ANY ($1)";

    private const string Rows =
        """
        SELECT w.member, w.version, j.type, j.body, j.at, j.sequence FROM unnest($1, $2) w (member, version), LATERAL (
            SELECT type, body, at, sequence FROM journal WHERE journal.member = w.member AND journal.version = w.version LIMIT 1
        ) j
        """;

    public static ExistingRows Of(NpgsqlConnection connection, IReadOnlyList<PendingAppend> appends)
    {
        using var batch = new NpgsqlBatch(connection);
        var wanted = appends.SelectMany(append => append.Events.Select((_, i) => (append.Member, Version: append.ExpectedVersion + i + 1))).ToArray();
        batch.BatchCommands.Add(Command(LastVersions, appends.Select(append => append.Member).Distinct(StringComparer.Ordinal).ToArray()));
        batch.BatchCommands.Add(Command(TakenKeys, appends.SelectMany(append => append.Events).Select(stored => stored.Key).OfType<string>().ToArray()));
        batch.BatchCommands.Add(Command(Rows, wanted.Select(row => row.Member).ToArray(), wanted.Select(row => row.Version).ToArray()));
        using var reader = batch.ExecuteReader();
        return ExistingRows.Read(reader);
    }

    private static NpgsqlBatchCommand Command(string text, params ReadOnlySpan<Array> values)
    {
        var command = new NpgsqlBatchCommand(text);
        foreach (var value in values)
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        return command;
    }
}
