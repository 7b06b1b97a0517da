using System.Data.Common;
using Loyalty.Grains;
using Microsoft.Data.Sqlite;

namespace Loyalty.Journal;

/// <summary>Rows of a SQLite journal as they are read.</summary>
internal static class SqliteRows
{
    /// <summary>In the order that <see cref="Stored"/> takes them.</summary>
    public const string Columns = "j.sequence, j.member, j.version, j.type, j.body, j.at, j.due, j.key, j.checksum";

    /// <summary>The same for a row that an index ("i") names: where it is gone, what the index has of it is left.</summary>
    public const string Indexed =
        "i.sequence, coalesce(j.member, i.member), coalesce(j.version, i.version), j.type, j.body, j.at, j.due, j.key, j.checksum";

    /// <summary>The same for an index that knows no members.</summary>
    public const string IndexedByKey = "i.sequence, coalesce(j.member, ''), coalesce(j.version, 0), j.type, j.body, j.at, j.due, j.key, j.checksum";

    private static readonly string[] Names = ["@1", "@2", "@3", "@4", "@5", "@6", "@7", "@8"];

    public static StoredEvent Stored(DbDataReader row) => new(
        row.GetInt64(0),
        row.GetString(1),
        row.GetInt64(2),
        row.IsDBNull(3) ? throw new FormatException("The row is gone.") : row.GetString(3),
        row.GetFieldValue<byte[]>(4),
        Instants.FromMicroseconds(row.GetInt64(5)),
        row.IsDBNull(6) ? null : DateOnly.FromDayNumber(row.GetInt32(6)),
        row.IsDBNull(7) ? null : row.GetString(7),
        row.IsDBNull(8) ? null : row.GetInt64(8));

    /// <summary>A row that is known to have been there.</summary>
    public static StoredEvent Gone(long sequence, string member, long version, string why) =>
        new(sequence, member, version, "", [], default, null, null, null) { Fault = new FormatException(why) };

    /// <summary>The rows that answer a statement, whose parameters are <c>@1</c>, <c>@2</c> and so on.</summary>
    public static List<StoredEvent> Query(ReadConnection connection, string text, params object?[] values) => connection.Ask(
        new SqlStatement(text, [.. values.Select((value, index) => (Names[index], value))]),
        reader =>
        {
            var rows = new List<StoredEvent>();
            while (reader.Read())
                rows.Add(RowReading.Of(reader, Stored));
            return rows;
        });

    /// <summary>Rows by their sequences, where a query for all of them met a page that cannot be read.</summary>
    public static List<StoredEvent> OneByOne(ReadConnection connection, long after, long last, int limit)
    {
        var rows = new List<StoredEvent>();
        for (var sequence = after + 1; sequence <= last && rows.Count < limit; sequence++)
        {
            try
            {
                rows.AddRange(Query(connection, $"SELECT {Columns} FROM journal j WHERE j.sequence = @1", sequence));
            }
            catch (SqliteException e) when (e.SqliteErrorCode == SQLitePCL.raw.SQLITE_CORRUPT)
            {
                rows.Add(Gone(sequence, "", 0, e.Message));
            }
        }

        return rows;
    }

    public static SqliteCommand Command(SqliteConnection connection, string text, params ReadOnlySpan<object?> values)
    {
        var command = connection.CreateCommand();
        command.CommandText = text;
        for (var i = 0; i < values.Length; i++)
            command.Parameters.Add(new SqliteParameter { ParameterName = $"@{i + 1}", Value = values[i] ?? DBNull.Value });
        return command;
    }
}
