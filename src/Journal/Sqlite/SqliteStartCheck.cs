using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using SQLitePCL;

namespace Loyalty.Journal;

/// <summary>
/// Looks into a file before anything is written to it: whether it has all that was answered, and whether its pages hang together. A file
/// that is refused is left as it is, its log too.
/// </summary>
internal sealed class SqliteStartCheck(string path, string connectionString, JournalLimits limits, ILogger log)
{
    /// <summary>Faults of pages that are told.</summary>
    private const int Told = 3;

    /// <exception cref="JournalRefusedException">Something that was answered is missing, or pages are damaged.</exception>
    public void Run()
    {
        var noted = AnsweredNote.Read(path);
        if (!File.Exists(path) || new FileInfo(path).Length == 0)
        {
            if (noted is { Sequence: > 0 })
                log.LogWarning("{Path} is not there, though {Sequence} changes were answered: a new ledger begins", path, noted.Value.Sequence);
            return;
        }

        var walk = LogWalk.Of(path);
        var (state, faults) = Look();
        if (faults.Count > 0)
            throw new JournalRefusedException($"The journal '{path}' is damaged: restore it from a backup. {string.Join("; ", faults.Take(Told))}");
        if (state is not { } file)
            return;
        if (SqliteLoss.Of(file, noted, walk) is { } loss)
            Lost(loss);
        else if (SqliteLoss.IsRestored(file, noted, walk))
            log.LogWarning("{Path} is an older one: it ends with change {Sequence}, after which {Answered} had been answered. It is taken for a restored backup", path, file.Sequence, noted!.Value.Sequence);
        else if (walk.HeadDamaged || walk.CommitsBehind > 0)
            log.LogWarning("The log of {Path} is torn at frame {Frame}; nothing that was answered is missing", path, walk.Sound + 1);
    }

    private void Lost(string loss)
    {
        if (!limits.AcceptLoss)
        {
            throw new JournalRefusedException(
                $"The journal '{path}' {loss} Restore it from a backup; to go on without what is missing, start once with Loyalty:Journal:AcceptLoss=true.");
        }

        log.LogError("The journal {Path} {Loss} It is opened all the same, as Loyalty:Journal:AcceptLoss says", path, loss);
    }

    private (FileState? State, IReadOnlyList<string> Faults) Look()
    {
        using var connection = new SqliteConnection(connectionString);
        connection.Open();
        // Who closes a file last moves its log and deletes it; a log that is damaged must stay.
        raw.sqlite3_db_config(connection.Handle, raw.SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, out _);
        if (Numbers(connection, "SELECT count(*) FROM sqlite_schema WHERE name = 'journal'") is not [1])
            return (null, []);
        var faults = new FileInfo(path).Length <= limits.CheckedAtStart ? Faults(connection) : [];
        if (faults.Count > 0)
            return (null, faults);
        var sequence = Numbers(connection, "SELECT coalesce(max(sequence), 0) FROM journal")[0];
        var kept = Numbers(connection, "SELECT count(*) FROM sqlite_schema WHERE name = 'answered'") is [1]
            ? Numbers(connection, "SELECT changes, least_sequence, least_changes FROM answered LIMIT 1")
            : [];
        var (written, noted) = (File.GetLastWriteTimeUtc(path).Ticks, File.GetLastWriteTimeUtc(path + AnsweredNote.Ending).Ticks);
        return (kept is [var changes, var leastSequence, var leastChanges]
            ? new FileState(sequence, changes, leastSequence, leastChanges, written, noted)
            : new FileState(sequence, 0, 0, 0, written, noted), []);
    }

    // A value of the wrong kind is one row's matter: whoever reads that row tells it.
    private static List<string> Faults(SqliteConnection connection)
    {
        using var command = new SqliteCommand("PRAGMA quick_check", connection);
        using var reader = command.ExecuteReader();
        var faults = new List<string>();
        while (reader.Read())
        {
            var fault = reader.GetString(0);
            if (fault != "ok" && !fault.Contains(" value in ", StringComparison.Ordinal) && !fault.Contains("constraint failed", StringComparison.Ordinal))
                faults.Add(fault.ReplaceLineEndings(" "));
        }

        return faults;
    }

    private static List<long> Numbers(SqliteConnection connection, string query)
    {
        using var command = new SqliteCommand(query, connection);
        using var reader = command.ExecuteReader();
        var numbers = new List<long>();
        if (reader.Read())
        {
            for (var column = 0; column < reader.FieldCount; column++)
                numbers.Add(Convert.ToInt64(reader.GetValue(column), CultureInfo.InvariantCulture));
        }

        return numbers;
    }
}
