using Loyalty.Grains;
using Microsoft.Data.Sqlite;
using static Loyalty.Journal.SqliteRows;

namespace Loyalty.Journal;

internal sealed partial class SqliteJournal
{
    public override async Task<DuePage> ReadDueAsync(DueQuery query)
    {
        var page = Page(query.Limit);
        var from = DueCursor.Of(query);
        var inTail = tail.Where(row => row.Due is { } due && IsAsked(query, from, due, row.Sequence));
        var rows = await readers.ReadAsync(connection =>
        {
            var found = inTail.ConvertAll(row => (Cursor(row.Due!.Value, row.Sequence), row.Member));
            found.AddRange(IndexedDue(connection, query, from, page));
            return found;
        });
        return DueCursor.Page([.. rows.Distinct().OrderBy(row => row.Item1.Due).ThenBy(row => row.Item1.Sequence).Take(page)], page);
    }

    // Day by day: within a day the index goes by sequence, so that rows before AfterSequence are jumped over, not read.
    private static List<(DueCursor At, string Member)> IndexedDue(SqliteConnection connection, DueQuery query, DueCursor? from, int limit)
    {
        var rows = new List<(DueCursor, string)>();
        var day = from is { } cursor ? cursor.Due.DayNumber : NextDueDay(connection, query.After.DayNumber);
        while (day is { } due && due <= query.Through.DayNumber && rows.Count < limit)
        {
            var after = from?.Due.DayNumber == due ? Math.Max(from.Value.Sequence, query.AfterSequence) : query.AfterSequence;
            using var command = Command(
                connection,
                "SELECT sequence, member FROM due_index WHERE due = @1 AND sequence > @2 AND sequence % @4 = @5 ORDER BY sequence LIMIT @3",
                due, after, limit - rows.Count, query.Share.Of, query.Share.Number);
            using var reader = command.ExecuteReader();
            while (reader.Read())
                rows.Add((Cursor(due, reader.GetInt64(0)), reader.GetString(1)));
            day = NextDueDay(connection, due);
        }

        return rows;
    }

    private static int? NextDueDay(SqliteConnection connection, int after)
    {
        using var command = Command(connection, "SELECT min(due) FROM due_index WHERE due > @1", after);
        return command.ExecuteScalar() is long due ? (int)due : null;
    }

    private static bool IsAsked(DueQuery query, DueCursor? from, int due, long sequence)
    {
        if (due <= query.After.DayNumber || due > query.Through.DayNumber || sequence <= query.AfterSequence || sequence % query.Share.Of != query.Share.Number)
            return false;
        return from is not { } cursor || (due, sequence).CompareTo((cursor.Due.DayNumber, cursor.Sequence)) > 0;
    }

    private static DueCursor Cursor(int due, long sequence) => new(DateOnly.FromDayNumber(due), sequence);
}
