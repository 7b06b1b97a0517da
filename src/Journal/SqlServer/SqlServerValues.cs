using System.Data;
using Microsoft.Data.SqlClient;

namespace Loyalty.Journal;

/// <summary>Parameters with their types said. The driver would else guess them from the value, and the server would keep a plan for each length of a text.</summary>
internal static class SqlServerValues
{
    /// <summary>Characters of a parameter, unless the text is longer: one length for all, so that one plan serves them all.</summary>
    private const int TextLength = 4000;

    private const int Unbounded = -1;

    /// <summary>The character that other dialects put behind every text that begins alike; here a character of two halves sorts before some others.</summary>
    private const string Beyond = "\U0010FFFF";

    private const string BeyondHere = "\uFFFF";

    /// <exception cref="NotSupportedException">A value of a type that no column has.</exception>
    public static SqlParameter Of(string name, object? value) => value switch
    {
        null => new SqlParameter(name, SqlDbType.NVarChar, TextLength) { Value = DBNull.Value },
        string text => Text(name, text.EndsWith(Beyond, StringComparison.Ordinal) ? text[..^Beyond.Length] + BeyondHere : text),
        long number => new SqlParameter(name, SqlDbType.BigInt) { Value = number },
        int number => new SqlParameter(name, SqlDbType.Int) { Value = number },
        bool flag => new SqlParameter(name, SqlDbType.Bit) { Value = flag },
        decimal number => new SqlParameter(name, SqlDbType.Decimal) { Value = number },
        DateOnly day => new SqlParameter(name, SqlDbType.Date) { Value = day.ToDateTime(TimeOnly.MinValue) },
        byte[] bytes => new SqlParameter(name, SqlDbType.VarBinary, Unbounded) { Value = bytes },
        _ => throw new NotSupportedException($"{name} is a {value.GetType().Name}."),
    };

    /// <summary>The rows of a table parameter; at least one.</summary>
    public static SqlParameter Table(string name, string type, IEnumerable<Microsoft.Data.SqlClient.Server.SqlDataRecord> rows) =>
        new(name, SqlDbType.Structured) { TypeName = type, Value = rows };

    private static SqlParameter Text(string name, string text) =>
        new(name, SqlDbType.NVarChar, text.Length > TextLength ? Unbounded : TextLength) { Value = text };
}
