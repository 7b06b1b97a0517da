using System.Text;
using Loyalty.Contracts;
using Loyalty.Domain;
using Loyalty.Grains;
using Microsoft.Data.Sqlite;

namespace Loyalty.Journal.Tests;

/// <summary>What was erased is in no byte of the files, and nobody waits for it to be overwritten.</summary>
public sealed class SqliteScrubTests : IDisposable
{
    private const int Persons = 1300;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Delete();

    [Fact]
    public async Task An_erasure_beside_a_reader_who_stays_holds_no_purchase_up_and_is_done_when_they_have_gone()
    {
        await using var store = await FilledAsync();
        using var reader = Connect();
        using var transaction = reader.BeginTransaction(deferred: true);
        using (var read = reader.CreateCommand())
        {
            read.Transaction = transaction;
            read.CommandText = "SELECT count(*) FROM persons";
            read.ExecuteScalar();
        }

        await store.Erasure.EraseAsync(Samples.Erased(Member(700), Samples.At));
        var scrubbing = store.Erasure.ScrubAsync();
        // Whoever held the writer while waiting would have the first of these wait for as long as the reader stays.
        for (var i = 0; i < 300; i++)
            Assert.Equal(AppendOutcome.Appended, await store.Journal.AppendAsync(Samples.Purchase(Member(1), 1 + i)).WaitAsync(TimeSpan.FromSeconds(60)));
        Assert.False(scrubbing.IsCompleted);
        Assert.False(await store.Erasure.IsScrubbedAsync());

        transaction.Rollback();
        Assert.True(await scrubbing);
        Assert.True(await store.Erasure.IsScrubbedAsync());
        Assert.DoesNotContain("Unmistakable", Everything(), StringComparison.OrdinalIgnoreCase);
        Assert.Contains("Given1299", Everything(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Persons_who_change_and_come_while_it_goes_on_are_kept_and_found()
    {
        await using var store = await FilledAsync();
        await store.Erasure.EraseAsync(Samples.Erased(Member(700), Samples.At));
        var scrubbing = store.Erasure.ScrubAsync();
        for (var i = 0; !scrubbing.IsCompleted; i++)
        {
            await store.Persons.SaveAsync(Person(i % 600, $"Later{i % 600}"));
            var number = Persons + i;
            await store.Journal.AppendAsync(Samples.Append(Member(number), 0, Samples.Enrolled()) with { Person = Person(number, $"Given{number}") });
        }

        Assert.True(await scrubbing);
        Assert.Equal("Later0", (await store.Persons.FindAsync(Member(0)))!.Profile.GivenName);
        Assert.Equal($"Given{Persons}", (await store.Persons.FindAsync(Member(Persons)))!.Profile.GivenName);
        Assert.Equal([Member(Persons)], await store.MemberSearch.FindAsync($"Given{Persons}", 10));
        Assert.NotNull((await store.Persons.FindAsync(Member(700)))!.ErasedAt);
        Assert.Equal(Indexes(), RenewedTable.All[0].Indexes.Select(index => index.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Those_who_ask_together_share_a_round()
    {
        await using var store = await FilledAsync();
        await store.Erasure.EraseAsync(Samples.Erased(Member(700), Samples.At));
        var untouched = SchemaVersion();
        Assert.True(await store.Erasure.ScrubAsync());
        var round = SchemaVersion() - untouched;
        Assert.True(round > 0, "A round makes a table anew.");
        Assert.All(await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => store.Erasure.ScrubAsync())), Assert.True);
        Assert.InRange(SchemaVersion() - untouched, round, 3 * round);
        Assert.True(await store.Erasure.IsScrubbedAsync());
    }

    [Theory]
    [InlineData("CREATE TABLE persons_next (member TEXT); CREATE TRIGGER persons_added AFTER INSERT ON persons BEGIN INSERT INTO persons_next VALUES (NEW.member); END")]
    [InlineData("DROP INDEX persons_family; CREATE TABLE persons_old (member TEXT)")]
    public async Task What_a_round_that_was_broken_off_has_left_is_cleared_at_the_next_start(string left)
    {
        await (await FilledAsync()).DisposeAsync();
        using (var connection = Connect())
            connection.Execute(left);
        await using var store = await OpenAsync();
        Assert.Equal(RenewedTable.All[0].Indexes.Select(index => index.Name).Order(StringComparer.Ordinal), Indexes());
        Assert.Equal(AppendOutcome.Appended, await store.Journal.AppendAsync(
            Samples.Append(Member(5000), 0, Samples.Enrolled()) with { Person = Person(5000, "New") }));
    }

    [Fact]
    public async Task Who_is_erased_already_is_known_to_be()
    {
        await using var store = await FilledAsync();
        Assert.False(await store.Erasure.IsErasedAsync(Member(700)));
        await store.Erasure.EraseAsync(Samples.Erased(Member(700), Samples.At));
        Assert.True(await store.Erasure.IsErasedAsync(Member(700)));
        Assert.False(await store.Erasure.IsErasedAsync(Member(701)));
    }

    [Fact]
    public async Task Nobody_else_can_read_the_files_that_are_made()
    {
        if (OperatingSystem.IsWindows())
            return;
        await using var store = await FilledAsync();
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(Path.GetDirectoryName(_folder.File)!));
        foreach (var file in Directory.GetFiles(Path.GetDirectoryName(_folder.File)!))
            Assert.True(File.GetUnixFileMode(file) == (UnixFileMode.UserRead | UnixFileMode.UserWrite), $"{file} has the rights {File.GetUnixFileMode(file)}.");
    }

    [Fact]
    public async Task A_file_that_cannot_be_written_is_refused_at_the_start()
    {
        await (await FilledAsync()).DisposeAsync();
        var refused = await Assert.ThrowsAsync<JournalRefusedException>(
            () => LoyaltyStore.OpenAsync("sqlite", _folder.ConnectionString + ";Mode=ReadOnly", TimeProvider.System));
        Assert.Contains("cannot be opened for writing", refused.Message, StringComparison.Ordinal);
    }

    private async Task<LoyaltyStore> FilledAsync()
    {
        var store = await OpenAsync();
        await Task.WhenAll(Enumerable.Range(0, Persons).Select(i => store.Journal.AppendAsync(
            Samples.Append(Member(i), 0, Samples.Enrolled()) with { Person = Person(i, i == 700 ? "Unmistakable" : $"Given{i}") })));
        return store;
    }

    private Task<LoyaltyStore> OpenAsync() => LoyaltyStore.OpenAsync("sqlite", _folder.ConnectionString, TimeProvider.System);

    private SqliteConnection Connect()
    {
        var connection = new SqliteConnection(_folder.ConnectionString + ";Pooling=false");
        connection.Open();
        return connection;
    }

    private long SchemaVersion()
    {
        using var connection = Connect();
        using var command = new SqliteCommand("PRAGMA schema_version", connection);
        return (long)command.ExecuteScalar()!;
    }

    private List<string> Indexes()
    {
        using var connection = Connect();
        using var command = new SqliteCommand("SELECT name FROM sqlite_schema WHERE type = 'index' AND tbl_name = 'persons' AND sql IS NOT NULL ORDER BY name", connection);
        using var row = command.ExecuteReader();
        var names = new List<string>();
        while (row.Read())
            names.Add(row.GetString(0));
        return names;
    }

    private string Everything()
    {
        var text = new StringBuilder();
        foreach (var path in Directory.GetFiles(Path.GetDirectoryName(_folder.File)!).Where(path => !path.EndsWith(".lock", StringComparison.Ordinal)))
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var bytes = new byte[file.Length];
            file.ReadExactly(bytes);
            text.Append(Encoding.UTF8.GetString(bytes));
        }

        return text.ToString();
    }

    // Mixed up, so that pages are split where they are full.
    private static MemberId Member(int number) => Samples.Member(number * 7919L % 100_000);

    private static Person Person(int number, string name) => new(Member(number), new Profile(name, $"Family{number}", $"m{number}@example.org"), null);
}
