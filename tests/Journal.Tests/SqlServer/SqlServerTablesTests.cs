using System.Data;
using Loyalty.Contracts;
using Microsoft.Data.SqlClient;
using Microsoft.Data.SqlClient.Server;

namespace Loyalty.Journal.Tests;

/// <summary>What is sent in one parameter has the columns of its type and the values of its rows.</summary>
public sealed class SqlServerTablesTests
{
    private static readonly IReadOnlyDictionary<string, IReadOnlyList<string>> Types = TransactSql.Parse(string.Join('\n', SqlServerSchema.Migrations)).TableTypes;

    [Fact]
    public void A_row_of_the_journal_is_sent_whole()
    {
        var append = new PendingAppend(Samples.Append(Samples.Member(1), 0, Samples.Enrolled("k1"), Samples.Recorded("t1")));
        var rows = Read(SqlServerTables.Journal("@rows", [append]));

        Assert.Equal([1, 2], rows.Select(row => (int)row["place"]!));
        Assert.Equal([append.Member, append.Member], rows.Select(row => (string)row["member"]!));
        Assert.Equal([1L, 2L], rows.Select(row => (long)row["version"]!));
        Assert.Equal(append.Events.Select(stored => stored.Type), rows.Select(row => (string)row["type"]!));
        Assert.Equal(append.Events.Select(stored => stored.Body), rows.Select(row => (byte[])row["body"]!));
        Assert.Equal(append.Events.Select(stored => stored.Key), rows.Select(row => (string?)row["key"]));
        Assert.Equal(append.Events.Select(stored => stored.Due?.ToDateTime(TimeOnly.MinValue)), rows.Select(row => (DateTime?)row["due"]));
        Assert.Equal(append.Events.Select(stored => stored.Checksum), rows.Select(row => (long)row["checksum"]!));
        Assert.All(rows, row => Assert.Equal(append.At.UtcDateTime, row["at"]));
    }

    [Fact]
    public void Only_the_first_row_after_what_is_stored_looks_up_what_comes_before()
    {
        var first = new PendingAppend(Samples.Append(Samples.Member(1), 4, Samples.Recorded("t1"), Samples.Recorded("t2")));
        var next = new PendingAppend(Samples.Append(Samples.Member(1), 6, Samples.Recorded("t3")));
        var other = new PendingAppend(Samples.Append(Samples.Member(2), 0, Samples.Enrolled()));
        Assert.Equal([4L, null, null, null], Read(SqlServerTables.Journal("@rows", [first, next, other])).Select(row => (long?)row["previous"]));
    }

    [Fact]
    public void What_the_connection_wrote_itself_is_not_looked_up()
    {
        var heads = new VersionCache();
        var append = new PendingAppend(Samples.Append(Samples.Member(1), 4, Samples.Recorded("t1")));
        heads.Note(append.Member, 4);
        Assert.Null(Assert.Single(Read(SqlServerTables.Journal("@rows", [append], heads)))["previous"]);
    }

    [Fact]
    public void A_person_is_sent_whole()
    {
        var person = PersonRow.Of(Samples.Person(Samples.Member(1)));
        var row = Assert.Single(Read(SqlServerTables.Persons("@persons", [person])));
        Assert.Equal(
            (person.Member, person.Profile, person.Fingerprint, person.Keys.GivenName, person.Keys.FamilyName, person.Keys.Email, person.Keys.Phone,
             person.ChangedAt),
            ((string?)row["member"], (string?)row["profile"], (string?)row["enrolment_fingerprint"], (string?)row["given_key"],
             (string?)row["family_key"], (string?)row["email_key"], (string?)row["phone_key"], (long?)row["changed_at"]));
    }

    // One record serves all rows: a shorter value must not keep the end of the longer one before it, nor a null its value.
    [Fact]
    public void Values_that_grow_shorter_from_row_to_row_are_sent_as_they_are()
    {
        var appends = Enumerable.Range(0, 6).Select(n => new PendingAppend(Samples.Append(
            Samples.Member(n), 0, Samples.Enrolled(n % 2 == 0 ? new string('k', 60 - n) : null), Samples.Upgrading(new string('t', 60 - (10 * n))), Samples.Moved())))
            .ToList();
        var events = appends.SelectMany(append => append.Events).ToList();
        var rows = Read(SqlServerTables.Journal("@rows", appends));
        Assert.Equal(events.Select(stored => stored.Body), rows.Select(row => (byte[])row["body"]!));
        Assert.Equal(events.Select(stored => stored.Type), rows.Select(row => (string)row["type"]!));
        Assert.Equal(events.Select(stored => stored.Key), rows.Select(row => (string?)row["key"]));
        Assert.Equal(events.Select(stored => stored.Due?.ToDateTime(TimeOnly.MinValue)), rows.Select(row => (DateTime?)row["due"]));

        var persons = Enumerable.Range(0, 6).Select(n => new PersonRow(
            new string('M', 12 - n), new string('p', 5_000 - (900 * n)), n % 2 == 0 ? new string('f', 30 - n) : null,
            new SearchKeys(Shorter(n), Shorter(n + 1), Shorter(n + 2), Shorter(n + 3)), n % 3 == 0 ? n : null)).ToList();
        Assert.Equal(persons, Read(SqlServerTables.Persons("@persons", persons)).Select(row => new PersonRow(
            (string)row["member"]!, (string)row["profile"]!, (string?)row["enrolment_fingerprint"],
            new SearchKeys((string?)row["given_key"], (string?)row["family_key"], (string?)row["email_key"], (string?)row["phone_key"]), (long?)row["changed_at"])));

        var names = Enumerable.Range(0, 6).Select(n => (Shorter(n)?[..^1], (long?)(n % 2 == 0 ? n : null), Shorter(n + 1))).ToList();
        Assert.Equal(names, Read(SqlServerTables.Names("@names", names)).Select(row => ((string?)row["member"], (long?)row["version"], (string?)row["key"])));

        static string? Shorter(int n) => n % 3 == 2 ? null : new string('x', 19 - n);
    }

    [Fact]
    public void Names_keep_their_order()
    {
        var rows = Read(SqlServerTables.Names("@names", [("M1", 3L, null), (null, null, "t:1")]));
        Assert.Equal([(1, "M1", 3L, null), (2, null, null, "t:1")],
            rows.Select(row => ((int)row["place"]!, (string?)row["member"], (long?)row["version"], (string?)row["key"])));
    }

    [Theory]
    [InlineData("é", SqlDbType.NVarChar)]
    [InlineData(null, SqlDbType.NVarChar)]
    [InlineData(1L, SqlDbType.BigInt)]
    [InlineData(1, SqlDbType.Int)]
    public void A_value_has_its_type(object? value, SqlDbType type) => Assert.Equal(type, SqlServerValues.Of("@v", value).SqlDbType);

    [Fact]
    public void The_end_of_all_that_begins_alike_is_behind_every_character() =>
        Assert.Equal("mü\uFFFF", SqlServerValues.Of("@to", "mü\U0010FFFF").Value);

    // The driver takes columns by their place, not by name.
    private static List<Dictionary<string, object?>> Read(SqlParameter parameter)
    {
        var rows = new List<Dictionary<string, object?>>();
        foreach (var record in (IEnumerable<SqlDataRecord>)parameter.Value)
        {
            var names = Enumerable.Range(0, record.FieldCount).Select(record.GetName).ToList();
            Assert.Equal(Types[parameter.TypeName], names);
            rows.Add(names.ToDictionary(name => name, name => record[name] is DBNull ? null : record[name], StringComparer.Ordinal));
        }

        return rows;
    }
}
