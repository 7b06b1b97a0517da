using System.Data.Common;

namespace Loyalty.Journal;

/// <summary>Rows as the database servers give them.</summary>
internal static class ServerRows
{
    /// <summary>All rows that answer a command.</summary>
    public static async Task<IReadOnlyList<T>> RowsAsync<T>(this DbCommand command, Func<DbDataReader, T> map)
    {
        var rows = new List<T>();
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
            rows.Add(map(reader));
        return rows;
    }

    /// <summary>A row of sequence, member, version, type, body, instant, due day, key and checksum.</summary>
    public static StoredEvent Stored(DbDataReader row) => RowReading.Of(row, row => new StoredEvent(
        row.GetInt64(0),
        row.GetString(1),
        row.GetInt64(2),
        row.GetString(3),
        row.GetFieldValue<byte[]>(4),
        new DateTimeOffset(Utc(row, 5)),
        row.IsDBNull(6) ? null : DateOnly.FromDateTime(row.GetDateTime(6)),
        row.IsDBNull(7) ? null : row.GetString(7),
        row.IsDBNull(8) ? null : row.GetInt64(8)));

    /// <summary>An instant. Both servers hold it in UTC; only PostgreSQL's driver says so.</summary>
    public static DateTime Utc(DbDataReader row, int column) => DateTime.SpecifyKind(row.GetDateTime(column), DateTimeKind.Utc);
}
