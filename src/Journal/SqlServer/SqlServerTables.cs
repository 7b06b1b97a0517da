using System.Data;
using System.Data.SqlTypes;
using Microsoft.Data.SqlClient;
using Microsoft.Data.SqlClient.Server;

namespace Loyalty.Journal;

/// <summary>Rows as they are sent: many in one parameter. A record is used again from row to row, for the driver sends one before it asks for the next.</summary>
/// <remarks>
/// A column is always set whole, by <see cref="Set"/>: SetBytes and SetChars write over the beginning of the value of the row before, and
/// leave its end where the new one is shorter.
/// </remarks>
internal static class SqlServerTables
{
    /// <summary>The type that rows of the journal are sent in.</summary>
    internal const string JournalType = "journal_rows_2";

    // American English, whatever this machine speaks: the columns at the other end have a collation of their own.
    private const long Locale = 1033;

    /// <param name="heads">What the connection has written before; null to look all of it up.</param>
    public static SqlParameter Journal(string name, IReadOnlyList<PendingAppend> appends, VersionCache? heads = null) =>
        SqlServerValues.Table(name, JournalType, Rows(appends, heads));

    public static SqlParameter Persons(string name, IReadOnlyList<PersonRow> persons) =>
        SqlServerValues.Table(name, "person_rows", Rows(persons));

    public static SqlParameter Names(string name, IEnumerable<(string? Member, long? Version, string? Key)> names) =>
        SqlServerValues.Table(name, "journal_names", Rows(names));

    // "previous" is the version that must be there already, as on PostgreSQL: null where nothing need be looked up.
    private static IEnumerable<SqlDataRecord> Rows(IReadOnlyList<PendingAppend> appends, VersionCache? heads)
    {
        var row = new SqlDataRecord(
            new SqlMetaData("place", SqlDbType.Int), Text("member", 20), new SqlMetaData("version", SqlDbType.BigInt),
            new SqlMetaData("previous", SqlDbType.BigInt), Ascii("type", 100), new SqlMetaData("body", SqlDbType.VarBinary, SqlMetaData.Max),
            new SqlMetaData("at", SqlDbType.DateTime2, 0, 6), new SqlMetaData("due", SqlDbType.Date), Text("key", 80),
            new SqlMetaData("checksum", SqlDbType.BigInt));
        var place = 0;
        foreach (var (append, previous) in VersionCache.LookUps(appends, heads))
        {
            for (var i = 0; i < append.Events.Count; i++)
            {
                var stored = append.Events[i];
                Set(row, 0, ++place);
                Set(row, 1, append.Member);
                Set(row, 2, append.ExpectedVersion + i + 1);
                Set(row, 3, i == 0 ? previous : null);
                Set(row, 4, stored.Type);
                Set(row, 5, stored.Body);
                Set(row, 6, append.At.UtcDateTime);
                Set(row, 7, stored.Due?.ToDateTime(TimeOnly.MinValue));
                Set(row, 8, stored.Key);
                row.SetInt64(9, stored.Checksum);
                yield return row;
            }
        }
    }

    private static IEnumerable<SqlDataRecord> Rows(IReadOnlyList<PersonRow> persons)
    {
        var row = new SqlDataRecord(
            Text("member", 20), Text("profile", SqlMetaData.Max), Text("enrolment_fingerprint", 400),
            Text("given_key", 260), Text("family_key", 260), Text("email_key", 260), Text("phone_key", 260),
            new SqlMetaData("changed_at", SqlDbType.BigInt));
        foreach (var person in persons)
        {
            Set(row, 0, person.Member);
            Set(row, 1, person.Profile);
            Set(row, 2, person.Fingerprint);
            Set(row, 3, person.Keys.GivenName);
            Set(row, 4, person.Keys.FamilyName);
            Set(row, 5, person.Keys.Email);
            Set(row, 6, person.Keys.Phone);
            Set(row, 7, person.ChangedAt);
            yield return row;
        }
    }

    private static IEnumerable<SqlDataRecord> Rows(IEnumerable<(string? Member, long? Version, string? Key)> names)
    {
        var row = new SqlDataRecord(
            new SqlMetaData("place", SqlDbType.Int), Text("member", 20), new SqlMetaData("version", SqlDbType.BigInt), Text("key", 80));
        var place = 0;
        foreach (var (member, version, key) in names)
        {
            Set(row, 0, ++place);
            Set(row, 1, member);
            Set(row, 2, version);
            Set(row, 3, key);
            yield return row;
        }
    }

    private static SqlMetaData Text(string name, long length) =>
        new(name, SqlDbType.NVarChar, length, Locale, SqlCompareOptions.IgnoreCase);

    private static SqlMetaData Ascii(string name, long length) =>
        new(name, SqlDbType.VarChar, length, Locale, SqlCompareOptions.IgnoreCase);

    private static void Set(SqlDataRecord row, int column, object? value) => row.SetValue(column, value ?? DBNull.Value);
}
