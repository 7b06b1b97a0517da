using System.Globalization;
using Loyalty.Contracts;
using Loyalty.Grains;
using Microsoft.Data.Sqlite;

namespace Loyalty.Journal.Tests;

/// <summary>A file that the release before has written, whose rows have no checksum.</summary>
public sealed class SqliteMigrationTests : IDisposable
{
    /// <summary>The schema of the last release whose rows had no checksum.</summary>
    private const int WithoutChecksums = 6;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Delete();

    [Fact]
    public async Task A_file_of_before_opens_its_rows_are_read_and_told_apart_and_new_ones_are_checked()
    {
        WriteOldFile();
        await using (var store = await OpenAsync())
        {
            var old = await store.Journal.ReadAccountAsync(Samples.Member(1), 0, 10);
            Assert.Equal(Samples.OneOfEach("1"), old.Select(e => e.Event));
            Assert.All(old, row => Assert.False(row.HasChecksum));
            Assert.Equal(AppendOutcome.Appended, await store.Journal.AppendAsync(Samples.Append(Samples.Member(1), 4, Samples.Recorded("new"))));
            Assert.Equal(AppendOutcome.KeyTaken, await store.Journal.AppendAsync(Samples.Append(Samples.Member(1), 5, Samples.Recorded("t-1"))));
            Assert.True((await store.Journal.ReadAccountAsync(Samples.Member(1), 4, 1))[0].HasChecksum);
            Assert.Equal("Ada", (await store.Persons.FindAsync(Samples.Member(1)))!.Profile.GivenName);
            Assert.Empty(store.Unreadable.Rows);
        }

        // An old row may be without one; a new row may not.
        Run("UPDATE journal SET checksum = NULL");
        await using var again = await OpenAsync();
        var page = await again.Journal.ReadPageAsync(0, 10);
        Assert.Equal([1, 2, 3, 4], page.Events.Select(e => e.Sequence));
        Assert.Contains("has lost its checksum", Assert.Single(page.Unreadable).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_old_row_whose_key_is_another_than_its_bodys_is_told()
    {
        WriteOldFile();
        Run("UPDATE journal SET key = 't:other' WHERE sequence = 2");
        await using var store = await OpenAsync();
        var fault = Assert.Single((await store.Journal.ReadPageAsync(0, 10)).Unreadable);
        Assert.Equal((Samples.Member(1).Value, 2L), (fault.Member, fault.Sequence));
        Assert.Contains("The row's key is 't:other', its body's 't:t-1'", fault.Reason, StringComparison.Ordinal);
    }

    private Task<LoyaltyStore> OpenAsync() => LoyaltyStore.OpenAsync("sqlite", _folder.ConnectionString, TimeProvider.System);

    private void WriteOldFile()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_folder.File)!);
        using var connection = Connect();
        connection.Execute("PRAGMA journal_mode = WAL");
        SchemaMigrator.Migrate(connection, [.. SqliteSchema.Migrations.Take(WithoutChecksums)]);
        var member = Samples.Member(1);
        var sequence = 0;
        foreach (var stored in Samples.OneOfEach("1").Select(EventCodec.Encode))
        {
            using var insert = connection.CreateCommand();
            insert.CommandText = "INSERT INTO journal (sequence, member, version, type, body, at, due, key) VALUES (@sequence, @member, @sequence, @type, @body, @at, @due, @key)";
            insert.Parameters.AddWithValue("@sequence", ++sequence);
            insert.Parameters.AddWithValue("@member", member.Value);
            insert.Parameters.AddWithValue("@type", stored.Type);
            insert.Parameters.AddWithValue("@body", stored.Body);
            insert.Parameters.AddWithValue("@at", Instants.ToMicroseconds(Samples.At));
            insert.Parameters.AddWithValue("@due", stored.Due?.DayNumber as object ?? DBNull.Value);
            insert.Parameters.AddWithValue("@key", stored.Key as object ?? DBNull.Value);
            insert.ExecuteNonQuery();
        }

        using var person = connection.CreateCommand();
        person.CommandText = "INSERT INTO persons (member, profile, search_ready) VALUES (@member, @profile, 0)";
        person.Parameters.AddWithValue("@member", member.Value);
        person.Parameters.AddWithValue("@profile", PersonRow.Of(Samples.Person(member)).Profile);
        person.ExecuteNonQuery();
    }

    private void Run(string sql)
    {
        using var connection = Connect();
        connection.Execute(sql);
    }

    private SqliteConnection Connect()
    {
        var connection = new SqliteConnection(string.Create(CultureInfo.InvariantCulture, $"{_folder.ConnectionString};Pooling=false"));
        connection.Open();
        return connection;
    }
}
