using Microsoft.Data.Sqlite;

namespace Loyalty.Journal;

/// <summary>
/// Sees to it that what was erased is in no byte of the file. SQLite overwrites what is deleted (<c>secure_delete</c>), but leaves
/// old copies in the gaps of pages that were split before; so the table of persons is written anew, page after page, and the freed
/// pages are overwritten. Then the write-ahead log, which still has the rows, is moved to the file and cut off.
/// </summary>
internal sealed class SqliteScrub(SqliteFile file)
{
    /// <summary>
    /// Persons until which the table is written anew at once: about a second, in which nothing else is written. Above that the gaps
    /// stay until somebody runs VACUUM, and the erasure says so.
    /// </summary>
    public const int MaxRewritten = 100_000;

    /// <summary>Times it is tried to cut the log off, while readers are in it or the log is being moved.</summary>
    private const int Attempts = 50;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private static readonly SqlStatement[] Rewrite =
    [
        new("CREATE TEMP TABLE kept_persons AS SELECT * FROM persons"),
        new("DELETE FROM persons"),
        new("INSERT INTO persons SELECT * FROM kept_persons ORDER BY member"),
        new("DROP TABLE kept_persons"),
    ];

    public async Task<bool> RunAsync(ISqlTables tables)
    {
        var rewritten = (await tables.ReadAsync(
            new SqlStatement("SELECT count(*) FROM (SELECT 1 FROM persons LIMIT @most)", ("@most", MaxRewritten + 1)), row => row.GetInt64(0)))[0] <= MaxRewritten;
        if (rewritten)
            await tables.WriteAsync(Rewrite);
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            if (await Task.Run(CutLog))
                return rewritten;
            await Task.Delay(Pause);
        }

        return false;
    }

    private bool CutLog()
    {
        try
        {
            using var connection = file.Connect();
            using var checkpoint = new SqliteCommand("PRAGMA wal_checkpoint(TRUNCATE)", connection);
            using var answer = checkpoint.ExecuteReader();
            return answer.Read() && answer.GetInt64(0) == 0;
        }
        catch (SqliteException)
        {
            // The rows are gone; their bytes go with the next erasure, or when the log is overwritten.
            return false;
        }
    }
}
