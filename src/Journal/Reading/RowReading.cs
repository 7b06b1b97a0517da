using System.Data.Common;
using System.Globalization;

namespace Loyalty.Journal;

/// <summary>Reads rows of the journal so that one whose very columns are damaged does not hide those beside it.</summary>
internal static class RowReading
{
    /// <summary>The row, or what can be read of it with its fault.</summary>
    /// <param name="row">Sequence, member and version come first.</param>
    public static StoredEvent Of(DbDataReader row, Func<DbDataReader, StoredEvent> read)
    {
        try
        {
            return read(row);
        }
        catch (Exception e) when (e is InvalidCastException or InvalidOperationException or ArgumentException or OverflowException or FormatException)
        {
            return new StoredEvent(Number(row, 0), row.GetValue(1) as string ?? "", Number(row, 2), "", [], default, null, null, null) { Fault = e };
        }
    }

    private static long Number(DbDataReader row, int column) =>
        row.GetValue(column) is IConvertible and not string and var number ? Convert.ToInt64(number, CultureInfo.InvariantCulture) : 0;
}
